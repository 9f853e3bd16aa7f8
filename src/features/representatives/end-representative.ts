/** Ends a representative's view, at once and on every phone of theirs. By staff, by themself, or by the person who wished for it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const endRepresentative = defineCommand({
  name: 'end-representative',
  version: 1,
  args: z.strictObject({ representativeId: idSchema, personId: idSchema }),
  preview: ({ representativeId, personId }) => [
    { table: 'representatives', id: representativeId, scopeId: personId, set: { ended: true } },
  ],
});
