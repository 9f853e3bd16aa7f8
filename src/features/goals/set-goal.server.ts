/** The transaction of `set-goal`. */

import { handle } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { mayWorkOnGoals } from './goal-policy.ts';
import { insertGoal } from './goal-queries.server.ts';
import { setGoal } from './set-goal.ts';

export const setGoalHandler = handle({
  command: setGoal,
  reach: 'near',
  audit: 'goal.set',
  dataClass: 'goal_plan',
  asOfThen: (args) => args,
  load: (tx, args, actor) => findWalks(tx, actor.orgId, args.personId),
  may: mayWorkOnGoals,
  run: async ({ tx, args: { goalId, ...rest }, actor, command }) => {
    await insertGoal(tx, actor.orgId, { ...rest, id: goalId, createdBy: actor.staffId, createdAt: command.recordedAt });
    return { changes: [{ table: 'goals', id: goalId, scopeId: rest.personId }] };
  },
});
