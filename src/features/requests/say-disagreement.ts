/** The person disagrees with a no. Their words stand beside the record, and go with it wherever it is shared. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostRequestWords } from './request.ts';

export const sayDisagreement = defineCommand({
  name: 'say-disagreement',
  version: 1,
  args: z.strictObject({ requestId: idSchema, personId: idSchema, statement: words(mostRequestWords) }),
  preview: ({ requestId, personId, statement }, { staffId, recordedAt }) => [
    {
      table: 'requests',
      id: requestId,
      scopeId: personId,
      set: { statement, statementBy: staffId, statementAt: new Date(recordedAt).toISOString() },
    },
  ],
});
