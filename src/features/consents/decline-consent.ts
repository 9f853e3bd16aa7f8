/** The person says no. Nothing else changes by it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const declineConsent = defineCommand({
  name: 'decline-consent',
  version: 1,
  args: z.strictObject({ consentId: idSchema, personId: idSchema }),
  preview: ({ consentId, personId }, { staffId, recordedAt }) => [
    {
      table: 'consents',
      id: consentId,
      scopeId: personId,
      set: { state: 'declined', endedAt: recordedAt, endedBy: staffId, endedHow: 'declined' },
    },
  ],
});
