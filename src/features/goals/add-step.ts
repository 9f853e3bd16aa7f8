/** A step towards a goal. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, words } from '../../shared/safe-text.ts';
import { mostStepWords } from './goal-limits.ts';

export const addStep = defineCommand({
  name: 'add-step',
  version: 1,
  args: z.strictObject({
    stepId: idSchema,
    goalId: idSchema,
    personId: idSchema,
    words: words(mostStepWords),
    /** Who takes it. */
    who: z.enum(['person', 'peer', 'together']),
    dueOn: daySchema.nullable(),
  }),
  preview: ({ stepId, ...rest }, { recordedAt }) => [
    {
      table: 'goal_steps',
      id: stepId,
      scopeId: rest.personId,
      set: { ...rest, id: stepId, doneOn: null, dropped: false, createdAt: recordedAt, version: 1 },
    },
  ],
});
