/** Who may work on someone's goals. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** What policy needs to know; undefined when the person is absent or hidden from the actor. */
export type GoalFacts = { walks: boolean } | undefined;

/**
 * Goals are written down by who walks with the person (or covers). A supervisor reads them, and writes only where they walk too.
 * Source: practice-and-law.md §1.6, row "peer_note, goal_plan": assigned peer RW, peer's supervisor R.
 */
export function mayWorkOnGoals(facts: GoalFacts, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts) return 'not_yours';
  if (!facts.walks) return 'goal_only_who_walks';
  return null;
}
