import { describe, expect, it } from 'vitest';
import { roles } from '../staff/role.ts';
import { mayEdit } from './organisation-policy.ts';

describe('who may change settings and programmes', () => {
  it.each(roles.map((role) => [role, role === 'administrator' || role === 'director' ? null : 'role_may_not'] as const))(
    '%s: %s',
    (role, decision) => {
      const actor = { orgId: 'o', staffId: 's', name: 'n', locale: 'en', roles: [role], programmes: [], deviceId: null };
      expect(mayEdit({ version: 1 }, actor)).toBe(decision);
      expect(mayEdit(undefined, actor)).toBe(decision ?? 'not_yours');
    },
  );
});
