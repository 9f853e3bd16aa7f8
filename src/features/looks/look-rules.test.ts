import { expect, test } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayListLooks, mayRecordLook } from './look-policy.ts';
import { isLookDue, momentOfLook } from './look-rules.ts';

const view = { personId: 'kavi', staffId: 'meena', what: 'record' as const, now: '2026-10-12T12:00:00.000Z' };
const look = (more: object = {}) => ({
  personId: 'kavi',
  staffId: 'meena',
  what: 'record' as const,
  lookedAt: '2026-10-12T11:55:00.000Z',
  ...more,
});

test.each([
  ['the same view five minutes ago', [look()], false],
  ['one just recorded by a clock a little ahead', [look({ lookedAt: '2026-10-12T12:00:30.000Z' })], false],
  ['nothing yet', [], true],
  ['the same view ten minutes ago', [look({ lookedAt: '2026-10-12T11:50:00.000Z' })], true],
  ['another part of the record', [look({ what: 'goals' })], true],
  ['another person', [look({ personId: 'joseph' })], true],
  ['somebody else looked', [look({ staffId: 'latha' })], true],
  ['a look from a clock years ahead', [look({ lookedAt: '2062-01-01T00:00:00.000Z' })], true],
])('a new look after %s: %#', (_, looks, expected) => {
  expect(isLookDue(looks, view)).toBe(expected);
});

test.each([
  ['2026-10-12T11:00:00.000Z', '2026-10-12T11:00:00.000Z'],
  ['2026-10-12T16:30:00+05:30', '2026-10-12T11:00:00.000Z'],
  ['2062-01-01T00:00:00.000Z', view.now],
  ['1970-01-01T00:00:00.000Z', view.now],
])('a look said to be at %s is kept at %s', (said, kept) => {
  expect(momentOfLook(said, view.now)).toBe(kept);
});

test('the moment of a look is put right by how far the clock of its device is behind', () => {
  const day = 86_400_000;
  expect(momentOfLook('2025-09-07T12:00:00.000Z', view.now, 400 * day)).toBe(view.now);
  expect(momentOfLook('2027-11-16T11:00:00.000Z', view.now, -400 * day)).toBe('2026-10-12T11:00:00.000Z');
});

const actor = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'N', locale: 'en', roles, programmes: [], deviceId: null });
test('those who read no content see no list of looks', () => {
  expect(mayListLooks(actor('administrator'))).toBe('role_may_not');
  expect(mayListLooks(actor('biller', 'evaluator'))).toBe('role_may_not');
  expect(mayListLooks(actor('peer'))).toBeNull();
  expect(mayRecordLook({ personVisible: false })).toBe('not_yours');
  expect(mayRecordLook({ personVisible: true })).toBeNull();
});
