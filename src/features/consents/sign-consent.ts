/** The person says yes: drawn, typed, or spoken before a witness. What they read goes along as its hash. */
import { z } from 'zod';
import { defineCommand, type PreviewRow } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { copyOffers, signatureSchema } from './consent.ts';

export const signConsent = defineCommand({
  name: 'sign-consent',
  version: 1,
  args: z.strictObject({
    consentId: idSchema,
    personId: idSchema,
    signature: signatureSchema,
    /** SHA-256 of the document that was on the screen; the server puts it together again and must come to the same. */
    documentHash: z.string().regex(/^[0-9a-f]{64}$/),
    copyOffered: z.enum(copyOffers),
    /** As in the draft. */
    supersedesId: idSchema.nullable(),
  }),
  preview: ({ consentId, personId, signature, documentHash, copyOffered, supersedesId }, { staffId, recordedAt }) => {
    const rows: PreviewRow[] = [
      {
        table: 'consents',
        id: consentId,
        scopeId: personId,
        set: { state: 'active', signature, signedBy: staffId, signedAt: recordedAt, documentHash, copyOffered },
      },
    ];
    if (supersedesId !== null) {
      rows.push({
        table: 'consents',
        id: supersedesId,
        scopeId: personId,
        set: { state: 'superseded', endedAt: recordedAt, endedBy: staffId, endedHow: 'amended' },
      });
    }
    return rows;
  },
});
