import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayFollowUp } from './follow-up-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'Meena', locale: 'en', roles, programmes: [], deviceId: null });

describe('following up', () => {
  it.each(['coordinator', 'director', 'biller', 'evaluator', 'administrator'] as const)('is not the work of a %s', (role) => {
    expect(mayFollowUp({ visible: true }, as(role))).toBe('role_may_not');
  });
  it('needs a person one can see', () => {
    expect(mayFollowUp({ visible: false }, as('peer'))).toBe('not_yours');
  });
  it.each(['peer', 'senior_peer', 'supervisor'] as const)('is the work of a %s', (role) => {
    expect(mayFollowUp({ visible: true }, as(role))).toBeNull();
  });
});
