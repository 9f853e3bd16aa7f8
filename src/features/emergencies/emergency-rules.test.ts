import { expect, test } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import {
  mayCompleteEmergency,
  mayFindInEmergency,
  mayListEmergencyReviews,
  mayOpenEmergency,
  mayReadEmergencyNotice,
  mayReviewEmergency,
  mayTellInEmergency,
} from './emergency-policy.ts';
import { beganAt, checkFacts, clocksOf, factsOf, isOpenNow, reviewBy, toComplete } from './emergency-rules.ts';

const law = { medicalOnly: true, riskTest: false };
const told = {
  ...{ told: 'medical' as const, nature: 'Did not wake up', recipientName: 'Dr Selvi', recipientFacility: 'Government hospital' },
  ...{ toldAt: '2026-11-27T06:00:00.000Z', risk: null },
};
const nobody = { ...told, told: 'nobody' as const, recipientName: null, recipientFacility: null, toldAt: null };

test.each([
  ['somebody who is not medical, under Part 2', { ...told, told: 'other' as const }, law, ['emergency_medical_only']],
  ['no nature', { ...told, nature: null }, law, ['emergency_nature_missing']],
  ['no answer whether anybody was told', { ...told, told: null }, law, ['emergency_told_missing']],
  ['no name', { ...told, recipientName: null }, law, ['emergency_recipient_missing']],
  ['no facility', { ...told, recipientFacility: null }, law, ['emergency_recipient_missing']],
  ['no time', { ...told, toldAt: null }, law, ['emergency_recipient_missing']],
  ['nobody, and yet a name', { ...nobody, recipientName: 'Dr Selvi' }, law, ['emergency_nobody_was_told']],
  ['no test of the risk where it is asked for', told, { medicalOnly: false, riskTest: true }, ['emergency_risk_missing']],
  ['all four facts', told, law, []],
  ['nobody', nobody, law, []],
  ['nobody, where the test is asked for', nobody, { medicalOnly: false, riskTest: true }, []],
  ['somebody who is not medical, elsewhere', { ...told, told: 'other' as const }, { medicalOnly: false, riskTest: false }, []],
])('a record with %s', (_what, facts, of, problems) => {
  expect(checkFacts(facts, of)).toEqual(problems);
});

test.each([
  ['a Thursday', '2026-11-26T06:00:00.000Z', '2026-11-27T06:00:00.000Z'],
  ['a Friday', '2026-11-27T06:00:00.000Z', '2026-11-30T06:00:00.000Z'],
  ['a Saturday', '2026-11-28T06:00:00.000Z', '2026-11-30T18:00:00.000Z'],
  ['a Friday in London that is Saturday in Chennai', '2026-11-27T20:00:00.000Z', '2026-11-30T18:00:00.000Z'],
])('what is known on %s is looked at within one working day', (_day, received, due) => {
  expect(reviewBy(received, 'Asia/Kolkata')).toBe(due);
});

test('an emergency begins when the device says, put right by its clock, and never after it is known', () => {
  const received = '2026-11-27T06:00:00.000Z';
  expect(beganAt('2026-11-27T03:00:00.000Z', received)).toBe('2026-11-27T03:00:00.000Z');
  expect(beganAt('2026-11-27T03:00:00.000Z', received, 3_600_000)).toBe('2026-11-27T04:00:00.000Z');
  expect(beganAt('2062-01-01T00:00:00.000Z', received)).toBe(received);
  const clocks = clocksOf('2026-11-27T03:00:00.000Z', {
    ...{ receivedAt: received, timeZone: 'UTC', law: { hoursOpen: 4, hoursToComplete: 8 } },
  });
  expect(clocks).toEqual({
    endsAt: '2026-11-27T07:00:00.000Z',
    completeBy: '2026-11-27T11:00:00.000Z',
    reviewBy: '2026-11-30T06:00:00.000Z',
  });
});

test('access is over at its end, and before the server has answered there is none', () => {
  const now = '2026-11-27T06:00:00.000Z';
  expect(isOpenNow({ opens: true, endsAt: now }, now)).toBe(false);
  expect(isOpenNow({ opens: false, endsAt: '2026-11-27T07:00:00.000Z' }, now)).toBe(false);
  expect(isOpenNow({ opens: true }, now)).toBe(false);
  expect(isOpenNow({ opens: true, endsAt: '2026-11-27T06:00:01.000Z' }, now)).toBe(true);
});

test('what is still to be written is one’s own, the oldest first', () => {
  const row = (id: string, staffId: string, completedAt: string | null, openedAt?: string) => ({
    ...{ id, staffId, completedAt },
    ...(openedAt === undefined ? {} : { openedAt }),
  });
  const rows = [row('c', 'me', null), row('b', 'me', null, '2026-11-27'), row('a', 'me', null, '2026-11-26'), row('d', 'me', '2026-11-27')];
  expect(toComplete([...rows, row('e', 'she', null)], 'me').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('a form keeps nothing that belongs to another answer', () => {
  const form = { ...{ nature: ' Fell ', recipientName: 'Dr Selvi', recipientFacility: ' ', risk: '' }, toldAt: '2026-11-27T06:00:00.000Z' };
  expect(factsOf({ ...form, told: 'nobody' })).toEqual({ ...nobody, nature: 'Fell' });
  expect(factsOf({ ...form, told: 'medical' })).toMatchObject({ recipientName: 'Dr Selvi', recipientFacility: null, toldAt: form.toldAt });
  expect(factsOf({ ...form, told: '' })).toMatchObject({ told: null, recipientName: null });
});

const actor = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'N', locale: 'en', roles, programmes: [], deviceId: null });
test('who bills, counts or keeps the keys has no emergency with a person', () => {
  for (const role of ['biller', 'evaluator', 'administrator'] as const) {
    expect(mayOpenEmergency({ isHere: true }, actor(role))).toBe('role_may_not');
    expect(mayFindInEmergency(actor(role))).toBe('role_may_not');
    expect(mayTellInEmergency({ isVisible: true }, actor(role))).toBe('role_may_not');
    expect(mayListEmergencyReviews(actor(role))).toBe('role_may_not');
  }
  expect(mayOpenEmergency({ isHere: false }, actor('peer'))).toBe('not_yours');
  expect(mayOpenEmergency({ isHere: true }, actor('peer'))).toBeNull();
  expect(mayFindInEmergency(actor('senior_peer'))).toBeNull();
  expect(mayTellInEmergency({ isVisible: false }, actor('peer'))).toBe('not_yours');
  expect(mayTellInEmergency({ isVisible: true }, actor('peer'))).toBeNull();
});

test('nobody judges what they opened themselves, whatever they are', () => {
  expect(mayReviewEmergency({ staffId: 's' }, actor('director', 'supervisor'))).toBe('emergency_not_ones_own');
  expect(mayReviewEmergency(undefined, actor('director'))).toBe('not_yours');
  expect(mayReviewEmergency({ staffId: 'another' }, actor('director'))).toBeNull();
  expect(mayListEmergencyReviews(actor('supervisor'))).toBeNull();
  expect(mayCompleteEmergency({ staffId: 'another' }, actor('director'))).toBe('not_yours');
  expect(mayCompleteEmergency(undefined, actor('peer'))).toBe('not_yours');
  expect(mayCompleteEmergency({ staffId: 's' }, actor('peer'))).toBeNull();
  expect(mayReadEmergencyNotice(undefined)).toBe('not_yours');
  expect(mayReadEmergencyNotice({ personId: 'p' })).toBeNull();
});
