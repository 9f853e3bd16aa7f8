/** Who may look: whoever the database lets see the person. A look is never refused for being honest about anything else. */
import type { Actor } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

export function mayRecordLook(facts: { personVisible: boolean }): Decision {
  return facts.personVisible ? null : 'not_yours';
}

/** The list of looks is part of the record: whoever may see the person may see who looked. System administrators see no content. */
export function mayListLooks(actor: Actor): Decision {
  return actor.roles.some((role) => role !== 'administrator' && role !== 'biller' && role !== 'evaluator') ? null : 'role_may_not';
}
