/** Counted contacts: what is asked, what is answered. Weeks are whole, Monday to Sunday, so that a number never depends on the day asked. */
import { z } from 'zod';
import { addDays, type CalendarDay, daysBetween, weekOf } from '../../shared/calendar-day.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema } from '../../shared/safe-text.ts';

/** Five years: the longest grant report there is, and a bound on the work of one question. */
export const mostDaysAsked = 1830;

/** No count of fewer people than this is told to those who may see counts only. Source: CMS cell size suppression policy (no cell 1–10). */
export const fewestPeopleTold = 11;

export const rangeShape = {
  /** Null: every programme I count. */
  programmeId: idSchema.nullable(),
  from: daySchema,
  to: daySchema,
};

export type Range = { from: string; to: string };

/** Whether a range can be counted: in order, and not endless. */
export function isCountable({ from, to }: Range): boolean {
  const days = daysBetween(from as CalendarDay, to as CalendarDay);
  return days >= 0 && days <= mostDaysAsked;
}

/** The whole weeks a range touches: from a Monday to a Sunday. */
export function wholeWeeks({ from, to }: Range): { from: CalendarDay; to: CalendarDay } {
  return { from: weekOf(from as CalendarDay), to: addDays(weekOf(to as CalendarDay), 6) };
}

/** The Mondays of a range of whole weeks, oldest first; weeks without a contact are weeks, too. */
export function listWeeks(range: Range): CalendarDay[] {
  const { from, to } = wholeWeeks(range);
  return Array.from({ length: (daysBetween(from, to) + 1) / 7 }, (_, at) => addDays(from, at * 7));
}

/** ISO week of a day: `2026-W10`. The year is the one its Thursday is in. */
export function isoWeek(day: CalendarDay): string {
  const thursday = addDays(weekOf(day), 3);
  const year = thursday.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01` as CalendarDay, thursday) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** A name that says which weeks and nothing about what kind of programme this is: it is seen in download lists and mail. */
export function fileNameOf(range: Range): string {
  const { from, to } = wholeWeeks(range);
  const [first, last] = [isoWeek(from), isoWeek(to)];
  if (first === last) return `kith-${first}.csv`;
  return first.slice(0, 4) === last.slice(0, 4) ? `kith-${first}-${last.slice(5)}.csv` : `kith-${first}-${last}.csv`;
}

/**
 * One week, place and way. Null: too few people to say to this reader, or, where the cells of several places stand together, how many exactly.
 * People of several programmes are added up here.
 */
export type CountCell = {
  week: string;
  place: string;
  mode: string;
  contacts: number | null;
  people: number | null;
  minutes: number | null;
};

export const countAnswer = z.object({
  from: z.string(),
  to: z.string(),
  cells: z.array(
    z.object({
      week: z.string(),
      place: z.string(),
      mode: z.string(),
      contacts: z.int().nullable(),
      people: z.int().nullable(),
      minutes: z.int().nullable(),
    }),
  ),
  /** Different people of each week, whatever the place. Null: too few to say. */
  weeks: z.array(z.object({ week: z.string(), contacts: z.int().nullable(), minutes: z.int().nullable(), people: z.int().nullable() })),
  /** Null where there are contacts and none of their cells is told: nobody shall read "0" where work was done. */
  totals: z.object({
    contacts: z.int().nullable(),
    minutes: z.int().nullable(),
    /** Different people over the whole range. */
    people: z.int().nullable(),
    /** How many contacts of each length in minutes: units are made from these. */
    lengths: z.record(z.string(), z.int()),
  }),
  /** Cells not told; they are in no total either, so that nothing can be found by taking away. */
  hiddenCells: z.int(),
  /** Whether people are rounded to fives and small counts left out, for a reader who may see counts only. */
  rounded: z.boolean(),
});
export type CountAnswer = z.output<typeof countAnswer>;
