/** The person's own hand: their words on a contact, an answer, "this is not how it was", or their own words taken back. Nothing of a peer's changes. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, words } from '../../shared/safe-text.ts';
import { mostFelt, mostWords } from './contact.ts';

export const writeOwnEntry = defineCommand({
  name: 'write-own-entry',
  version: 1,
  args: z.strictObject({
    entryId: idSchema,
    contactId: idSchema,
    personId: idSchema,
    kind: z.enum(['entry', 'addendum', 'strike', 'differs']),
    /** What it answers, differs from or takes back; null: the contact as a whole. */
    followsId: idSchema.nullable(),
    audience: z.enum(['pair', 'team', 'care_team']),
    /** Null: nothing but "this is not how it was". */
    words: words(mostWords).nullable(),
    felt: words(mostFelt).nullable(),
    language: codeSchema,
  }),
  preview: ({ entryId, ...rest }, { staffId, recordedAt }) => [
    {
      table: 'entries',
      id: entryId,
      scopeId: rest.personId,
      set: {
        ...rest,
        ...{ id: entryId, words: rest.words ?? '', voice: 'person', shown: null, authorId: staffId, writtenAt: recordedAt },
      },
    },
  ],
});
