/** Who may promise something to a person, and keep or let go of it. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/**
 * Anyone who sees the person in their work with people: also the supervisor, because a promise has to be kept while the peer is away.
 * @param facts.visible false when the person, the follow-up or the contact it came from is absent or hidden
 */
export function mayFollowUp(facts: { visible: boolean }, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  return facts.visible ? null : 'not_yours';
}
