/** Who may write down a lock, and who may lift one: the person themself, or whoever may see them. Both are the person's wish, said in their words. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** Undefined when the person is absent or hidden from the actor. */
export type LockFacts = { walks: boolean } | undefined;

/** A wish must be kept in the same shift, by whoever hears it. */
export function maySetLock(facts: { isVisible: boolean }, actor: Actor): Decision {
  if (actor.view) return facts.isVisible ? null : 'not_yours';
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor', 'coordinator', 'director')) return 'role_may_not';
  return facts.isVisible ? null : 'not_yours';
}

/** Lifting opens something, so it is for the person, or for whoever walks with them and hears it from them. */
export function mayLiftLock(facts: LockFacts, actor: Actor): Decision {
  if (actor.view) return facts ? null : 'not_yours';
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts) return 'not_yours';
  return facts.walks ? null : 'lock_only_who_walks';
}
