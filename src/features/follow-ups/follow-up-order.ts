/** Which follow-up comes first, and how many days past its day it is. Pure. */
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts';
import type { FollowUpRow } from './follow-up.ts';

const noDay = '9999-12-31';

/** Dated before undated, the longest due first; what was promised first among the same day. */
export function byUrgency(a: FollowUpRow, b: FollowUpRow): number {
  const [dayA, dayB] = [a.dueOn ?? noDay, b.dueOn ?? noDay];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0;
}

/** Days since its day; 0 today, negative when still to come, null without a day. */
export function daysPast(followUp: Pick<FollowUpRow, 'dueOn'>, today: CalendarDay): number | null {
  return followUp.dueOn === null ? null : daysBetween(followUp.dueOn as CalendarDay, today);
}

/** In groups of one day each, in order; undated ones last, under null. */
export function groupByDay(followUps: Iterable<FollowUpRow>): { day: string | null; followUps: FollowUpRow[] }[] {
  const groups = Map.groupBy([...followUps].sort(byUrgency), (each) => each.dueOn);
  return [...groups].map(([day, inDay]) => ({ day, followUps: inDay }));
}
