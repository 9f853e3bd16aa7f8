/** More time is needed: once, as long as the law gives, with a reason the person is told in writing before the first day has passed. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostExtensionWords } from './request.ts';

export const extendRequest = defineCommand({
  name: 'extend-request',
  version: 1,
  args: z.strictObject({ requestId: idSchema, personId: idSchema, why: words(mostExtensionWords) }),
  // The new day is the server's to say.
  preview: ({ requestId, personId, why }, { recordedAt }) => [
    {
      table: 'requests',
      id: requestId,
      scopeId: personId,
      set: { extendedWhy: why, extendedAt: new Date(recordedAt).toISOString() },
    },
  ],
});
