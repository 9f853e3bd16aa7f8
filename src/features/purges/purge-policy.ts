/** Who may see what was deleted from whose device. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** Administrators and directors see all, supervisors those of the peers they supervise (the database narrows it). */
export function mayListPurges(actor: Actor): Decision {
  return hasRole(actor, 'administrator', 'director', 'supervisor', 'coordinator') ? null : 'role_may_not';
}

/** How far such a question reaches: administrators by their office, others by whom they supervise. */
export function reachOfPurges(actor: Actor): 'admin' | 'near' {
  return hasRole(actor, 'administrator', 'director') ? 'admin' : 'near';
}
