/** Someone stops walking with a person, or a cover ends early. What was written stays where it is. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';

export const endAssignment = defineCommand({
  name: 'end-assignment',
  version: 1,
  args: z.strictObject({ assignmentId: idSchema, personId: idSchema, basedOn: z.int().min(1), endsAt: instantSchema }),
  preview: ({ assignmentId, personId, basedOn, endsAt }) => [
    {
      table: 'assignments',
      id: assignmentId,
      scopeId: personId,
      set: { endsAt: new Date(endsAt).toISOString(), version: basedOn + 1 },
    },
  ],
});
