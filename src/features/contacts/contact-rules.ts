/** Rules about contacts: pure, no clock of their own, the same on the phone and on the server. */
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts';
import type { RecordContactArgs } from './record-contact.ts';

/** A phone's clock may be a little ahead of the server's before a contact counts as lying in the future. */
const clockAllowanceMinutes = 10;

/** The server's outer bound; a pack may ask the screen to stop earlier. A year and a day covers every yearly report. */
export const mostDaysBack = 366;

export type ContactProblem =
  | { code: 'contact_in_future'; field: 'startedAt' }
  | { code: 'contact_day_differs'; field: 'day' }
  | { code: 'contact_too_long_ago'; field: 'startedAt' }
  | { code: 'contact_person_twice'; field: 'with' }
  | { code: 'contact_words_missing'; field: 'words' }
  | { code: 'contact_felt_is_the_persons'; field: 'with' }
  | { code: 'contact_visit_is_for_one'; field: 'visitId' };

/**
 * What is wrong with a contact, in the order a peer would meet it; empty when it may be kept.
 * @param now the instant to judge by: the device's on the device, the server's on the server
 * @param limits.daysBack how many days back a contact may be recorded (pack value); older ones need the coordinator
 */
export function checkContact(args: RecordContactArgs, now: string, limits: { daysBack: number }): ContactProblem[] {
  const problems: ContactProblem[] = [];
  const ended = Date.parse(args.startedAt) + args.minutes * 60_000;
  if (ended > Date.parse(now) + clockAllowanceMinutes * 60_000) problems.push({ code: 'contact_in_future', field: 'startedAt' });
  // Whatever the zone, a day and its instant are less than two calendar days apart.
  const utcDay = new Date(args.startedAt).toISOString().slice(0, 10) as CalendarDay;
  if (Math.abs(daysBetween(utcDay, args.day as CalendarDay)) > 1) problems.push({ code: 'contact_day_differs', field: 'day' });
  if (daysBetween(args.day as CalendarDay, now.slice(0, 10) as CalendarDay) > limits.daysBack) {
    problems.push({ code: 'contact_too_long_ago', field: 'startedAt' });
  }
  if (new Set(args.with.map((one) => one.personId)).size < args.with.length) problems.push({ code: 'contact_person_twice', field: 'with' });
  const entries = args.with.flatMap((one) => one.entries);
  if (args.words === 'written' && entries.length === 0) problems.push({ code: 'contact_words_missing', field: 'words' });
  if (entries.some((entry) => entry.felt !== null && entry.voice !== 'person')) {
    problems.push({ code: 'contact_felt_is_the_persons', field: 'with' });
  }
  if (args.visitId !== null && args.with.length > 1) problems.push({ code: 'contact_visit_is_for_one', field: 'visitId' });
  return problems;
}
