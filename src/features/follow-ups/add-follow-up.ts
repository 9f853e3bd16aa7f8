/** Something promised to, or with, a person, apart from a contact or after it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, words } from '../../shared/safe-text.ts';
import { mostFollowUpWords } from './follow-up.ts';

export const addFollowUp = defineCommand({
  name: 'add-follow-up',
  version: 1,
  args: z.strictObject({
    followUpId: idSchema,
    personId: idSchema,
    /** The contact it came from, if any. */
    contactId: idSchema.nullable(),
    words: words(mostFollowUpWords),
    dueOn: daySchema.nullable(),
  }),
  preview: ({ followUpId, ...rest }, { staffId, recordedAt }) => [
    {
      table: 'follow_ups',
      id: followUpId,
      scopeId: rest.personId,
      set: { ...rest, id: followUpId, ownerId: staffId, status: 'open', createdAt: recordedAt, version: 1 },
    },
  ],
});
