/** Who may open in an emergency, complete the record of it, and judge it. Pure; row security says the same. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';
import { opensInEmergency } from './emergency.ts';

const mayOpen = (actor: Actor): boolean => actor.roles.some((role) => opensInEmergency.has(role));

/** Whoever meets people or answers for them, about anybody of the organisation. Absent and foreign look alike. */
export function mayOpenEmergency(facts: { isHere: boolean }, actor: Actor): Decision {
  if (!mayOpen(actor)) return 'role_may_not';
  return facts.isHere ? null : 'not_yours';
}

export function mayFindInEmergency(actor: Actor): Decision {
  return mayOpen(actor) ? null : 'role_may_not';
}

/** Whoever reads the record anyway, or has opened it. */
export function mayTellInEmergency(facts: { isVisible: boolean }, actor: Actor): Decision {
  if (!mayOpen(actor)) return 'role_may_not';
  return facts.isVisible ? null : 'not_yours';
}

export function mayCompleteEmergency(facts: { staffId: string } | undefined, actor: Actor): Decision {
  return facts?.staffId === actor.staffId ? null : 'not_yours';
}

/** Never whoever opened, whatever else they are here. Row security has shown only what is this supervisor's or director's to review. */
export function mayReviewEmergency(facts: { staffId: string } | undefined, actor: Actor): Decision {
  if (facts === undefined) return 'not_yours';
  if (facts.staffId === actor.staffId) return 'emergency_not_ones_own';
  return null;
}

export function mayListEmergencyReviews(actor: Actor): Decision {
  return hasRole(actor, 'supervisor', 'coordinator', 'director') ? null : 'role_may_not';
}

export function mayReadEmergencyNotice(facts: { personId: string } | undefined): Decision {
  return facts === undefined ? 'not_yours' : null;
}
