/** Someone begins to walk with a person. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';

export const assignPerson = defineCommand({
  name: 'assign-person',
  version: 1,
  args: z.strictObject({
    assignmentId: idSchema,
    personId: idSchema,
    staffId: idSchema,
    programmeId: idSchema,
    /** Screens take the beginning of the day, so that a phone's clock that is a little ahead does not postpone it. */
    startsAt: instantSchema,
  }),
  preview: ({ assignmentId, personId, staffId, programmeId, startsAt }) => [
    {
      table: 'assignments',
      id: assignmentId,
      scopeId: personId,
      set: {
        id: assignmentId,
        personId,
        staffId,
        programmeId,
        kind: 'peer',
        startsAt: new Date(startsAt).toISOString(),
        endsAt: 'infinity',
        version: 1,
      },
    },
  ],
});
