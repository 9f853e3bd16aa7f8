/** Nothing of this person may be erased until it is lifted. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostReason } from './retention.ts';

export const setLegalHold = defineCommand({
  name: 'set-legal-hold',
  version: 1,
  args: z.strictObject({ holdId: idSchema, personId: idSchema, reason: words(mostReason) }),
  // Holds and erasures are on no device: the page asks the server.
  preview: () => [],
});
