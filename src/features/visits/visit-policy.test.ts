import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayChangeVisit, mayPlanVisit } from './visit-policy.ts';
import { checkVisitTime } from './visit-rules.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'Meena', locale: 'en', roles, programmes: [], deviceId: null });

describe('planning a visit', () => {
  it.each(['coordinator', 'director', 'biller', 'evaluator', 'administrator'] as const)('is not the work of a %s', (role) => {
    expect(mayPlanVisit({ visible: true }, as(role))).toBe('role_may_not');
    expect(mayChangeVisit({ status: 'planned' }, as(role))).toBe('role_may_not');
  });
  it('needs a person, and a visit, one can see', () => {
    expect(mayPlanVisit({ visible: false }, as('peer'))).toBe('not_yours');
    expect(mayChangeVisit(undefined, as('peer'))).toBe('not_yours');
  });
  it('is over once the visit took place', () => {
    expect(mayChangeVisit({ status: 'met' }, as('peer'))).toBe('visit_met_already');
  });
  it.each(['planned', 'not_met', 'let_go'])('goes on while it is %s', (status) => {
    expect(mayChangeVisit({ status }, as('supervisor'))).toBeNull();
    expect(mayPlanVisit({ visible: true }, as('senior_peer'))).toBeNull();
  });
});

describe('the time of a visit', () => {
  const plannedAt = '2026-10-12T12:00:00.000Z';
  it.each([
    ['2026-10-11T11:59:59Z', 'visit_in_past'],
    ['2028-10-12T12:00:00Z', 'visit_too_far'],
  ])('cannot be %s', (startsAt, code) => {
    expect(checkVisitTime(startsAt, plannedAt)).toEqual([{ code, field: 'startsAt' }]);
  });
  it.each(['2026-10-12T08:00:00Z', '2026-10-13T10:00:00+05:30', '2028-10-10T12:00:00Z'])('may be %s', (startsAt) => {
    expect(checkVisitTime(startsAt, plannedAt)).toEqual([]);
  });
});
