/** A consent that should not have counted: signed by the wrong person, for the wrong recipient. From here on nothing is shared on it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';

export const markConsentDeficient = defineCommand({
  name: 'mark-consent-deficient',
  version: 1,
  args: z.strictObject({ consentId: idSchema, personId: idSchema, why: words(500) }),
  preview: ({ consentId, personId, why }, { staffId, recordedAt }) => [
    {
      table: 'consents',
      id: consentId,
      scopeId: personId,
      set: { state: 'invalid', endedAt: recordedAt, endedBy: staffId, endedHow: 'deficient', endedWords: why },
    },
  ],
});
