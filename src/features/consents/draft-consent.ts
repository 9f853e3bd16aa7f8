/** What could be shared, with whom and what for, written down to be talked about. Nothing is shared by it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema } from '../../shared/safe-text.ts';
import { termsSchema } from './consent.ts';
import { recipientKey } from './recipient-key.ts';

export const draftConsent = defineCommand({
  name: 'draft-consent',
  version: 1,
  args: z.strictObject({
    consentId: idSchema,
    personId: idSchema,
    /** Code of a kind of the organisation's packs. */
    kind: codeSchema,
    terms: termsSchema,
    /** An amendment: takes the place of this one once it is signed. */
    supersedesId: idSchema.nullable(),
  }),
  preview: ({ consentId, personId, kind, terms, supersedesId }, { staffId, recordedAt, packVersion }) => [
    {
      table: 'consents',
      id: consentId,
      scopeId: personId,
      set: {
        ...{ id: consentId, personId, kind, terms, supersedesId, packVersion, version: 1, state: 'draft' },
        ...{ recipientKey: recipientKey(terms.recipient.name ?? ''), expiresOn: terms.expiry.on },
        ...{ draftedBy: staffId, draftedAt: recordedAt, explainedAids: [] },
        ...{ explainedBy: null, explainedAt: null, explainedLanguage: null, signature: null, signedBy: null, signedAt: null },
        ...{ document: null, documentHash: null, copyOffered: null, endedAt: null, endedBy: null, endedHow: null, endedWords: null },
      },
    },
  ],
});
