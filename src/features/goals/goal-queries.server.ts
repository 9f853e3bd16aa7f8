/** All SQL on goals, their steps and ratings. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { GoalRatingRow, GoalRow, GoalStepRow } from './goal.ts';

export async function insertGoal(tx: Tx, orgId: string, goal: Omit<GoalRow, 'status' | 'version'>): Promise<void> {
  await tx
    .insertInto('goals')
    .values({ ...goal, orgId })
    .execute();
}

/** The row as it is now, locked until the transaction ends, so that two edits of one version cannot both succeed. */
export async function findGoalForChange(tx: Tx, orgId: string, goalId: string, personId: string): Promise<GoalRow | undefined> {
  return tx
    .selectFrom('goals')
    .select(goalColumns)
    .$narrowType<{ status: GoalRow['status'] }>()
    .where('orgId', '=', orgId)
    .where('id', '=', goalId)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether the person has put this goal into words themself, through their own view. */
export async function isSaidByPerson(tx: Tx, orgId: string, goalId: string): Promise<boolean> {
  const found = await tx.selectFrom('goals').select('wordsByPerson').where('orgId', '=', orgId).where('id', '=', goalId).executeTakeFirst();
  return found?.wordsByPerson ?? false;
}

/** Whether this goal is this person's, as far as the actor may see. */
export async function isGoalOf(tx: Tx, orgId: string, goalId: string, personId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('goals')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', goalId)
    .where('personId', '=', personId)
    .executeTakeFirst();
  return found !== undefined;
}

export async function updateGoal(
  tx: Tx,
  orgId: string,
  goalId: string,
  set: Partial<Pick<GoalRow, 'words' | 'wordsLanguage' | 'peerWords' | 'lifeArea' | 'status'>>,
): Promise<void> {
  await tx
    .updateTable('goals')
    .set({ ...set, version: sql`version + 1`, updatedAt: sql`now()` })
    .where('orgId', '=', orgId)
    .where('id', '=', goalId)
    .execute();
}

export async function insertRating(tx: Tx, orgId: string, rating: GoalRatingRow, recordedBy: string): Promise<void> {
  await tx
    .insertInto('goalRatings')
    .values({ ...rating, orgId, recordedBy })
    .execute();
}

export async function insertStep(tx: Tx, orgId: string, step: Omit<GoalStepRow, 'doneOn' | 'dropped' | 'version'>): Promise<void> {
  await tx
    .insertInto('goalSteps')
    .values({ ...step, orgId })
    .execute();
}

/** The row as it is now, locked until the transaction ends. */
export async function findStepForChange(tx: Tx, orgId: string, stepId: string, personId: string): Promise<GoalStepRow | undefined> {
  return tx
    .selectFrom('goalSteps')
    .select(stepColumns)
    .$narrowType<{ who: GoalStepRow['who'] }>()
    .where('orgId', '=', orgId)
    .where('id', '=', stepId)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateStep(
  tx: Tx,
  orgId: string,
  stepId: string,
  set: Partial<Pick<GoalStepRow, 'words' | 'who' | 'dueOn' | 'doneOn' | 'dropped'>>,
): Promise<void> {
  await tx
    .updateTable('goalSteps')
    .set({ ...set, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', stepId)
    .execute();
}

export async function listGoalRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: GoalRow[] = await tx
    .selectFrom('goals')
    .select(goalColumns)
    .$narrowType<{ status: GoalRow['status'] }>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('goals', rows);
}

export async function listStepRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: GoalStepRow[] = await tx
    .selectFrom('goalSteps')
    .select(stepColumns)
    .$narrowType<{ who: GoalStepRow['who'] }>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('goal_steps', rows);
}

export async function listRatingRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: GoalRatingRow[] = await tx
    .selectFrom('goalRatings')
    .select(['id', 'goalId', 'personId', 'closeness', 'ratedAt'])
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('goal_ratings', rows);
}

const goalColumns = [
  'id',
  'personId',
  'words',
  'wordsLanguage',
  'peerWords',
  'lifeArea',
  'status',
  'createdBy',
  'createdAt',
  'version',
] as const;
const stepColumns = ['id', 'goalId', 'personId', 'words', 'who', 'dueOn', 'doneOn', 'dropped', 'createdAt', 'version'] as const;
