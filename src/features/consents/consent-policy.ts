/** Who may do what with a consent: facts in, a reason or `null` (yes) out. The yes and the no are the person's; this is who may write them down. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** Undefined when the person is absent or hidden from the actor. */
export type ConsentFacts = { walks: boolean } | undefined;

/** Preparing, explaining, signing and declining happen beside the person: with whoever walks with them. */
export function mayAskForConsent(facts: ConsentFacts, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts) return 'not_yours';
  return facts.walks ? null : 'consent_only_who_walks';
}

/** The person stops by themself. It must never wait for the right colleague either: whoever may see the person may write down that they said stop. */
export function mayEndConsent(facts: ConsentFacts, actor: Actor): Decision {
  if (actor.view) return facts ? null : 'not_yours';
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor', 'coordinator', 'director')) return 'role_may_not';
  return facts ? null : 'not_yours';
}
