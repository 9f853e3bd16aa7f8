import { describe, expect, it } from 'vitest';
import { instantAt } from './local-time.ts';

describe('a time on the wall', () => {
  it.each([
    ['2026-10-13', '10:00', 'Asia/Kolkata', '2026-10-13T04:30:00.000Z'],
    ['2026-10-13', '02:00', 'Asia/Kolkata', '2026-10-12T20:30:00.000Z'],
    ['2026-07-01', '09:15', 'America/Toronto', '2026-07-01T13:15:00.000Z'],
    ['2026-12-01', '09:15', 'America/Toronto', '2026-12-01T14:15:00.000Z'],
    // 8 March 2026: clocks go from 2:00 to 3:00.
    ['2026-03-08', '01:59', 'America/Toronto', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08', '02:30', 'America/Toronto', '2026-03-08T07:30:00.000Z'],
    ['2026-03-08', '03:00', 'America/Toronto', '2026-03-08T07:00:00.000Z'],
    // 1 November 2026: 1:30 is shown twice, the first is meant.
    ['2026-11-01', '01:30', 'America/Toronto', '2026-11-01T05:30:00.000Z'],
  ])('%s %s in %s is %s', (day, time, zone, instant) => {
    expect(instantAt(day, time, zone)).toBe(instant);
  });

  it('must be one', () => {
    expect(() => instantAt('', '10:00', 'UTC')).toThrow(RangeError);
  });
});
