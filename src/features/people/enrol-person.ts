/** A person joins a programme, or comes back to it. Each stay is a row of its own, so that leaving and returning stay readable. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema } from '../../shared/safe-text.ts';

export const enrolPerson = defineCommand({
  name: 'enrol-person',
  version: 1,
  args: z.strictObject({ enrolmentId: idSchema, personId: idSchema, programmeId: idSchema, enrolledOn: daySchema }),
  preview: ({ enrolmentId, personId, programmeId, enrolledOn }) => [
    {
      table: 'enrolments',
      id: enrolmentId,
      scopeId: personId,
      set: { id: enrolmentId, personId, programmeId, enrolledOn, leftOn: null, leftReason: null, version: 1 },
    },
  ],
});
