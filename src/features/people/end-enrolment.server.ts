/** The transaction of `end-enrolment`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { endEnrolment } from './end-enrolment.ts';
import { isCoordinating, mayEnrol } from './person-policy.ts';
import { findEnrolmentForChange, updateEnrolment } from './person-queries.server.ts';
import { checkLeaving } from './person-rules.ts';
import { tomorrowOf } from './register-person.server.ts';

export const endEnrolmentHandler = handle({
  command: endEnrolment,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'enrolment.ended',
  dataClass: 'identity',
  load: async (tx, args, actor) => {
    const enrolment = await findEnrolmentForChange(tx, actor.orgId, args.enrolmentId);
    const own = enrolment?.personId === args.personId ? enrolment : undefined;
    // Seeing the enrolment is reach enough: someone who moved to another programme may still have this stay ended.
    return { enrolment: own, personVisible: own !== undefined, inProgramme: own !== undefined };
  },
  may: mayEnrol,
  run: async ({ tx, args, facts, actor, command }) => {
    const { enrolment } = facts;
    if (!enrolment) throw new Refused('not_yours');
    if (enrolment.version !== args.basedOn) throw new Refused({ code: 'conflict', current: { table: 'enrolments', row: enrolment } });
    const [problem] = checkLeaving(args.leftOn, enrolment, tomorrowOf(command.receivedAt));
    if (problem) throw new Refused(problem);
    await updateEnrolment(tx, actor.orgId, enrolment.id, { leftOn: args.leftOn, leftReason: args.leftReason });
    return { changes: [{ table: 'enrolments', id: enrolment.id, scopeId: enrolment.personId }] };
  },
});
