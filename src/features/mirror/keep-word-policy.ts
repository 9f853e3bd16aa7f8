/** Who may keep a word: everyone who writes about people. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

export function mayKeepWord(_facts: undefined, actor: Actor): Decision {
  return hasRole(actor, 'peer', 'senior_peer', 'supervisor') ? null : 'role_may_not';
}
