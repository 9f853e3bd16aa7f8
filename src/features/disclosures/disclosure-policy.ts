/** Who may share, and who may look at what would be shared: whoever the database lets see the person, in a role that works with people. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** Sharing what was written with somebody is done by those who walk with them, and by their supervisor. */
export function mayShare(actor: Actor): Decision {
  return hasRole(actor, 'peer', 'senior_peer', 'supervisor', 'coordinator', 'director') ? null : 'role_may_not';
}
