import { expect, test } from 'vitest';
import type { CalendarDay } from '../../shared/calendar-day.ts';
import { fileNameOf, isCountable, isoWeek, listWeeks, wholeWeeks } from './counts.ts';

test.each([
  ['2026-03-20', '2026-03-10'],
  ['2020-01-01', '2026-01-01'],
])('a range from %s to %s is not counted', (from, to) => {
  expect(isCountable({ from, to })).toBe(false);
});

test('a single day is counted as the week it is in', () => {
  expect(isCountable({ from: '2026-03-04', to: '2026-03-04' })).toBe(true);
  expect(wholeWeeks({ from: '2026-03-04', to: '2026-03-04' })).toEqual({ from: '2026-03-02', to: '2026-03-08' });
});

test('weeks without contacts are listed, too', () => {
  expect(listWeeks({ from: '2026-02-25', to: '2026-03-10' })).toEqual(['2026-02-23', '2026-03-02', '2026-03-09']);
});

test.each([
  ['2026-01-01', '2026-W01'],
  ['2027-01-01', '2026-W53'],
  ['2024-12-30', '2025-W01'],
  ['2026-03-04', '2026-W10'],
])('%s is in ISO week %s', (day, week) => {
  expect(isoWeek(day as CalendarDay)).toBe(week);
});

test.each([
  ['2026-03-02', '2026-05-31', 'kith-2026-W10-W22.csv'],
  ['2026-03-04', '2026-03-05', 'kith-2026-W10.csv'],
  ['2025-12-10', '2026-03-04', 'kith-2025-W50-2026-W10.csv'],
])('the file for %s to %s is called %s', (from, to, name) => {
  expect(fileNameOf({ from, to })).toBe(name);
});
