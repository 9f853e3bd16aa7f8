/** The transaction of `end-assignment`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { mayEndAssignment } from './assignment-policy.ts';
import { findAssignmentForChange, updateAssignmentEnd } from './assignment-queries.server.ts';
import { endAssignment } from './end-assignment.ts';
import { isCoordinating } from './person-policy.ts';
import { checkEnding } from './person-rules.ts';

export const endAssignmentHandler = handle({
  command: endAssignment,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'assignment.ended',
  dataClass: 'identity',
  // Locking asks for the right to change it, so that a peer of the person, who may read the row, finds nothing here.
  load: (tx, { assignmentId: id, personId }, actor) =>
    findAssignmentForChange(tx, actor.orgId, { id, personId, wide: isCoordinating(actor) }),
  may: mayEndAssignment,
  run: async ({ tx, args, facts, actor, command }) => {
    if (!facts) throw new Refused('not_yours');
    if (facts.version !== args.basedOn) throw new Refused({ code: 'conflict', current: { table: 'assignments', row: facts } });
    const [problem] = checkEnding(args.endsAt, facts, command.receivedAt);
    if (problem) throw new Refused(problem);
    await updateAssignmentEnd(tx, actor.orgId, facts.id, args.endsAt);
    return { changes: [{ table: 'assignments', id: facts.id, scopeId: facts.personId }] };
  },
});
