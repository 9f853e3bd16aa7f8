/** Who gives somebody else a view of a person's record, and who ends it: facts in, a reason or `null` (yes) out. */
import type { Basis } from '../../packs/view-parts.ts';
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** As for the person's own view: who walks with them, and who supervises those. They know who stands before them. */
export function mayAddRepresentative(facts: { personVisible: boolean }, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  return facts.personVisible ? null : 'not_yours';
}

export function mayInviteRepresentative(facts: { ended: boolean } | undefined, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts) return 'not_yours';
  return facts.ended ? 'view_ended_already' : null;
}

/**
 * Staff any; the representative their own; the person what they themselves wished for. What a court or a law gave is not the person's to end: it
 * ends by its day, or by staff who were shown that it is over.
 */
export function mayEndRepresentative(facts: { ended: boolean; basis: Basis } | undefined, actor: Actor): Decision {
  const isOne = actor.view !== undefined || actor.represents !== undefined;
  if (!isOne && !hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts) return 'not_yours';
  if (facts.ended) return 'view_ended_already';
  return actor.view && facts.basis !== 'wish' ? 'representative_not_by_wish' : null;
}
