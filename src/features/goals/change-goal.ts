/** A goal said anew, paused, reached, or let go of. Only what changed is sent. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, words } from '../../shared/safe-text.ts';
import { mostGoalWords } from './goal-limits.ts';

export const changeGoal = defineCommand({
  name: 'change-goal',
  version: 1,
  args: z.strictObject({
    goalId: idSchema,
    personId: idSchema,
    /** The version on the screen when it was changed. */
    basedOn: z.int().min(1),
    set: z
      .strictObject({
        words: words(mostGoalWords).exactOptional(),
        wordsLanguage: codeSchema.exactOptional(),
        peerWords: words(mostGoalWords).nullable().exactOptional(),
        lifeArea: codeSchema.nullable().exactOptional(),
        status: z.enum(['open', 'paused', 'done', 'let_go']).exactOptional(),
      })
      .refine((set) => Object.keys(set).length > 0),
  }),
  preview: ({ goalId, personId, basedOn, set }) => [
    { table: 'goals', id: goalId, scopeId: personId, set: { ...set, version: basedOn + 1 } },
  ],
});
