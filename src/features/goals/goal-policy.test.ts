import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayWorkOnGoals } from './goal-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'Meena', locale: 'en', roles, programmes: [], deviceId: null });

describe('working on someone’s goals', () => {
  it.each([
    ['coordinator', 'role_may_not'],
    ['director', 'role_may_not'],
    ['biller', 'role_may_not'],
    ['evaluator', 'role_may_not'],
    ['administrator', 'role_may_not'],
  ] as const)('is not the work of a %s', (role, reason) => {
    expect(mayWorkOnGoals({ walks: true }, as(role))).toBe(reason);
    expect(mayWorkOnGoals(undefined, as(role))).toBe(reason);
  });

  it('is refused alike for a person who is hidden and one who does not exist', () => {
    expect(mayWorkOnGoals(undefined, as('peer'))).toBe('not_yours');
  });

  it('is refused to a supervisor who only reads', () => {
    expect(mayWorkOnGoals({ walks: false }, as('supervisor'))).toBe('goal_only_who_walks');
    expect(mayWorkOnGoals({ walks: false }, as('peer', 'supervisor'))).toBe('goal_only_who_walks');
  });

  it.each(['peer', 'senior_peer', 'supervisor'] as const)('is the work of a %s who walks with the person', (role) => {
    expect(mayWorkOnGoals({ walks: true }, as(role))).toBeNull();
  });
});
