import { expect, test } from 'vitest';
import type { CountAnswer, CountCell } from './counts.ts';
import { barsByPlace, mostPlacesDrawn, otherPlaces, tableRows, unitsOf } from './week-rows.ts';

function cell(week: string, place: string, contacts: number | null): CountCell {
  return { week, place, mode: 'phone', contacts, people: contacts, minutes: contacts === null ? null : contacts * 10 };
}

function answer(cells: CountCell[]): CountAnswer {
  const weeks = [...new Set(cells.map((one) => one.week))].map((week) => ({ week, contacts: 1, minutes: 10, people: 1 }));
  const totals = { contacts: 0, minutes: 0, people: 0, lengths: {} };
  return { from: '2026-03-02', to: '2026-03-22', cells, weeks, totals, hiddenCells: 0, rounded: false };
}

test('every week has a bar, also one in which nothing happened', () => {
  const [home] = barsByPlace(answer([cell('2026-03-02', 'home', 3), cell('2026-03-16', 'home', 4)]));
  expect(home?.bars.map((bar) => bar.contacts)).toEqual([3, 0, 4]);
  expect(home?.contacts).toBe(7);
});

test('the most frequent places stand first, the rest together at the end, and no contact is lost', () => {
  const cells = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((place, at) => cell('2026-03-02', place, at + 1));
  const rows = barsByPlace(answer(cells));
  expect(rows.map((row) => row.place)).toEqual(['g', 'f', 'e', 'd', otherPlaces]);
  expect(rows).toHaveLength(mostPlacesDrawn);
  expect(rows.reduce((sum, row) => sum + row.contacts, 0)).toBe(28);
});

test('exactly as many places as can be drawn are all named', () => {
  const cells = ['a', 'b', 'c', 'd', 'e'].map((place) => cell('2026-03-02', place, 1));
  expect(barsByPlace(answer(cells)).map((row) => row.place)).not.toContain(otherPlaces);
});

test('what is not told is drawn nowhere', () => {
  expect(barsByPlace(answer([cell('2026-03-02', 'home', null)]))).toEqual([]);
});

test('the table begins with the newest week, and each week with its sum', () => {
  const rows = tableRows(answer([cell('2026-03-02', 'home', 3), cell('2026-03-09', 'home', 4)]));
  expect(rows.map((row) => [row.week, row.place])).toEqual([
    ['2026-03-09', null],
    ['2026-03-09', 'home'],
    ['2026-03-02', null],
    ['2026-03-02', 'home'],
  ]);
});

test('units are rounded contact by contact: three of 14 minutes are none, although together they are 42', () => {
  expect(unitsOf('none', { '30': 2 })).toBeNull();
  expect(unitsOf('cumulativePerDay', { '30': 2 })).toBeNull();
  expect(unitsOf('floor15', { '14': 3 })).toBe(0);
  expect(unitsOf('floor15', { '15': 3, '50': 2 })).toBe(9);
  expect(unitsOf('mid8', { '8': 2, '7': 5 })).toBe(2);
});
