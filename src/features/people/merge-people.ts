/** Two registrations turn out to be one human being. Rows stay where they are; the page of `intoId` shows both. Can be taken back. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const mergePeople = defineCommand({
  name: 'merge-people',
  version: 1,
  args: z.strictObject({ fromId: idSchema, intoId: idSchema, basedOn: z.int().min(1) }),
  preview: ({ fromId, intoId, basedOn }) => [
    { table: 'people', id: fromId, scopeId: fromId, set: { mergedInto: intoId, version: basedOn + 1 } },
  ],
});
