/** "Keep, it is their word": the mirror does not ask this member of staff about the term again. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';

export const mostTermLetters = 100;

export const keepWord = defineCommand({
  name: 'keep-word',
  version: 1,
  args: z.strictObject({ keepId: idSchema, term: words(mostTermLetters) }),
  preview: ({ keepId, term }, { orgId, recordedAt }) => [
    { table: 'mirror_keeps', id: keepId, scopeId: orgId, set: { id: keepId, term, keptAt: recordedAt } },
  ],
});
