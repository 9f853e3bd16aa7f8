import { expect, test } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayCountContacts, toldInFull } from './counts-policy.ts';

const mine = '019f0000-0000-7000-8000-000000000001';
const other = '019f0000-0000-7000-8000-000000000002';

function holding(...roles: Role[]): Actor {
  return { orgId: 'o', staffId: 's', name: '', locale: 'en', roles, programmes: [mine], deviceId: null };
}

test.each<[Role[], string | null, string | null]>([
  [[], null, 'role_may_not'],
  [['peer'], null, 'role_may_not'],
  [['senior_peer'], mine, 'role_may_not'],
  [['administrator'], null, 'role_may_not'],
  [['peer', 'administrator'], mine, 'role_may_not'],
  [['coordinator'], other, 'not_yours'],
  [['supervisor'], other, 'not_yours'],
  [['supervisor', 'peer'], other, 'not_yours'],
  [['coordinator'], mine, null],
  [['supervisor'], mine, null],
  [['supervisor'], null, null],
  [['director'], other, null],
  [['biller'], other, null],
  [['evaluator'], other, null],
])('%j asking for %s gets %s', (roles, programmeId, decision) => {
  expect(mayCountContacts(holding(...roles), { programmeId })).toBe(decision);
});

test.each<[Role[], 'all' | string[]]>([
  [['evaluator'], []],
  [['evaluator', 'supervisor'], [mine]],
  [['coordinator'], [mine]],
  [['biller'], 'all'],
  [['evaluator', 'director'], 'all'],
])('%j is told small counts of %j', (roles, programmes) => {
  expect(toldInFull(holding(...roles))).toEqual(programmes);
});
