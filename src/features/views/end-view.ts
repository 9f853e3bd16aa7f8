/** Ends a person's own view, at once and on every phone of theirs. By the person, or by who may invite. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const endView = defineCommand({
  name: 'end-view',
  version: 1,
  args: z.strictObject({ viewId: idSchema, personId: idSchema }),
  preview: ({ viewId, personId }) => [{ table: 'views', id: viewId, scopeId: personId, set: { ended: true } }],
});
