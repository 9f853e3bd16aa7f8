/** It was read together: by whom, in which language, with what help. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { explainingAids } from './consent.ts';

export const explainConsent = defineCommand({
  name: 'explain-consent',
  version: 1,
  args: z.strictObject({
    consentId: idSchema,
    personId: idSchema,
    language: z.enum(['en', 'ta']),
    aids: z.array(z.enum(explainingAids)).max(explainingAids.length),
  }),
  preview: ({ consentId, personId, language, aids }, { staffId, recordedAt }) => [
    {
      table: 'consents',
      id: consentId,
      scopeId: personId,
      set: { state: 'explained', explainedBy: staffId, explainedAt: recordedAt, explainedLanguage: language, explainedAids: aids },
    },
  ],
});
