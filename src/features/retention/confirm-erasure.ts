/** A director says yes: when the warning time has passed, the record is erased. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const confirmErasure = defineCommand({
  name: 'confirm-erasure',
  version: 1,
  args: z.strictObject({ erasureId: idSchema, personId: idSchema }),
  preview: () => [],
});
