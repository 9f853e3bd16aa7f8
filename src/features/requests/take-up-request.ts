/** Somebody takes a request up: it is sure who asks, and it is being worked on. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { identities } from './request.ts';

export const takeUpRequest = defineCommand({
  name: 'take-up-request',
  version: 1,
  args: z.strictObject({
    requestId: idSchema,
    personId: idSchema,
    /** How it was made sure who asks. What was asked on the person's own page is sure by that. */
    identity: z.enum(identities),
  }),
  preview: ({ requestId, personId, identity }, { staffId, recordedAt }) => [
    {
      table: 'requests',
      id: requestId,
      scopeId: personId,
      set: { state: 'working', identity, takenUpBy: staffId, takenUpAt: new Date(recordedAt).toISOString() },
    },
  ],
});
