/** The person stops sharing. It counts from the moment it is written down on this phone, with or without a network, and beats every yes it meets. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { waysToWithdraw } from './consent.ts';

export const withdrawConsent = defineCommand({
  name: 'withdraw-consent',
  version: 1,
  args: z.strictObject({
    consentId: idSchema,
    personId: idSchema,
    how: z.enum(waysToWithdraw),
    /** In their words, if they wish; no reason is ever needed. */
    words: words(500).nullable(),
  }),
  preview: ({ consentId, personId, how, words: said }, { staffId, recordedAt }) => [
    {
      table: 'consents',
      id: consentId,
      scopeId: personId,
      set: { state: 'revoked', endedAt: recordedAt, endedBy: staffId, endedHow: how, endedWords: said },
    },
  ],
});
