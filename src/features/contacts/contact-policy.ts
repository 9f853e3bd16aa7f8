/** Who may do what with a contact: facts in, a reason or `null` (yes) out. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** Those who walk with people record; supervisors record what they themselves did with someone they can see. */
export function mayRecordContact(actor: Actor): Decision {
  return hasRole(actor, 'peer', 'senior_peer', 'supervisor') ? null : 'role_may_not';
}

/** A supervisor signs what a peer of theirs recorded, never their own; a struck contact is not signed. */
export function mayCosign(
  facts: { authorId: string; struck: boolean; cosigned: boolean; supervisesAuthor: boolean } | undefined,
  actor: Actor,
): Decision {
  if (!facts) return 'not_yours';
  if (facts.authorId === actor.staffId) return 'cosign_not_own';
  if (!facts.supervisesAuthor) return 'not_yours';
  if (facts.struck) return 'contact_struck';
  if (facts.cosigned) return 'contact_cosigned_already';
  return null;
}

/** Only who recorded a contact may strike it through, and not once it is co-signed: then an addendum follows it. */
export function mayStrike(facts: { authorId: string; struck: boolean; cosigned: boolean } | undefined, actor: Actor): Decision {
  if (!facts) return 'not_yours';
  if (facts.authorId !== actor.staffId) return 'only_author_strikes';
  if (facts.struck) return 'contact_struck';
  if (facts.cosigned) return 'contact_cosigned_already';
  return null;
}

/** Anyone who walks with the person may add words to a contact they can see. */
export function mayAddEntry(facts: { contactVisible: boolean; followsVisible: boolean }, actor: Actor): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts.contactVisible || !facts.followsVisible) return 'not_yours';
  return null;
}

/** The person, on any contact of theirs that they can see, beside any words that reach them. Row security has shown nothing else. */
export function mayWriteOwnEntry(facts: { contactVisible: boolean; followsVisible: boolean }): Decision {
  return facts.contactVisible && facts.followsVisible ? null : 'not_yours';
}
