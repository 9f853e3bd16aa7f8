import { expect, test } from 'vitest';
import {
  checkCover,
  checkEnding,
  checkEnrolment,
  checkLeaving,
  checkMerge,
  checkPerson,
  checkSpan,
  idsOnPage,
  isInForce,
} from './person-rules.ts';

const now = '2026-10-12T12:00:00.000Z';
const codes = (problems: { code: string }[]) => problems.map((problem) => problem.code);

test.each([
  [{ birthDate: '2026-10-13' }, ['birth_date_in_future']],
  [{ birthDate: '1794-10-13' }, ['birth_date_too_long_ago']],
  [{ email: 'kavi at example' }, ['email_not_understood']],
  [{ birthDate: '2027-01-01', email: '@' }, ['birth_date_in_future', 'email_not_understood']],
  [{ birthDate: '2026-10-12', email: 'கவி@example.org' }, []],
  [{}, []],
])('what is known of a person: %j', (person, expected) => {
  expect(codes(checkPerson(person, '2026-10-12'))).toEqual(expected);
});

test('nobody is enrolled twice at once, and coming back is fine', () => {
  const enrolment = { programmeId: 'walk', enrolledOn: '2026-10-12' };
  expect(codes(checkEnrolment(enrolment, [{ programmeId: 'walk', leftOn: null }], '2026-10-13'))).toEqual(['enrolled_already']);
  expect(codes(checkEnrolment({ ...enrolment, enrolledOn: '2026-10-14' }, [], '2026-10-13'))).toEqual(['enrolled_in_future']);
  expect(checkEnrolment(enrolment, [{ programmeId: 'walk', leftOn: '2026-09-01' }], '2026-10-13')).toEqual([]);
  expect(checkEnrolment(enrolment, [{ programmeId: 'circle', leftOn: null }], '2026-10-13')).toEqual([]);
});

test.each([
  ['2026-10-12', { enrolledOn: '2026-03-02', leftOn: '2026-09-01' }, ['left_already']],
  ['2026-03-01', { enrolledOn: '2026-03-02', leftOn: null }, ['left_before_joining']],
  ['2026-10-14', { enrolledOn: '2026-03-02', leftOn: null }, ['left_in_future']],
  ['2026-03-02', { enrolledOn: '2026-03-02', leftOn: null }, []],
])('leaving on %s what was %j', (leftOn, enrolment, expected) => {
  expect(codes(checkLeaving(leftOn, enrolment, '2026-10-13'))).toEqual(expected);
});

test.each([
  [{ startsAt: '2024-10-12T12:00:00.000Z', endsAt: 'infinity' }, ['assignment_too_far_away']],
  [{ startsAt: '2062-10-12T12:00:00.000Z', endsAt: 'infinity' }, ['assignment_too_far_away']],
  [{ startsAt: now, endsAt: '2026-10-11T12:00:00.000Z' }, ['assignment_ends_before_it_starts']],
  [{ startsAt: now, endsAt: '2028-10-11T12:00:00.000Z' }, ['assignment_too_far_away']],
  [{ startsAt: now, endsAt: now }, []],
  [{ startsAt: now, endsAt: 'infinity' }, []],
])('a walk %j', (span, expected) => {
  expect(codes(checkSpan(span, now))).toEqual(expected);
});

test('a walk of many years can be ended today, not later than it ends already, not before it began', () => {
  const walk = { startsAt: '2019-01-01T00:00:00.000Z', endsAt: 'infinity' };
  expect(checkEnding(now, walk, now)).toEqual([]);
  expect(codes(checkEnding('2018-12-31T00:00:00.000Z', walk, now))).toEqual(['assignment_ends_before_it_starts']);
  expect(codes(checkEnding(now, { ...walk, endsAt: '2026-10-01T00:00:00.000Z' }, now))).toEqual(['assignment_ended_already']);
});

test.each([
  [{ awayStaffId: 'a', coverStaffId: 'a', startsAt: now, endsAt: '2026-10-20T00:00:00.000Z' }, ['cover_by_someone_else']],
  [{ awayStaffId: 'a', coverStaffId: 'b', startsAt: '2026-10-01T00:00:00.000Z', endsAt: now }, ['cover_is_over']],
  [
    { awayStaffId: 'a', coverStaffId: 'b', startsAt: '2026-10-22T00:00:00.000Z', endsAt: '2026-10-20T00:00:00.000Z' },
    ['assignment_ends_before_it_starts'],
  ],
  [{ awayStaffId: 'a', coverStaffId: 'b', startsAt: now, endsAt: '2026-10-20T00:00:00.000Z' }, []],
])('a cover %j', (cover, expected) => {
  expect(codes(checkCover(cover, now))).toEqual(expected);
});

test('an assignment is in force from its beginning until just before its end', () => {
  const span = { startsAt: now, endsAt: '2026-10-13T12:00:00.000Z' };
  expect(isInForce(span, now)).toBe(true);
  expect(isInForce(span, '2026-10-12T11:59:59.999Z')).toBe(false);
  expect(isInForce(span, '2026-10-13T12:00:00.000Z')).toBe(false);
  expect(isInForce({ ...span, endsAt: 'infinity' }, '2062-01-01T00:00:00.000Z')).toBe(true);
});

const alone = { mergedInto: null, hasMerged: false };
test.each([
  [{ id: 'a', ...alone }, { id: 'a', ...alone }, ['merge_with_self']],
  [{ id: 'a', mergedInto: 'c', hasMerged: false }, { id: 'b', ...alone }, ['merged_already']],
  [{ id: 'a', ...alone }, { id: 'b', mergedInto: 'c', hasMerged: false }, ['merged_already']],
  [{ id: 'a', mergedInto: null, hasMerged: true }, { id: 'b', ...alone }, ['merge_holds_others']],
  [{ id: 'a', ...alone }, { id: 'b', mergedInto: null, hasMerged: true }, []],
])('keeping %j together with %j', (from, into, expected) => {
  expect(codes(checkMerge(from, into))).toEqual(expected);
});

test('a page shows the person and who is kept together with them, nobody else', () => {
  const people = [
    { id: 'a', mergedInto: null },
    { id: 'b', mergedInto: 'a' },
    { id: 'c', mergedInto: 'd' },
  ];
  expect([...idsOnPage(people, 'a')]).toEqual(['a', 'b']);
});
