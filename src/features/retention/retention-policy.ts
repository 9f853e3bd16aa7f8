/** Who decides how long a record is kept: a director. Source: DESIGN.md §4, whoever runs the system reads no content and erases none. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

export function mayDirectRetention(actor: Actor): Decision {
  return hasRole(actor, 'director') ? null : 'role_may_not';
}

/** `person`: undefined when absent, hidden, or erased already. */
export function mayDirectRecord(person: object | undefined, actor: Actor): Decision {
  return mayDirectRetention(actor) ?? (person ? null : 'not_yours');
}
