/** The person opens again what they had locked. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const liftLock = defineCommand({
  name: 'lift-lock',
  version: 1,
  args: z.strictObject({ lockId: idSchema, personId: idSchema }),
  preview: ({ lockId, personId }, { staffId, recordedAt }) => [
    { table: 'locks', id: lockId, scopeId: personId, set: { liftedBy: staffId, liftedAt: recordedAt } },
  ],
});
