/** Takes a merge back: two registrations stand on their own again, each with the rows it always had. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const unmergePeople = defineCommand({
  name: 'unmerge-people',
  version: 1,
  args: z.strictObject({ fromId: idSchema, intoId: idSchema, basedOn: z.int().min(1) }),
  preview: ({ fromId, basedOn }) => [{ table: 'people', id: fromId, scopeId: fromId, set: { mergedInto: null, version: basedOn + 1 } }],
});
