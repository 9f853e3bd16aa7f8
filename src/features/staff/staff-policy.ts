/** Who may do what with colleagues: facts in, a reason or `null` (yes) out. The database says the same (`kith.me_admin_org`). */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';
import type { Role } from './role.ts';

/** Staff, programmes and settings belong to administrators and directors. */
export function mayAdminister(actor: Actor): Decision {
  return hasRole(actor, 'administrator', 'director') ? null : 'role_may_not';
}

export type ColleagueFacts = {
  active: boolean;
  /** Whether they have taken up their invitation. */
  joined: boolean;
  roles: readonly Role[];
  version: number;
  /** Other members of staff who are active, have joined, and are administrators. */
  otherAdministrators: number;
};

export function mayInvite(facts: { addressTaken: boolean }, actor: Actor): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  return facts.addressTaken ? 'staff_address_taken' : null;
}

export function mayChangeInvitation(facts: ColleagueFacts | undefined, actor: Actor): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  if (!facts) return 'not_yours';
  return facts.joined ? 'staff_joined_already' : null;
}

/** An organisation without an administrator could never be put right from inside. */
export function mayChangeRoles(facts: ColleagueFacts | undefined, actor: Actor, asked: { roles: readonly Role[] }): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  if (!facts) return 'not_yours';
  const losesAdministrator = facts.active && facts.roles.includes('administrator') && !asked.roles.includes('administrator');
  return losesAdministrator && facts.otherAdministrators === 0 ? 'staff_last_administrator' : null;
}

/**
 * A link with which a colleague chooses a new password. Never for oneself: an open session must not outlive the password it began with. And
 * never upwards: a director answers for the organisation, so only a director lets one in again.
 */
export function mayMakeResetLink(facts: ColleagueFacts | undefined, actor: Actor, asked: { staffId: string }): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  if (asked.staffId === actor.staffId) return 'staff_reset_own';
  if (!facts) return 'not_yours';
  if (!facts.active) return 'staff_inactive_already';
  if (!facts.joined) return 'staff_not_joined';
  return facts.roles.includes('director') && !hasRole(actor, 'director') ? 'staff_reset_director' : null;
}

export function mayWithdrawResetLink(facts: ColleagueFacts | undefined, actor: Actor): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  return facts ? null : 'not_yours';
}

export type DeviceFacts = { id: string; staffId: string; ended: boolean };

/** Whoever may hold a supervision; whom they supervise today, the database says. */
export function maySupervise(actor: Actor): Decision {
  return hasRole(actor, 'supervisor', 'coordinator', 'director') ? null : 'role_may_not';
}

/**
 * Administrators end any device, supervisors those of whom they supervise (others are absent from their facts). Ending the device one is
 * asking from would lock oneself out of it for good, by a slip of the thumb.
 */
export function mayEndDevice(facts: DeviceFacts | undefined, actor: Actor, { everyone }: { everyone: boolean }): Decision {
  if (mayAdminister(actor) !== null && maySupervise(actor) !== null) return 'role_may_not';
  if (!facts) return 'not_yours';
  if (facts.id === actor.deviceId && (everyone || facts.staffId === actor.staffId)) return 'staff_device_in_use';
  return facts.ended ? 'staff_device_ended_already' : null;
}

export function mayDeactivate(facts: ColleagueFacts | undefined, actor: Actor): Decision {
  const denied = mayChangeRoles(facts, actor, { roles: [] });
  if (denied !== null) return denied;
  return facts?.active ? null : 'staff_inactive_already';
}

export function mayReactivate(facts: ColleagueFacts | undefined, actor: Actor): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  if (!facts) return 'not_yours';
  return facts.active ? 'staff_active_already' : null;
}
