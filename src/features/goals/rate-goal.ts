/** How close a goal feels to the person, now. Never changed: the next rating follows it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';

export const rateGoal = defineCommand({
  name: 'rate-goal',
  version: 1,
  args: z.strictObject({
    ratingId: idSchema,
    goalId: idSchema,
    personId: idSchema,
    /** 0 "far away" to 10 "I am there". */
    closeness: z.int().min(0).max(10),
    ratedAt: instantSchema,
  }),
  preview: ({ ratingId, goalId, personId, closeness, ratedAt }) => [
    {
      table: 'goal_ratings',
      id: ratingId,
      scopeId: personId,
      set: { id: ratingId, goalId, personId, closeness, ratedAt: new Date(ratedAt).toISOString() },
    },
  ],
});
