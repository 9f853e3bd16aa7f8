import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageOn,
  type CalendarDay,
  compareDays,
  daysBetween,
  findCalendarDay,
  formatDay,
  fromInstant,
  isCalendarDay,
  monthOf,
  parseCalendarDay,
  weekOf,
} from './calendar-day.ts';

const day = parseCalendarDay;
const anyDay = fc.integer({ min: -700_000, max: 2_900_000 }).map((count) => addDays(day('1970-01-01'), count));

describe('parsing a day', () => {
  it.each([
    ['', 'nothing'],
    ['2026-02-29', '29 February in a common year'],
    ['1900-02-29', '29 February in a century that is no leap year'],
    ['2026-04-31', '31 April'],
    ['2026-13-01', 'a thirteenth month'],
    ['2026-00-10', 'month nought'],
    ['2026-01-00', 'day nought'],
    ['0000-01-01', 'a year nought'],
    ['2026-1-1', 'missing noughts'],
    [' 2026-01-01', 'a leading space'],
    ['2026-01-01\n', 'a trailing line break'],
    ['2026-01-01T00:00:00Z', 'an instant'],
    ['20260101', 'no hyphens'],
    ['௨௦௨௬-௦௧-௦௧', 'Tamil digits'],
  ])('refuses %j (%s)', (text) => {
    expect(findCalendarDay(text)).toBeUndefined();
    expect(() => parseCalendarDay(text)).toThrow(RangeError);
  });

  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2011-12-30'])('accepts %s', (text) => {
    expect(findCalendarDay(text)).toBe(text);
  });

  it('does not take other types for a day', () => {
    expect([20260101, null, undefined, new Date(0), ['2026-01-01']].map(isCalendarDay)).toEqual([false, false, false, false, false]);
  });
});

describe('the day at an instant', () => {
  it.each([
    ['2026-03-14T18:29:59Z', 'Asia/Kolkata', '2026-03-14', 'one second before midnight in Chennai'],
    ['2026-03-14T18:30:00Z', 'Asia/Kolkata', '2026-03-15', 'midnight in Chennai is 18:30 UTC'],
    ['2026-03-14T18:30:00Z', 'UTC', '2026-03-14', 'the same instant in UTC'],
    ['2026-03-08T04:59:59Z', 'America/New_York', '2026-03-07', 'the last second before the day the clocks go forward'],
    ['2026-03-08T05:00:00Z', 'America/New_York', '2026-03-08', 'the first second of the 23-hour day'],
    ['2026-03-09T03:59:59Z', 'America/New_York', '2026-03-08', 'its last second, an hour early by UTC'],
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01', 'the first 1:30 of the 25-hour day'],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', 'the second 1:30 of the 25-hour day'],
    ['2026-11-02T04:59:59Z', 'America/New_York', '2026-11-01', 'its last second, an hour late by UTC'],
    ['2026-12-31T18:30:00Z', 'Asia/Kolkata', '2027-01-01', 'new year in Chennai'],
    ['2027-01-01T04:59:59Z', 'America/Toronto', '2026-12-31', 'old year in Toronto'],
    ['2026-06-01T10:00:00Z', 'Pacific/Kiritimati', '2026-06-02', 'UTC+14'],
    ['2026-06-01T10:00:00Z', 'Pacific/Pago_Pago', '2026-05-31', 'UTC-11'],
  ])('%s in %s is %s (%s)', (instant, zone, expected) => {
    expect(fromInstant(instant, zone)).toBe(expected);
    expect(fromInstant(new Date(instant), zone)).toBe(expected);
    expect(fromInstant(Date.parse(instant), zone)).toBe(expected);
  });

  it('refuses an invalid instant and an unknown zone', () => {
    expect(() => fromInstant('yesterday', 'UTC')).toThrow(RangeError);
    expect(() => fromInstant(0, 'Asia/Atlantis')).toThrow(RangeError);
  });
});

describe('counting days', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-07', 2, '2026-03-09'],
    ['0099-12-31', 1, '0100-01-01'],
  ])('%s plus %i is %s', (from, count, expected) => {
    expect(addDays(day(from), count)).toBe(expected);
    expect(daysBetween(day(from), day(expected))).toBe(count);
  });

  it('refuses part of a day and leaving the calendar', () => {
    expect(() => addDays(day('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(RangeError);
  });

  it('goes there and back, and sorts as text sorts, for any two days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        // Adding zero makes -0 and 0 the same.
        expect(Math.sign(compareDays(a, b)) + 0).toBe(Math.sign(-daysBetween(a, b)) + 0);
      }),
    );
  });
});

describe('weeks, months and ages', () => {
  it.each([
    ['2027-01-01', '2026-12-28'],
    ['2026-12-28', '2026-12-28'],
    ['2026-12-27', '2026-12-21'],
    ['1970-01-01', '1969-12-29'],
    ['1969-12-28', '1969-12-22'],
    ['2024-02-29', '2024-02-26'],
  ])('the week of %s began on %s', (text, monday) => {
    expect(weekOf(day(text))).toBe(monday);
  });

  it('begins every week on a Monday at most six days before', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (count) => {
        const each = addDays(day('1970-01-05'), count);
        const behind = daysBetween(weekOf(each), each);
        expect(behind).toBeGreaterThanOrEqual(0);
        expect(behind).toBeLessThanOrEqual(6);
        expect(new Date(`${weekOf(each)}T00:00:00Z`).getUTCDay()).toBe(1);
      }),
    );
  });

  it('names the first of the month', () => {
    expect(monthOf(day('2024-02-29'))).toBe('2024-02-01');
  });

  it.each([
    ['1990-06-15', '2026-06-14', 35],
    ['1990-06-15', '2026-06-15', 36],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
    ['2026-01-01', '2026-01-01', 0],
  ])('someone born on %s is on %s %i years old', (born, today, age) => {
    expect(ageOn(day(born), day(today))).toBe(age);
  });
});

describe('days in words', () => {
  const saturday: CalendarDay = day('2026-03-14');

  it('says the same day whatever the zone of the machine', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
        process.env.TZ = zone;
        expect(formatDay(saturday, 'en-GB', 'short')).toBe('14 Mar 2026');
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('speaks English and Tamil, in Latin digits', () => {
    expect(formatDay(saturday, 'en-GB', 'long')).toMatch(/Saturday.*14 March 2026/);
    expect(formatDay(saturday, 'ta', 'long')).toMatch(/சனி/);
    expect(formatDay(saturday, 'ta', 'long')).toMatch(/மார்ச்/);
    expect(formatDay(saturday, 'ta-u-nu-taml', 'short')).toMatch(/2026/);
    expect(formatDay(saturday, 'ta', 'weekday')).toBe('சனி');
    expect(formatDay(saturday, 'en', 'month')).toBe('March 2026');
  });
});
