/** The transaction of `enrol-person`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { enrolPerson } from './enrol-person.ts';
import { isCoordinating, mayEnrol } from './person-policy.ts';
import { findInProgramme, insertEnrolment, listEnrolmentsOf } from './person-queries.server.ts';
import { checkEnrolment } from './person-rules.ts';
import { tomorrowOf } from './register-person.server.ts';
import { findPersonVisible } from './standing-queries.server.ts';

export const enrolPersonHandler = handle({
  command: enrolPerson,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'enrolment.begun',
  dataClass: 'identity',
  load: async (tx, args, actor) => ({
    personVisible: await findPersonVisible(tx, actor.orgId, args.personId),
    inProgramme: await findInProgramme(tx, actor.orgId, args.programmeId),
    existing: await listEnrolmentsOf(tx, actor.orgId, args.personId),
  }),
  may: mayEnrol,
  run: async ({ tx, args, facts, actor, command }) => {
    const [problem] = checkEnrolment(args, facts.existing, tomorrowOf(command.receivedAt));
    if (problem) throw new Refused(problem);
    const { enrolmentId, personId, programmeId, enrolledOn } = args;
    await insertEnrolment(tx, actor.orgId, { id: enrolmentId, personId, programmeId, enrolledOn });
    return { changes: [{ table: 'enrolments', id: enrolmentId, scopeId: personId }] };
  },
});
