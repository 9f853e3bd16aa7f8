import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../shared/calendar-day.ts';
import type { FollowUpRow } from './follow-up.ts';
import { daysPast, groupByDay } from './follow-up-order.ts';

const promise = (id: string, dueOn: string | null, createdAt = '2026-10-01T00:00:00Z'): FollowUpRow => ({
  id,
  personId: 'kavi',
  contactId: null,
  ownerId: 'meena',
  words: id,
  dueOn,
  status: 'open',
  createdAt,
  version: 1,
});

describe('follow-ups', () => {
  it('come by day, the longest due first and those without a day last', () => {
    const groups = groupByDay([
      promise('no day', null),
      promise('later', '2026-10-20'),
      promise('second', '2026-10-12', '2026-10-02T00:00:00Z'),
      promise('first', '2026-10-12'),
    ]);
    expect(groups.map(({ day, followUps }) => [day, followUps.map((each) => each.id)])).toEqual([
      ['2026-10-12', ['first', 'second']],
      ['2026-10-20', ['later']],
      [null, ['no day']],
    ]);
  });

  it.each([
    ['2026-10-12', 1],
    ['2026-10-13', 0],
    ['2026-10-20', -7],
    [null, null],
  ])('due on %s are %s days past on the 13th', (dueOn, days) => {
    expect(daysPast({ dueOn }, '2026-10-13' as CalendarDay)).toBe(days);
  });
});
