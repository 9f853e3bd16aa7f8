/** A contact that was recorded by mistake is struck through, with the reason. It stays readable and is no longer counted. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';

export const mostStrikeWords = 500;

export const strikeContact = defineCommand({
  name: 'strike-contact',
  version: 1,
  args: z.strictObject({ contactId: idSchema, personId: idSchema, why: words(mostStrikeWords) }),
  preview: ({ contactId, personId, why }, { staffId, recordedAt }) => [
    { table: 'contacts', id: contactId, scopeId: personId, set: { struckBy: staffId, struckAt: recordedAt, struckWhy: why } },
  ],
});
