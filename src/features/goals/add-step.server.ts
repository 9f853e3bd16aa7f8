/** The transaction of `add-step`. */

import { handle } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { addStep } from './add-step.ts';
import { mayWorkOnGoals } from './goal-policy.ts';
import { insertStep, isGoalOf } from './goal-queries.server.ts';

export const addStepHandler = handle({
  command: addStep,
  reach: 'near',
  audit: 'goal.step_added',
  dataClass: 'goal_plan',
  asOfThen: (args) => args,
  load: async (tx, args, actor) => ({
    person: await findWalks(tx, actor.orgId, args.personId),
    isTheirs: await isGoalOf(tx, actor.orgId, args.goalId, args.personId),
  }),
  may: (facts, actor) => mayWorkOnGoals(facts.isTheirs ? facts.person : undefined, actor),
  run: async ({ tx, args: { stepId, ...rest }, actor, command }) => {
    await insertStep(tx, actor.orgId, { ...rest, id: stepId, createdAt: command.recordedAt });
    return { changes: [{ table: 'goal_steps', id: stepId, scopeId: rest.personId }] };
  },
});
