/** Rules about people, enrolments and assignments: pure, no clock of their own, the same on the phone and on the server. */
import type { AssignmentRow, EnrolmentRow, PersonRow } from './person.ts';

const dayMs = 86_400_000;
/** Nobody plans or backdates further than a year and a day; a typed year of 2062 is a slip. */
const mostDaysAway = 366;

export type PersonProblem = { code: string; field: string };

/** What is wrong with a registration's or an edit's facts, in the order the form asks them. @param today YYYY-MM-DD where the user is */
export function checkPerson(
  person: { birthDate?: string | null | undefined; email?: string | null | undefined },
  today: string,
): PersonProblem[] {
  const problems: PersonProblem[] = [];
  const { birthDate, email } = person;
  if (birthDate && birthDate > today) problems.push({ code: 'birth_date_in_future', field: 'birthDate' });
  if (birthDate && birthDate < '1895-01-01') problems.push({ code: 'birth_date_too_long_ago', field: 'birthDate' });
  if (email && !/^[^\s@]+@[^\s@]+$/.test(email)) problems.push({ code: 'email_not_understood', field: 'email' });
  return problems;
}

/** @param tomorrow the day after today in UTC: somewhere on earth it is already that day */
export function checkEnrolment(
  enrolment: { programmeId: string; enrolledOn: string },
  existing: Pick<EnrolmentRow, 'programmeId' | 'leftOn'>[],
  tomorrow: string,
): PersonProblem[] {
  if (enrolment.enrolledOn > tomorrow) return [{ code: 'enrolled_in_future', field: 'enrolledOn' }];
  const isOpen = existing.some((one) => one.programmeId === enrolment.programmeId && one.leftOn === null);
  return isOpen ? [{ code: 'enrolled_already', field: 'programmeId' }] : [];
}

export function checkLeaving(leftOn: string, enrolment: Pick<EnrolmentRow, 'enrolledOn' | 'leftOn'>, tomorrow: string): PersonProblem[] {
  if (enrolment.leftOn !== null) return [{ code: 'left_already', field: 'leftOn' }];
  if (leftOn < enrolment.enrolledOn) return [{ code: 'left_before_joining', field: 'leftOn' }];
  if (leftOn > tomorrow) return [{ code: 'left_in_future', field: 'leftOn' }];
  return [];
}

/** Moments of an assignment. `endsAt` 'infinity': until someone ends it. */
export function checkSpan(span: { startsAt: string; endsAt: string }, now: string): PersonProblem[] {
  if (Math.abs(Date.parse(span.startsAt) - Date.parse(now)) > mostDaysAway * dayMs) {
    return [{ code: 'assignment_too_far_away', field: 'startsAt' }];
  }
  return checkEnd(span, now);
}

function checkEnd(span: { startsAt: string; endsAt: string }, now: string): PersonProblem[] {
  if (span.endsAt === 'infinity') return [];
  const ends = Date.parse(span.endsAt);
  if (ends < Date.parse(span.startsAt)) return [{ code: 'assignment_ends_before_it_starts', field: 'endsAt' }];
  if (ends - Date.parse(now) > mostDaysAway * dayMs) return [{ code: 'assignment_too_far_away', field: 'endsAt' }];
  return [];
}

/** An assignment can be ended now, earlier or later, but never before it began and never later than it already ends. */
export function checkEnding(endsAt: string, assignment: Pick<AssignmentRow, 'startsAt' | 'endsAt'>, now: string): PersonProblem[] {
  if (assignment.endsAt !== 'infinity' && Date.parse(endsAt) > Date.parse(assignment.endsAt)) {
    return [{ code: 'assignment_ended_already', field: 'endsAt' }];
  }
  return checkEnd({ startsAt: assignment.startsAt, endsAt }, now);
}

export function checkCover(
  cover: { awayStaffId: string; coverStaffId: string; startsAt: string; endsAt: string },
  now: string,
): PersonProblem[] {
  if (cover.awayStaffId === cover.coverStaffId) return [{ code: 'cover_by_someone_else', field: 'coverStaffId' }];
  if (Date.parse(cover.endsAt) <= Date.parse(now)) return [{ code: 'cover_is_over', field: 'endsAt' }];
  return checkSpan(cover, now);
}

/** Whether an assignment is in force at a moment. */
export function isInForce(assignment: Pick<AssignmentRow, 'startsAt' | 'endsAt'>, now: string): boolean {
  const at = Date.parse(now);
  return Date.parse(assignment.startsAt) <= at && (assignment.endsAt === 'infinity' || Date.parse(assignment.endsAt) > at);
}

type MergeState = { mergedInto: string | null; hasMerged: boolean };

/** One level only: whoever walks with a person sees what was kept together with it, and a chain would hide its far end. */
export function checkMerge(from: { id: string } & MergeState, into: { id: string } & MergeState): PersonProblem[] {
  if (from.id === into.id) return [{ code: 'merge_with_self', field: 'intoId' }];
  if (from.mergedInto !== null) return [{ code: 'merged_already', field: 'fromId' }];
  if (into.mergedInto !== null) return [{ code: 'merged_already', field: 'intoId' }];
  if (from.hasMerged) return [{ code: 'merge_holds_others', field: 'fromId' }];
  return [];
}

/** The beginning of a day where the user is: assignments that start "today" start then. @param now the device's clock */
export function startOfDay(now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
}

/** Everyone whose rows one page shows: the person, and registrations kept together with them. */
export function idsOnPage(people: Iterable<Pick<PersonRow, 'id' | 'mergedInto'>>, personId: string): Set<string> {
  const ids = new Set([personId]);
  for (const person of people) if (person.mergedInto === personId) ids.add(person.id);
  return ids;
}
