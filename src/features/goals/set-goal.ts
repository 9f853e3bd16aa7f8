/** A person says what they want; it is written down in their own words. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, words } from '../../shared/safe-text.ts';
import { mostGoalWords } from './goal-limits.ts';

export const setGoal = defineCommand({
  name: 'set-goal',
  version: 1,
  args: z.strictObject({
    goalId: idSchema,
    personId: idSchema,
    /** The person's own words, in the language they said them. */
    words: words(mostGoalWords),
    wordsLanguage: codeSchema,
    /** How the peer put it: stands beside, never instead. */
    peerWords: words(mostGoalWords).nullable(),
    /** Code of the pack's life areas. */
    lifeArea: codeSchema.nullable(),
  }),
  preview: ({ goalId, ...rest }, { staffId, recordedAt }) => [
    {
      table: 'goals',
      id: goalId,
      scopeId: rest.personId,
      set: { ...rest, id: goalId, status: 'open', createdBy: staffId, createdAt: recordedAt, version: 1 },
    },
  ],
});
