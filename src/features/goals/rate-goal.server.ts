/** The transaction of `rate-goal`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { mayRateGoal } from './goal-policy.ts';
import { insertRating, isGoalOf } from './goal-queries.server.ts';
import { checkRating } from './goal-rules.ts';
import { rateGoal } from './rate-goal.ts';

export const rateGoalHandler = handle({
  command: rateGoal,
  reach: 'near',
  forView: true,
  audit: 'goal.rated',
  dataClass: 'goal_plan',
  asOfThen: (args) => args,
  load: async (tx, args, actor) => ({
    person: await findWalks(tx, actor.orgId, args.personId),
    isTheirs: await isGoalOf(tx, actor.orgId, args.goalId, args.personId),
  }),
  may: (facts, actor) => mayRateGoal(facts.isTheirs ? facts.person : undefined, actor),
  run: async ({ tx, args, actor, command }) => {
    const [problem] = checkRating(args, command.receivedAt);
    if (problem) throw new Refused(problem);
    const { ratingId, ...rest } = args;
    await insertRating(tx, actor.orgId, { ...rest, id: ratingId }, actor.staffId);
    return { changes: [{ table: 'goal_ratings', id: ratingId, scopeId: args.personId }] };
  },
});
