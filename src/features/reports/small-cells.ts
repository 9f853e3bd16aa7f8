/**
 * Small cells for a reader who sees counts only. In most programmes few people are met in one week, place and way, so cells alone would tell
 * next to nothing. What must not be told cell by cell is added up within its programme and week, and told where that sum is of enough people.
 *
 * Nothing can be found by taking away: whether a cell is told, and what it is added to, depends on its own programme and week and never on the
 * question; and the sum of what is left over is told only where at least as many people stand behind it as behind any cell.
 */
import type { CountCell } from './counts.ts';
import { fewestPeopleTold } from './counts.ts';

/** Stands for the places, and the ways, whose cells are too small to be told one by one. */
export const together = '(together)';

/** People of a row that is a sum of cells are not known, only that they are enough. */
export type CellRow = Omit<CountCell, 'contacts' | 'people' | 'minutes'> & {
  programmeId: string;
  contacts: number;
  people: number | null;
  minutes: number;
  told: boolean;
};

export type WeekPeople = { programmeId: string; week: string; people: number };

const keyOf = ({ programmeId, week }: { programmeId: string; week: string }) => `${programmeId} ${week}`;

/** The rows with small cells of a programme's week as one row, where they are of enough people; else as they were. */
export function addUpSmallCells(rows: readonly CellRow[], weeks: readonly WeekPeople[]): CellRow[] {
  const people = new Map(weeks.map((week) => [keyOf(week), week.people]));
  return [...Map.groupBy(rows, keyOf)].flatMap(([key, of]) => {
    const told = of.filter((row) => row.told);
    const small = of.filter((row) => !row.told);
    // Whoever was met that week and is in no told cell is behind the small ones.
    const atLeast = (people.get(key) ?? 0) - told.reduce((sum, row) => sum + (row.people ?? 0), 0);
    const [first] = small;
    if (!first || atLeast < fewestPeopleTold) return of;
    const sum = (what: 'contacts' | 'minutes') => small.reduce((total, row) => total + row[what], 0);
    return [
      ...told,
      { ...first, place: together, mode: together, contacts: sum('contacts'), minutes: sum('minutes'), people: null, told: true },
    ];
  });
}
