/** The clock of a request: which rule it runs by, its last day, and how many days are left. Days only; the zone is the organisation's. */
import type { Deadline, RequestLaw } from '../../packs/deadlines.ts';
import { addDays, type CalendarDay, daysBetween, fromInstant } from '../../shared/calendar-day.ts';
import type { RequestKind, RequestRow } from './request.ts';

/** `count` days after `from`, which is not counted. Working days are Monday to Friday. */
export function lastDayOf(from: CalendarDay, count: number, counts: Deadline['counts']): CalendarDay {
  if (counts === 'calendar') return addDays(from, count);
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** Of a day as a square on the calendar, so the zone is nobody's. */
function isWorkingDay(day: CalendarDay): boolean {
  return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

export type Clock = { rule: Deadline; dueOn: CalendarDay };

/**
 * The rule that ends first among the laws of the chosen packs; one of Kith's own only where no law has a number.
 * Source: practice-and-law.md §1.5, "default if packs conflict: shorter deadline".
 * @returns undefined where the packs have no rule for this kind at all
 */
export function clockFor(law: RequestLaw, kind: RequestKind, askedOn: CalendarDay): Clock | undefined {
  const ofKind = law.deadlines.filter((each) => each.kind === kind);
  const ofLaw = ofKind.filter((each) => !each.fallback);
  return (ofLaw.length > 0 ? ofLaw : ofKind)
    .map((rule) => ({ rule, dueOn: lastDayOf(askedOn, rule.days, rule.counts) }))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.rule.code.localeCompare(b.rule.code))[0];
}

/** The day of asking. A phone whose clock runs ahead does not put the deadline off. */
export function askedDay(recordedAt: string, today: CalendarDay, timeZone: string): CalendarDay {
  const said = fromInstant(recordedAt, timeZone);
  return said > today ? today : said;
}

/** How long it may be put off to; undefined when its rule knows no extension, or is not of these packs any more. */
export function extendedDay(law: RequestLaw, request: Pick<RequestRow, 'rule' | 'dueOn'>): CalendarDay | undefined {
  const rule = law.deadlines.find((each) => each.code === request.rule);
  if (!rule || rule.extensionDays === 0 || request.dueOn === null) return undefined;
  return lastDayOf(request.dueOn as CalendarDay, rule.extensionDays, rule.counts);
}

type Dated = Pick<RequestRow, 'kind' | 'askedAt' | 'dueOn' | 'extendedTo'>;

/** The last day as it stands now; worked out from the packs where the server has not said it yet. */
export function lastDay(law: RequestLaw, request: Dated, timeZone: string): CalendarDay | undefined {
  const said = request.extendedTo ?? request.dueOn;
  return (said as CalendarDay | null) ?? clockFor(law, request.kind, fromInstant(request.askedAt, timeZone))?.dueOn;
}

/** Negative when it is past, 0 on the last day. */
export function daysLeft(today: CalendarDay, last: CalendarDay): number {
  return daysBetween(today, last);
}

/** Days before its last day from which a request is brought to mind. Migration 0025 (`mind_requests`) has the same number. */
export const soonDays = 7;

/** Those to be answered, what ends first first; what is overdue therefore stands at the top. */
export function openByClock<Row extends Dated & { id: string; state: RequestRow['state'] }>(
  requests: Iterable<Row>,
  law: RequestLaw,
  timeZone: string,
): { request: Row; last: CalendarDay | undefined }[] {
  return [...requests]
    .filter((each) => each.state !== 'answered')
    .map((request) => ({ request, last: lastDay(law, request, timeZone) }))
    .sort((a, b) => (a.last ?? '9999').localeCompare(b.last ?? '9999') || a.request.id.localeCompare(b.request.id));
}
