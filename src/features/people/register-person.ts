/** Someone new: a name to use is enough. Registering enrols them, and gives them someone to walk with. */
import { z } from 'zod';
import { defineCommand, type PreviewRow } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, instantSchema } from '../../shared/safe-text.ts';
import { personFieldsSchema } from './person-fields.ts';

export const registerPerson = defineCommand({
  name: 'register-person',
  version: 1,
  args: z.strictObject({
    personId: idSchema,
    enrolmentId: idSchema,
    programmeId: idSchema,
    enrolledOn: daySchema,
    person: personFieldsSchema,
    /** Who walks with them; null: nobody yet (the coordinator's list shows it). `startsAt`: the beginning of that day, or later. */
    walksWith: z.strictObject({ assignmentId: idSchema, staffId: idSchema, startsAt: instantSchema }).nullable(),
    /** People who look like this one, whom the user has seen and said are somebody else. */
    knownDuplicates: z.array(idSchema).max(500),
  }),
  preview: (args, { staffId, recordedAt }): PreviewRow[] => {
    const { personId, programmeId, walksWith } = args;
    const rows: PreviewRow[] = [
      {
        table: 'people',
        id: personId,
        scopeId: personId,
        set: {
          id: personId,
          programmeId,
          ...args.person,
          mergedInto: null,
          registeredBy: staffId,
          registeredAt: new Date(recordedAt).toISOString(),
          version: 1,
        },
      },
      {
        table: 'enrolments',
        id: args.enrolmentId,
        scopeId: personId,
        set: { id: args.enrolmentId, personId, programmeId, enrolledOn: args.enrolledOn, leftOn: null, leftReason: null, version: 1 },
      },
    ];
    if (walksWith) {
      rows.push({
        table: 'assignments',
        id: walksWith.assignmentId,
        scopeId: personId,
        set: {
          id: walksWith.assignmentId,
          personId,
          staffId: walksWith.staffId,
          programmeId,
          kind: 'peer',
          startsAt: new Date(walksWith.startsAt).toISOString(),
          endsAt: 'infinity',
          version: 1,
        },
      });
    }
    return rows;
  },
});

export type RegisterPersonArgs = z.output<typeof registerPerson.args>;
