import { describe, expect, it } from 'vitest';
import type { LockRow } from './lock.ts';
import { checkLock, isLocked } from './lock-rules.ts';

const open: Omit<LockRow, 'id' | 'personId' | 'words' | 'setBy' | 'setAt' | 'liftedBy' | 'version' | 'outsideName'> = {
  ...{ covers: 'all', itemTable: null, itemId: null, staffId: null, role: null, outsideKey: null, liftedAt: null },
};
const latha = { staffId: 'latha', roles: ['supervisor'] };
const clinic = { outsideKey: 'clinic' };
const goals = { dataClass: 'goal_plan' as const, itemIds: ['sea'] };

describe('a lock keeps', () => {
  it.each([
    ['everything from a colleague', { staffId: 'latha' }, latha, goals],
    ['everything from a duty', { role: 'supervisor' }, latha, goals],
    ['everything from one outside', { outsideKey: 'clinic' }, clinic, goals],
    ['everything from everybody outside', { outsideKey: '*' }, clinic, goals],
    ['one kind', { covers: 'goal_plan' as const, staffId: 'latha' }, latha, goals],
    ['one thing', { covers: 'item' as const, itemTable: 'goals' as const, itemId: 'sea', outsideKey: 'clinic' }, clinic, goals],
  ])('%s', (_, lock, party, thing) => {
    expect(isLocked({ ...open, ...lock }, thing, party)).toBe(true);
  });
});

describe('and not', () => {
  it.each([
    ['from another colleague', { staffId: 'latha' }, { staffId: 'meena', roles: ['peer'] }, goals],
    ['from somebody outside what is locked against a colleague', { staffId: 'latha' }, clinic, goals],
    ['from a colleague what is locked against everybody outside', { outsideKey: '*' }, latha, goals],
    ['from another outside', { outsideKey: 'court' }, clinic, goals],
    ['another kind', { covers: 'peer_note' as const, staffId: 'latha' }, latha, goals],
    ['another thing', { covers: 'item' as const, itemId: 'job', itemTable: 'goals' as const, outsideKey: 'clinic' }, clinic, goals],
    ['once it is lifted', { staffId: 'latha', liftedAt: '2026-11-27T00:00:00Z' }, latha, goals],
  ])('%s', (_, lock, party, thing) => {
    expect(isLocked({ ...open, ...lock }, thing, party)).toBe(false);
  });
});

describe('a lock is refused', () => {
  const setter = { staffId: 'meena', roles: ['peer'] };
  const lock = { ...open, outsideName: null };
  it.each([
    ['against nobody', lock, 'lock_needs_one'],
    ['against two', { ...lock, staffId: 'latha', outsideName: 'Clinic' }, 'lock_needs_one'],
    ['of one thing that is not named', { ...lock, covers: 'item' as const, staffId: 'latha' }, 'lock_needs_one'],
    [
      'of a thing, where a kind is meant',
      { ...lock, covers: 'goal_plan' as const, itemId: 'x', itemTable: 'goals' as const, staffId: 'l' },
      'lock_needs_one',
    ],
    ['against oneself', { ...lock, staffId: 'meena' }, 'lock_not_oneself'],
    ['against a duty of one’s own', { ...lock, role: 'peer' }, 'lock_not_oneself'],
    [
      'of a kind whose rows cannot be told apart, against a colleague',
      { ...lock, covers: 'billing' as const, staffId: 'latha' },
      'lock_class_not_here',
    ],
  ])('%s', (_, bad, code) => {
    expect(checkLock(bad, setter).map((problem) => problem.code)).toEqual([code]);
  });
  it('and taken otherwise', () => {
    expect(checkLock({ ...lock, staffId: 'latha' }, setter)).toEqual([]);
    expect(checkLock({ ...lock, covers: 'billing', outsideName: 'Payer' }, setter)).toEqual([]);
  });
});
