/** Who asks, who works the queue, who takes files: facts in, a reason's code or `null` (yes) out. Source: practice-and-law.md §1.6, class accounting. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';
import { isCoordinating } from '../people/person-policy.ts';

/** From which office a request is worked: the person's own, the desk's, or that of those near to them. */
export function officeOf(actor: Actor): 'self' | 'wide' | 'near' {
  if (actor.view) return 'self';
  return isCoordinating(actor) ? 'wide' : 'near';
}

/** Undefined or false: absent, or hidden from the actor. */
export type RequestFacts = { isVisible: boolean };

/** The person asks of their own record; for somebody who said it or wrote a letter, whoever hears or opens it writes it down. The same holds for
 * what the person says to an answer. */
export function mayMakeRequest(facts: RequestFacts, actor: Actor): Decision {
  if (!actor.view && !hasRole(actor, 'peer', 'senior_peer', 'supervisor', 'coordinator', 'director')) return 'role_may_not';
  return facts.isVisible ? null : 'not_yours';
}

/** Answering is for those who answer for the programme or for the peer: nobody decides on a correction of their own words alone. */
export function mayWorkRequest(facts: RequestFacts, actor: Actor): Decision {
  if (!hasRole(actor, 'supervisor', 'coordinator', 'director')) return 'role_may_not';
  return facts.isVisible ? null : 'not_yours';
}

export function mayListRequests(actor: Actor): Decision {
  return isCoordinating(actor) ? null : 'role_may_not';
}

/** The person their own; whoever may read the record, what they may read of it; the desk, letters, which hold nothing of the record. */
export function mayTakeFile(facts: RequestFacts, actor: Actor, args: { what: string }): Decision {
  const denied = mayMakeRequest(facts, actor);
  if (denied !== null) return denied;
  return isCoordinating(actor) && !args.what.startsWith('letter_') ? 'request_copy_not_from_desk' : null;
}
