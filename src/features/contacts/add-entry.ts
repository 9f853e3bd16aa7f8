/** Words that come later: an entry that was promised, an addendum, or a strike-through. What stands is never edited. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, words } from '../../shared/safe-text.ts';
import { mostFelt, mostWords } from './contact.ts';

export const addEntry = defineCommand({
  name: 'add-entry',
  version: 1,
  args: z.strictObject({
    entryId: idSchema,
    contactId: idSchema,
    personId: idSchema,
    kind: z.enum(['entry', 'addendum', 'strike']),
    /** The entry an addendum or a strike is about; null for an addendum to the contact as a whole. */
    followsId: idSchema.nullable(),
    voice: z.enum(['person', 'peer']),
    audience: z.enum(['pair', 'team', 'care_team']),
    /** For a strike: why. */
    words: words(mostWords),
    felt: words(mostFelt).nullable(),
    language: codeSchema,
    shown: z.enum(['together', 'will_show', 'declined']).nullable(),
  }),
  preview: ({ entryId, ...rest }, { staffId, recordedAt }) => [
    {
      table: 'entries',
      id: entryId,
      scopeId: rest.personId,
      set: { ...rest, id: entryId, authorId: staffId, writtenAt: recordedAt },
    },
  ],
});
