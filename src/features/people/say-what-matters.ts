/** What matters to me, said by the person themself. From then on nobody else changes these words. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostOwnWords } from './person-fields.ts';

export const sayWhatMatters = defineCommand({
  name: 'say-what-matters',
  version: 1,
  args: z.strictObject({
    personId: idSchema,
    /** The version on the screen when it was written. */
    basedOn: z.int().min(1),
    /** Null: nothing is to stand there. */
    matters: words(mostOwnWords).nullable(),
  }),
  preview: ({ personId, basedOn, matters }) => [
    { table: 'people', id: personId, scopeId: personId, set: { matters, version: basedOn + 1 } },
  ],
});
