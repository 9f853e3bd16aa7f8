/** Who may work on someone's goals. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** What a change of a goal touches. */
type Touched = Readonly<Record<string, unknown>>;
const ownKeys = new Set(['words', 'wordsLanguage']);

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

/**
 * Through their own view a person says their goal anew, and nothing else of it: how the peer put it is the peer's. And what the person has put
 * into words themself, nobody else changes; the peer's wording stands beside it.
 */
export function mayChangeGoal(facts: { person: GoalFacts; wordsByPerson: boolean }, actor: Actor, args: { set: Touched }): Decision {
  const touched = Object.keys(args.set);
  if (actor.view) {
    if (!facts.person) return 'not_yours';
    return touched.every((key) => ownKeys.has(key)) ? null : 'goal_only_own_words';
  }
  const denied = mayWorkOnGoals(facts.person, actor);
  if (denied !== null) return denied;
  return facts.wordsByPerson && touched.some((key) => ownKeys.has(key)) ? 'goal_words_are_the_persons' : null;
}

/** How close it feels is the person's to say, to their peer or by themself. */
export function mayRateGoal(facts: GoalFacts, actor: Actor): Decision {
  if (actor.view) return facts ? null : 'not_yours';
  return mayWorkOnGoals(facts, actor);
}
