/** The transaction of `cover-while-away`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { mayCover } from './assignment-policy.ts';
import { countCoverable, findWalker, insertAssignments } from './assignment-queries.server.ts';
import { coverWhileAway } from './cover-while-away.ts';
import { isCoordinating } from './person-policy.ts';
import { checkCover } from './person-rules.ts';

export const coverWhileAwayHandler = handle({
  command: coverWhileAway,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'cover.arranged',
  dataClass: 'identity',
  load: async (tx, args, actor) => {
    const personIds = [...new Set(args.people.map((one) => one.personId))];
    const asked = { personIds, awayStaffId: args.awayStaffId, wide: isCoordinating(actor) };
    return {
      asked: personIds.length,
      assignable: await countCoverable(tx, actor.orgId, asked),
      staff: await findWalker(tx, actor.orgId, args.coverStaffId),
    };
  },
  may: mayCover,
  run: async ({ tx, args, facts, actor, command }) => {
    const [problem] = checkCover(args, command.receivedAt);
    if (problem) throw new Refused(problem);
    if (facts.asked < args.people.length) throw new Refused({ code: 'invalid', field: 'people' });
    const { coverStaffId: staffId, startsAt, endsAt } = args;
    await insertAssignments(
      tx,
      { orgId: actor.orgId, madeBy: actor.staffId },
      args.people.map(({ assignmentId: id, personId, programmeId }) => ({
        id,
        personId,
        programmeId,
        staffId,
        kind: 'cover',
        startsAt,
        endsAt,
      })),
    );
    return { changes: args.people.map((one) => ({ table: 'assignments', id: one.assignmentId, scopeId: one.personId })) };
  },
});
