/** Numbers that leave as a file are noted first: who took which weeks of which programme. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { isCountable, rangeShape } from './counts.ts';

export const exportContactCounts = defineCommand({
  name: 'export-contact-counts',
  version: 1,
  args: z.strictObject({ exportId: idSchema, ...rangeShape }).refine(isCountable, { path: ['to'] }),
  // Nothing a device holds changes.
  preview: () => [],
});
