/** A director stops an erasure that was confirmed, before it is done. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const stopErasure = defineCommand({
  name: 'stop-erasure',
  version: 1,
  args: z.strictObject({ erasureId: idSchema, personId: idSchema }),
  preview: () => [],
});
