import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayDirectRecord, mayDirectRetention } from './retention-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'N', locale: 'en', roles, programmes: [], deviceId: null });

describe('how long a record is kept', () => {
  it.each(['peer', 'senior_peer', 'supervisor', 'coordinator', 'administrator', 'biller', 'evaluator'] as const)(
    'is not for a %s to decide',
    (role) => {
      expect(mayDirectRetention(as(role))).toBe('role_may_not');
      expect(mayDirectRecord({}, as(role))).toBe('role_may_not');
    },
  );
  it('is for a director, of somebody who is there', () => {
    expect(mayDirectRecord(undefined, as('director'))).toBe('not_yours');
    expect(mayDirectRecord({}, as('director'))).toBeNull();
  });
});
