import { describe, expect, it } from 'vitest';
import type { Retention } from '../../packs/retention-rules.ts';
import type { DuePerson } from './retention.ts';
import { ruleFor, yearsLater } from './retention-rules.ts';

const origin = { source: 'a test', checkedOn: '2026-11-27' as Retention['record']['checkedOn'], pack: 'core' };
const rules = (whenAsked: 'at_once' | 'after_period'): Retention => ({
  record: { ...origin, keepYears: 3, whenAsked },
  warning: { ...origin, hours: 48 },
});
const someone: DuePerson = {
  ...{ id: 'p', name: 'P', lastDay: '2023-11-26', isHere: false, dueOn: '2026-11-26' },
  ...{ asked: null, holds: [], erasure: null },
};
const asked = { requestId: 'r', at: '2026-11-01T00:00:00.000Z' };
const hold = { id: 'h', reason: 'a complaint', setBy: 's', setAt: '2026-01-01T00:00:00.000Z' };
const erasure = { id: 'e', confirmedBy: 's', confirmedAt: '2026-11-26T00:00:00.000Z', eraseAfter: '2026-11-28T00:00:00.000Z' };
const today = '2026-11-27';

describe('a record may not be erased', () => {
  it.each<[string, Partial<DuePerson>, string]>([
    ['while a legal hold stands, however long ago they left', { holds: [hold] }, 'erasure_held'],
    ['while a legal hold stands, although they asked', { holds: [hold], asked }, 'erasure_held'],
    ['twice', { erasure }, 'erasure_planned'],
    ['while they are here and have not asked', { isHere: true, dueOn: null }, 'erasure_not_due'],
    ['a day before the years are over', { dueOn: '2026-11-28' }, 'erasure_not_due'],
  ])('%s', (_why, what, problem) => {
    expect(ruleFor({ ...someone, ...what }, rules('at_once'), today)).toEqual({ problem });
  });

  it('on their word alone where the law keeps it', () => {
    expect(ruleFor({ ...someone, dueOn: '2027-01-01', asked }, rules('after_period'), today)).toEqual({ problem: 'erasure_law_keeps' });
  });
});

describe('a record may be erased', () => {
  it('from the day the years are over, and when the law lets it go and they asked', () => {
    expect(ruleFor({ ...someone, dueOn: today }, rules('after_period'), today)).toEqual({ rule: 'record' });
    expect(ruleFor({ ...someone, isHere: true, dueOn: null, asked }, rules('at_once'), today)).toEqual({ rule: 'asked' });
    expect(ruleFor({ ...someone, asked }, rules('after_period'), today)).toEqual({ rule: 'record' });
  });
});

it('years are counted by the calendar', () => {
  expect(yearsLater('2023-11-27', 3)).toBe('2026-11-27');
  expect(yearsLater('2024-02-29', 3)).toBe('2027-03-01');
  expect(yearsLater('2024-02-29', 4)).toBe('2028-02-29');
});
