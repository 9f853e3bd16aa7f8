/** Rules about goals and steps: pure, the same on the phone and on the server. */
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts';

/** A phone's clock may be a little ahead of the server's before a moment counts as lying in the future. */
const clockAllowanceMinutes = 10;

export type GoalProblem =
  | { code: 'goal_rated_in_future'; field: 'ratedAt' }
  | { code: 'goal_step_done_in_future'; field: 'set.doneOn' }
  | { code: 'goal_step_done_and_dropped'; field: 'set.dropped' };

/** @param now the instant to judge by, ISO: the device's on the device, the server's on the server */
export function checkRating(rating: { ratedAt: string }, now: string): GoalProblem[] {
  return Date.parse(rating.ratedAt) > Date.parse(now) + clockAllowanceMinutes * 60_000
    ? [{ code: 'goal_rated_in_future', field: 'ratedAt' }]
    : [];
}

/**
 * What is wrong with a step as it would be after the change.
 * A day is ahead of UTC's by at most one (Kiritimati is 14 hours ahead), so "tomorrow by UTC" may be today where it was done.
 */
export function checkStep(step: { doneOn: string | null; dropped: boolean }, now: string): GoalProblem[] {
  const problems: GoalProblem[] = [];
  if (step.doneOn !== null && daysBetween(now.slice(0, 10) as CalendarDay, step.doneOn as CalendarDay) > 1) {
    problems.push({ code: 'goal_step_done_in_future', field: 'set.doneOn' });
  }
  if (step.doneOn !== null && step.dropped) problems.push({ code: 'goal_step_done_and_dropped', field: 'set.dropped' });
  return problems;
}
