import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayListPurges, reachOfPurges } from './purge-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'N', locale: 'en', roles, programmes: [], deviceId: null });

describe('what was deleted from whose device', () => {
  it.each(['peer', 'senior_peer', 'biller', 'evaluator'] as const)('is not for a %s', (role) => {
    expect(mayListPurges(as(role))).toBe('role_may_not');
  });
  it.each(['supervisor', 'coordinator'] as const)('is for a %s, of those they supervise', (role) => {
    expect(mayListPurges(as(role))).toBeNull();
    expect(reachOfPurges(as(role))).toBe('near');
  });
  it.each(['administrator', 'director'] as const)('is for a %s, of everyone', (role) => {
    expect(mayListPurges(as(role))).toBeNull();
    expect(reachOfPurges(as(role, 'supervisor'))).toBe('admin');
  });
});
