/** Who may plan a visit with a person. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** @param facts.visible false when the person or the visit is absent or hidden */
export function mayPlanVisit(facts: { visible: boolean }, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  return facts.visible ? null : 'not_yours';
}

/** A visit that took place is a contact now; the plan is not rewritten afterwards. */
export function mayChangeVisit(facts: { status: string } | undefined, actor: Actor): Decision {
  const denied = mayPlanVisit({ visible: facts !== undefined }, actor);
  if (denied !== null) return denied;
  return facts?.status === 'met' ? 'visit_met_already' : null;
}
