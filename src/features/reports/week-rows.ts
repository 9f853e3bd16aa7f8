/** What the chart and its table show, worked out from an answer: pure. */
import type { UnitRuleName } from '../../packs/pack-schema.ts';
import { unitsForDay } from '../../packs/unit-rules.ts';
import { type CountAnswer, type CountCell, listWeeks } from './counts.ts';

/** Rows of bars a phone's screen can still tell apart. */
export const mostPlacesDrawn = 5;

/** Stands for every place beyond the most frequent ones. */
export const otherPlaces = '(other)';

export type Bar = { place: string; week: string; contacts: number };

export type PlaceBars = { place: string; contacts: number; bars: Bar[] };

/** Contacts a week for the most frequent places, most first, every week present; the rest together at the end. */
export function barsByPlace(answer: CountAnswer): PlaceBars[] {
  const weeks = listWeeks(answer);
  const sums = new Map<string, number>();
  for (const cell of answer.cells) sums.set(cell.place, (sums.get(cell.place) ?? 0) + (cell.contacts ?? 0));
  const ordered = [...sums].filter(([, contacts]) => contacts > 0).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  // With one place too many, naming it takes no more room than "other".
  const named = ordered.length <= mostPlacesDrawn ? ordered.length : mostPlacesDrawn - 1;
  const drawn = new Set(ordered.slice(0, named).map(([place]) => place));
  const rows = new Map<string, Map<string, number>>();
  for (const cell of answer.cells) {
    if (cell.contacts === null || cell.contacts === 0) continue;
    const place = drawn.has(cell.place) ? cell.place : otherPlaces;
    const row = rows.get(place) ?? new Map<string, number>();
    row.set(cell.week, (row.get(cell.week) ?? 0) + cell.contacts);
    rows.set(place, row);
  }
  const inOrder = [...ordered.slice(0, named).map(([place]) => place), ...(rows.has(otherPlaces) ? [otherPlaces] : [])];
  return inOrder.map((place) => {
    const row = rows.get(place) ?? new Map<string, number>();
    const bars = weeks.map((week) => ({ place, week, contacts: row.get(week) ?? 0 }));
    return { place, bars, contacts: bars.reduce((sum, bar) => sum + bar.contacts, 0) };
  });
}

export type TableRow = Omit<CountCell, 'place' | 'mode'> & { place: string | null; mode: string | null };

/** Newest week first; each week's sum, with its different people, above its places. */
export function tableRows(answer: CountAnswer): TableRow[] {
  const cells = Map.groupBy(answer.cells, (cell) => cell.week);
  return [...answer.weeks]
    .sort((a, b) => (a.week < b.week ? 1 : -1))
    .flatMap((week): TableRow[] => [{ ...week, place: null, mode: null }, ...(cells.get(week.week) ?? [])]);
}

/**
 * Units of all contacts of a length, rounded one by one as a claim would be.
 * Null where the jurisdiction counts minutes only, and where its rule adds up a person's day: lengths of contacts cannot tell that.
 */
export function unitsOf(rule: UnitRuleName, lengths: CountAnswer['totals']['lengths']): number | null {
  if (rule === 'none' || rule === 'cumulativePerDay') return null;
  let units = 0;
  for (const [minutes, contacts] of Object.entries(lengths)) units += (unitsForDay(rule, [Number(minutes)]) ?? 0) * contacts;
  return units;
}
