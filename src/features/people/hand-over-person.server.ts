/** The transaction of `hand-over-person`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { mayHandOver } from './assignment-policy.ts';
import { findAssignmentForChange, findWalker, findWalksAt, insertAssignments, updateAssignmentEnd } from './assignment-queries.server.ts';
import { handOverPerson } from './hand-over-person.ts';
import { isCoordinating } from './person-policy.ts';
import { checkEnding, checkSpan } from './person-rules.ts';

export const handOverPersonHandler = handle({
  command: handOverPerson,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'person.handed_over',
  dataClass: 'identity',
  load: async (tx, { fromAssignmentId: id, personId, toStaffId: staffId, at }, actor) => ({
    from: await findAssignmentForChange(tx, actor.orgId, { id, personId, wide: isCoordinating(actor) }),
    staff: await findWalker(tx, actor.orgId, staffId),
    alreadyWalks: await findWalksAt(tx, actor.orgId, { personId, staffId, at }),
  }),
  may: mayHandOver,
  run: async ({ tx, args, facts, actor, command }) => {
    const { from } = facts;
    if (!from) throw new Refused('not_yours');
    if (from.version !== args.basedOn) throw new Refused({ code: 'conflict', current: { table: 'assignments', row: from } });
    const { personId, programmeId, toAssignmentId, toStaffId, at } = args;
    const [problem] = [
      ...checkEnding(at, from, command.receivedAt),
      ...checkSpan({ startsAt: at, endsAt: 'infinity' }, command.receivedAt),
    ];
    if (problem) throw new Refused(problem);
    // The new one first: a supervisor's right to give the person comes from the old one.
    await insertAssignments(tx, { orgId: actor.orgId, madeBy: actor.staffId }, [
      { id: toAssignmentId, personId, staffId: toStaffId, programmeId, kind: 'peer', startsAt: at, endsAt: 'infinity' },
    ]);
    await updateAssignmentEnd(tx, actor.orgId, from.id, at);
    return {
      changes: [
        { table: 'assignments', id: toAssignmentId, scopeId: personId },
        { table: 'assignments', id: from.id, scopeId: personId },
      ],
      audit: [{ scopeId: personId, details: { from: from.staffId, to: toStaffId } }],
    };
  },
});
