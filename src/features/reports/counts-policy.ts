/** Who may count, and whose counts are told in full: facts in, a reason or `null` (yes) out. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

type Asking = Pick<Actor, 'roles' | 'programmes'> & Actor;

/** Directors, billers and evaluators count every programme; coordinators and supervisors their own. Nobody else. */
export function mayCountContacts(actor: Asking, args: { programmeId: string | null }): Decision {
  if (!hasRole(actor, 'director', 'coordinator', 'biller', 'evaluator', 'supervisor')) return 'role_may_not';
  if (args.programmeId === null || hasRole(actor, 'director', 'biller', 'evaluator')) return null;
  return actor.programmes.includes(args.programmeId) ? null : 'not_yours';
}

/**
 * Programmes whose small counts this reader may see: those they work in anyway. An evaluator sees counts only, and few people in a cell
 * are people one can recognise.
 */
export function toldInFull(actor: Asking): 'all' | readonly string[] {
  if (hasRole(actor, 'director', 'biller')) return 'all';
  return hasRole(actor, 'coordinator', 'supervisor') ? actor.programmes : [];
}
