/** The transaction of `change-goal`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { conflictWith } from '../../server/conflict.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { changeGoal } from './change-goal.ts';
import { mayChangeGoal } from './goal-policy.ts';
import { findGoalForChange, isSaidByPerson, updateGoal } from './goal-queries.server.ts';

export const changeGoalHandler = handle({
  command: changeGoal,
  reach: 'near',
  forView: true,
  audit: 'goal.changed',
  dataClass: 'goal_plan',
  load: async (tx, args, actor) => {
    const person = await findWalks(tx, actor.orgId, args.personId);
    const goal = await findGoalForChange(tx, actor.orgId, args.goalId, args.personId);
    return { person: goal && person, goal, wordsByPerson: goal !== undefined && (await isSaidByPerson(tx, actor.orgId, goal.id)) };
  },
  may: mayChangeGoal,
  run: async ({ tx, args, facts: { goal }, actor }) => {
    if (!goal) throw new Refused('not_yours');
    if (goal.version !== args.basedOn) throw await conflictWith(tx, { table: 'goals', row: goal, personId: args.personId });
    await updateGoal(tx, actor.orgId, args.goalId, args.set);
    // What stood before is in the audit row's changed keys only, never its words: those are the person's.
    const details = { changed: Object.keys(args.set).sort(), ...(args.set.status === undefined ? {} : { status: args.set.status }) };
    return { changes: [{ table: 'goals', id: args.goalId, scopeId: args.personId }], audit: [{ scopeId: args.personId, details }] };
  },
});
