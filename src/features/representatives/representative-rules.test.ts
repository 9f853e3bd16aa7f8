import { describe, expect, it } from 'vitest';
import type { RepresentativeKind } from '../../packs/representative-kinds.ts';
import type { Actor } from '../../server/actor.ts';
import { parseCalendarDay } from '../../shared/calendar-day.ts';
import { hasEnded } from './representative.ts';
import { mayAddRepresentative, mayEndRepresentative, mayInviteRepresentative } from './representative-policy.ts';
import { checkRepresentative, type Given } from './representative-rules.ts';

const words = { en: 'A guardian', ta: 'பாதுகாவலர்' };
const guardian: RepresentativeKind = {
  ...{ code: 'guardian', title: words, law: words, gives: words, bases: ['document'], parts: ['goals', 'coming'], needsLastDay: true },
  ...{ source: 'a law', checkedOn: parseCalendarDay('2026-11-27') },
};
const right: Given = { basis: 'document', basisOn: '2026-11-01', parts: ['goals'], lastDay: '2027-01-01' };
const today = '2026-11-27';
const codesOf = (given: Partial<Given>) => checkRepresentative(guardian, { ...right, ...given }, today).map((each) => each.code);

describe('what a kind gives', () => {
  it('is not what it does not give', () => {
    expect(checkRepresentative(undefined, right, today)).toEqual([{ code: 'representative_kind_unknown', field: 'kind' }]);
    expect(codesOf({ basis: 'wish' })).toEqual(['representative_needs_document']);
    expect(codesOf({ basisOn: '2026-11-28' })).toEqual(['representative_day_to_come']);
    expect(codesOf({ parts: [] })).toEqual(['representative_no_part']);
    expect(codesOf({ parts: ['goals', 'entries'] })).toEqual(['representative_part_not_given']);
    expect(codesOf({ lastDay: null })).toEqual(['representative_needs_last_day']);
    expect(codesOf({ lastDay: '2026-11-26' })).toEqual(['representative_over_already']);
  });
  it('may be given until today, and from today', () => {
    expect(codesOf({ lastDay: today, basisOn: today })).toEqual([]);
  });
});

describe('who may', () => {
  const as = (more: Partial<Actor>): Actor => ({
    ...{ orgId: 'o', staffId: 's', name: '', locale: 'en', roles: [], programmes: [], deviceId: null, ...more },
  });
  const peer = as({ roles: ['peer'] });
  const person = as({ view: { personId: 'kavi' } });
  const other = as({ represents: { personId: 'kavi' } });
  it('give one: nobody but who walks with the person or supervises them', () => {
    for (const roles of [['coordinator'], ['administrator'], ['evaluator']] as const)
      expect(mayAddRepresentative({ personVisible: true }, as({ roles }))).toBe('role_may_not');
    expect(mayAddRepresentative({ personVisible: true }, other)).toBe('role_may_not');
    expect(mayAddRepresentative({ personVisible: false }, peer)).toBe('not_yours');
    expect(mayAddRepresentative({ personVisible: true }, peer)).toBeNull();
    expect(mayInviteRepresentative({ ended: true }, peer)).toBe('view_ended_already');
    expect(mayInviteRepresentative(undefined, peer)).toBe('not_yours');
    expect(mayInviteRepresentative({ ended: false }, other)).toBe('role_may_not');
  });
  it('end one: the person what they wished for, staff any, a representative their own', () => {
    expect(mayEndRepresentative({ ended: false, basis: 'document' }, person)).toBe('representative_not_by_wish');
    expect(mayEndRepresentative({ ended: true, basis: 'wish' }, person)).toBe('view_ended_already');
    expect(mayEndRepresentative(undefined, other)).toBe('not_yours');
    expect(mayEndRepresentative({ ended: false, basis: 'wish' }, as({ roles: ['biller'] }))).toBe('role_may_not');
    expect(mayEndRepresentative({ ended: false, basis: 'wish' }, person)).toBeNull();
    expect(mayEndRepresentative({ ended: false, basis: 'document' }, peer)).toBeNull();
    expect(mayEndRepresentative({ ended: false, basis: 'document' }, other)).toBeNull();
  });
});

it('is over after its last day, and not on it', () => {
  expect(hasEnded({ ended: false, lastDay: today }, today)).toBe(false);
  expect(hasEnded({ ended: false, lastDay: '2026-11-26' }, today)).toBe(true);
  expect(hasEnded({ ended: true, lastDay: null }, today)).toBe(true);
});
