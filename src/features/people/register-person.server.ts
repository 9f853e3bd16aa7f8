/** The transaction of `register-person`. */
import { type Change, handle, Refused } from '../../server/command-handler.ts';
import type { Tx } from '../../server/db.ts';
import { addDays, type CalendarDay } from '../../shared/calendar-day.ts';
import { findWalker, insertAssignments } from './assignment-queries.server.ts';
import { keysOfPerson, whoLooksLike } from './person-identity.ts';
import { mayRegisterPerson } from './person-policy.ts';
import { findInProgramme, insertEnrolment, insertPerson, insertWords, listDuplicateCandidates } from './person-queries.server.ts';
import { checkEnrolment, checkPerson, checkSpan } from './person-rules.ts';
import { type RegisterPersonArgs, registerPerson } from './register-person.ts';

/** The last day it can be anywhere on earth at that instant: the server does not know where the phone is. */
export function tomorrowOf(instant: string): string {
  return addDays(instant.slice(0, 10) as CalendarDay, 1);
}

export const registerPersonHandler = handle({
  command: registerPerson,
  reach: 'near',
  audit: 'person.registered',
  dataClass: 'identity',
  load: async (tx, args, actor) => ({
    inProgramme: await findInProgramme(tx, actor.orgId, args.programmeId),
    walker: args.walksWith && (await findWalker(tx, actor.orgId, args.walksWith.staffId)),
    // Only people the actor may see: of the others nothing is said here, they come up on the coordinator's list.
    duplicates: await findDuplicates(tx, actor.orgId, args),
  }),
  may: mayRegisterPerson,
  run: async ({ tx, args, facts, actor, command }) => {
    const tomorrow = tomorrowOf(command.receivedAt);
    const [problem] = [
      ...checkPerson(args.person, tomorrow),
      ...checkEnrolment(args, [], tomorrow),
      ...(args.walksWith ? checkSpan({ startsAt: args.walksWith.startsAt, endsAt: 'infinity' }, command.receivedAt) : []),
    ];
    if (problem) throw new Refused(problem);
    const unseen = facts.duplicates.filter((id) => !args.knownDuplicates.includes(id));
    if (unseen.length > 0) throw new Refused({ code: 'likely_duplicate', ids: unseen });

    const { personId, programmeId, enrolmentId, walksWith } = args;
    await insertPerson(tx, args, { orgId: actor.orgId, staffId: actor.staffId, recordedAt: command.recordedAt });
    // Words and enrolment come before the assignment: whoever registers may write them as long as nobody walks with the person.
    await insertWords(tx, actor.orgId, personId, keysOfPerson(args.person));
    await insertEnrolment(tx, actor.orgId, { id: enrolmentId, personId, programmeId, enrolledOn: args.enrolledOn });
    const changes: Change[] = [
      { table: 'people', id: personId, scopeId: personId },
      { table: 'enrolments', id: enrolmentId, scopeId: personId },
    ];
    if (walksWith) {
      const { assignmentId: id, staffId, startsAt } = walksWith;
      await insertAssignments(tx, { orgId: actor.orgId, madeBy: actor.staffId }, [
        { id, personId, staffId, programmeId, kind: 'peer', startsAt, endsAt: 'infinity' },
      ]);
      changes.push({ table: 'assignments', id, scopeId: personId });
    }
    return { changes, audit: [{ scopeId: personId, details: { knownDuplicates: args.knownDuplicates } }] };
  },
});

async function findDuplicates(tx: Tx, orgId: string, { person }: RegisterPersonArgs): Promise<string[]> {
  return whoLooksLike(person, await listDuplicateCandidates(tx, orgId, { ...person, keys: keysOfPerson(person) }));
}
