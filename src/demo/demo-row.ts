/** A row of the demo, as the loader inserts it: camelCase names of the columns. */
import type { Insertable } from 'kysely';
import type { DB } from '../server/db-types.ts';

/** Filled by the demo, in the order foreign keys ask for. */
export const demoTables = [
  'organisations',
  'programmes',
  'staff',
  'staffRoles',
  'staffProgrammes',
  'supervisions',
  'people',
  'enrolments',
  'assignments',
  'goals',
  'goalSteps',
  'goalRatings',
  'contacts',
  'contactGoals',
  'entries',
  'followUps',
  'visits',
  'looks',
] as const satisfies readonly (keyof DB)[];

export type DemoTable = (typeof demoTables)[number];

export type DemoRow = { [T in DemoTable]: { table: T; row: Insertable<DB[T]> } }[DemoTable];
