/** The transaction of `change-goal`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { changeGoal } from './change-goal.ts';
import { mayWorkOnGoals } from './goal-policy.ts';
import { findGoalFacts, findGoalForChange, updateGoal } from './goal-queries.server.ts';

export const changeGoalHandler = handle({
  command: changeGoal,
  reach: 'near',
  audit: 'goal.changed',
  dataClass: 'goal_plan',
  load: async (tx, args, actor) => ({
    person: await findGoalFacts(tx, actor.orgId, args.personId),
    goal: await findGoalForChange(tx, actor.orgId, args.goalId, args.personId),
  }),
  may: (facts, actor) => mayWorkOnGoals(facts.goal && facts.person, actor),
  run: async ({ tx, args, facts: { goal }, actor }) => {
    if (!goal) throw new Refused('not_yours');
    if (goal.version !== args.basedOn) throw new Refused({ code: 'conflict', current: { table: 'goals', row: goal } });
    await updateGoal(tx, actor.orgId, args.goalId, args.set);
    // What stood before is in the audit row's changed keys only, never its words: those are the person's.
    const details = { changed: Object.keys(args.set).sort(), ...(args.set.status === undefined ? {} : { status: args.set.status }) };
    return { changes: [{ table: 'goals', id: args.goalId, scopeId: args.personId }], audit: [{ scopeId: args.personId, details }] };
  },
});
