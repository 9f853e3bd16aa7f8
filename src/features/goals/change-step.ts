/** A step that was taken, dropped, moved or said anew. Only what changed is sent. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, words } from '../../shared/safe-text.ts';
import { mostStepWords } from './goal-limits.ts';

export const changeStep = defineCommand({
  name: 'change-step',
  version: 1,
  args: z.strictObject({
    stepId: idSchema,
    personId: idSchema,
    basedOn: z.int().min(1),
    set: z
      .strictObject({
        words: words(mostStepWords).exactOptional(),
        who: z.enum(['person', 'peer', 'together']).exactOptional(),
        dueOn: daySchema.nullable().exactOptional(),
        /** The day it was done; null undoes that. */
        doneOn: daySchema.nullable().exactOptional(),
        dropped: z.boolean().exactOptional(),
      })
      .refine((set) => Object.keys(set).length > 0),
  }),
  preview: ({ stepId, personId, basedOn, set }) => [
    { table: 'goal_steps', id: stepId, scopeId: personId, set: { ...set, version: basedOn + 1 } },
  ],
});
