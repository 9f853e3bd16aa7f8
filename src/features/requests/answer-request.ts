/** The answer to a request: yes, partly or no; with the reason, and with what follows from it. It is not taken back. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { copyParts, mostRequestWords, outcomes, reasons } from './request.ts';

export const answerRequest = defineCommand({
  name: 'answer-request',
  version: 1,
  args: z.strictObject({
    requestId: idSchema,
    personId: idSchema,
    outcome: z.enum(outcomes),
    reason: z.enum(reasons).nullable(),
    /** To the person, in plain words; they read it on their page and in the letter. */
    answerWords: words(mostRequestWords).nullable(),
    /** For a correction: what stands beside the record from now on. */
    correction: words(mostRequestWords).nullable(),
    /** For a copy given in part: what is held back. */
    withheld: z.array(z.enum(copyParts)).max(copyParts.length),
    /** For a restriction: the lock it became. */
    lockId: idSchema.nullable(),
  }),
  preview: ({ requestId, personId, ...answer }, { staffId, recordedAt }) => [
    {
      table: 'requests',
      id: requestId,
      scopeId: personId,
      set: { ...answer, state: 'answered', answeredBy: staffId, answeredAt: new Date(recordedAt).toISOString() },
    },
  ],
});
