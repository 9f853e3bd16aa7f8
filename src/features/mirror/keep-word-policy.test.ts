import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayKeepWord } from './keep-word-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'Meena', locale: 'en', roles, programmes: [], deviceId: null });

describe('keeping a word', () => {
  it.each(['coordinator', 'director', 'biller', 'evaluator', 'administrator'] as const)(
    'means nothing to a %s, who writes about nobody',
    (role) => {
      expect(mayKeepWord(undefined, as(role))).toBe('role_may_not');
    },
  );
  it.each(['peer', 'senior_peer', 'supervisor'] as const)('is up to the %s who wrote it', (role) => {
    expect(mayKeepWord(undefined, as(role))).toBeNull();
  });
});
