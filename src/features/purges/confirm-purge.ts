/** A device says that it deleted what it may no longer hold. It says so by itself; nobody presses anything. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

/** A phone holds at most 400 people; a changed role may take all of them away. */
const mostPeople = 800;

export const confirmPurge = defineCommand({
  name: 'confirm-purge',
  version: 1,
  args: z.strictObject({ personIds: z.array(idSchema).min(1).max(mostPeople) }),
  // The log is nobody's on a phone.
  preview: () => [],
});
