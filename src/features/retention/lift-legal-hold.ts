/** What a legal hold was for is over. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostReason } from './retention.ts';

export const liftLegalHold = defineCommand({
  name: 'lift-legal-hold',
  version: 1,
  args: z.strictObject({ holdId: idSchema, personId: idSchema, why: words(mostReason) }),
  preview: () => [],
});
