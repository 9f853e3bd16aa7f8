/** Rules about planned visits: pure, the same on the phone and on the server. */

const dayMs = 86_400_000;
const mostDaysAhead = 730;

export type VisitProblem = { code: 'visit_in_past'; field: 'startsAt' } | { code: 'visit_too_far'; field: 'startsAt' };

/**
 * @param plannedAt when it was planned, by the clock of the device: a plan made without network arrives later than the visit itself
 */
export function checkVisitTime(startsAt: string, plannedAt: string): VisitProblem[] {
  const ahead = Date.parse(startsAt) - Date.parse(plannedAt);
  if (ahead < -dayMs) return [{ code: 'visit_in_past', field: 'startsAt' }];
  if (ahead > mostDaysAhead * dayMs) return [{ code: 'visit_too_far', field: 'startsAt' }];
  return [];
}
