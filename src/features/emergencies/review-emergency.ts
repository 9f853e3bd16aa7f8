/** Somebody else judges whether it had to be opened, in words the colleague can answer. Once. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostNature, outcomes } from './emergency.ts';

export const reviewEmergency = defineCommand({
  name: 'review-emergency',
  version: 1,
  args: z.strictObject({ emergencyId: idSchema, outcome: z.enum(outcomes), words: words(mostNature) }),
  // Whoever judges does not hold the row; the list on the desk is asked anew.
  preview: () => [],
});
