/** The transaction of `assign-person`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { assignPerson } from './assign-person.ts';
import { mayAssign } from './assignment-policy.ts';
import { findAssignable, findWalker, findWalksAt, insertAssignments } from './assignment-queries.server.ts';
import { isCoordinating } from './person-policy.ts';
import { checkSpan } from './person-rules.ts';

export const assignPersonHandler = handle({
  command: assignPerson,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'assignment.begun',
  dataClass: 'identity',
  load: async (tx, { personId, programmeId, staffId, startsAt }, actor) => ({
    assignable: await findAssignable(tx, actor.orgId, { personId, programmeId, wide: isCoordinating(actor) }),
    staff: await findWalker(tx, actor.orgId, staffId),
    alreadyWalks: await findWalksAt(tx, actor.orgId, { personId, staffId, at: startsAt }),
  }),
  may: mayAssign,
  run: async ({ tx, args, actor, command }) => {
    const { assignmentId: id, personId, staffId, programmeId, startsAt } = args;
    const [problem] = checkSpan({ startsAt, endsAt: 'infinity' }, command.receivedAt);
    if (problem) throw new Refused(problem);
    await insertAssignments(tx, { orgId: actor.orgId, madeBy: actor.staffId }, [
      { id, personId, staffId, programmeId, kind: 'peer', startsAt, endsAt: 'infinity' },
    ]);
    return { changes: [{ table: 'assignments', id, scopeId: personId }] };
  },
});
