/** A follow-up done, moved to another day, or let go of; opened again if that was a slip of the thumb. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, words } from '../../shared/safe-text.ts';
import { mostFollowUpWords } from './follow-up.ts';

export const changeFollowUp = defineCommand({
  name: 'change-follow-up',
  version: 1,
  args: z.strictObject({
    followUpId: idSchema,
    personId: idSchema,
    basedOn: z.int().min(1),
    set: z
      .strictObject({
        words: words(mostFollowUpWords).exactOptional(),
        dueOn: daySchema.nullable().exactOptional(),
        status: z.enum(['open', 'done', 'let_go']).exactOptional(),
      })
      .refine((set) => Object.keys(set).length > 0),
  }),
  preview: ({ followUpId, personId, basedOn, set }) => [
    { table: 'follow_ups', id: followUpId, scopeId: personId, set: { ...set, version: basedOn + 1 } },
  ],
});
