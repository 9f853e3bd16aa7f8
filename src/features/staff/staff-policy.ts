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

export type DeviceFacts = { id: string; staffId: string; ended: boolean };

/** Ending the device one is asking from would lock oneself out of it for good, by a slip of the thumb. */
export function mayEndDevice(facts: DeviceFacts | undefined, actor: Actor): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  if (!facts) return 'not_yours';
  if (facts.staffId === actor.staffId && facts.id === actor.deviceId) return 'staff_device_in_use';
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
