/** The transaction of `change-step`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { conflictWith } from '../../server/conflict.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { changeStep } from './change-step.ts';
import { mayWorkOnGoals } from './goal-policy.ts';
import { findStepForChange, updateStep } from './goal-queries.server.ts';
import { checkStep } from './goal-rules.ts';

export const changeStepHandler = handle({
  command: changeStep,
  reach: 'near',
  audit: 'goal.step_changed',
  dataClass: 'goal_plan',
  load: async (tx, args, actor) => ({
    person: await findWalks(tx, actor.orgId, args.personId),
    step: await findStepForChange(tx, actor.orgId, args.stepId, args.personId),
  }),
  may: (facts, actor) => mayWorkOnGoals(facts.step && facts.person, actor),
  run: async ({ tx, args, facts: { step }, actor, command }) => {
    if (!step) throw new Refused('not_yours');
    if (step.version !== args.basedOn) throw await conflictWith(tx, { table: 'goal_steps', row: step, personId: args.personId });
    const [problem] = checkStep({ ...step, ...args.set }, command.receivedAt);
    if (problem) throw new Refused(problem);
    await updateStep(tx, actor.orgId, args.stepId, args.set);
    return {
      changes: [{ table: 'goal_steps', id: args.stepId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details: { changed: Object.keys(args.set).sort() } }],
    };
  },
});
