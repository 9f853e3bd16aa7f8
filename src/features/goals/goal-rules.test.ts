import { describe, expect, it } from 'vitest';
import { checkRating, checkStep } from './goal-rules.ts';

const now = '2026-10-12T12:00:00.000Z';

describe('a rating', () => {
  it('is refused more than ten minutes ahead of the server', () => {
    expect(checkRating({ ratedAt: '2026-10-12T12:10:01Z' }, now)).toEqual([{ code: 'goal_rated_in_future', field: 'ratedAt' }]);
  });
  it.each(['2026-10-12T12:10:00Z', '2026-10-12T17:30:00+05:30', '2025-01-01T00:00:00Z'])('may be of %s', (ratedAt) => {
    expect(checkRating({ ratedAt }, now)).toEqual([]);
  });
});

describe('a step', () => {
  it('is not done the day after tomorrow', () => {
    expect(checkStep({ doneOn: '2026-10-14', dropped: false }, now)[0]?.code).toBe('goal_step_done_in_future');
  });
  it('is not done and dropped', () => {
    expect(checkStep({ doneOn: '2026-10-12', dropped: true }, now)[0]?.code).toBe('goal_step_done_and_dropped');
  });
  it.each([
    { doneOn: null, dropped: true },
    { doneOn: null, dropped: false },
    { doneOn: '2026-10-13', dropped: false },
  ])('may be %o (tomorrow by UTC is today on the Line Islands)', (step) => {
    expect(checkStep(step, now)).toEqual([]);
  });
});
