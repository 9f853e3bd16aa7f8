import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestPeopleTold } from './counts.ts';
import { addUpSmallCells, type CellRow, together } from './small-cells.ts';

const cell = (place: string, people: number, contacts = people): CellRow => ({
  ...{ programmeId: 'walk', week: '2026-03-02', place, mode: 'phone', contacts, people, minutes: contacts * 10 },
  told: people >= fewestPeopleTold,
});
const week = (people: number) => [{ programmeId: 'walk', week: '2026-03-02', people }];

test('small cells of a week stay untold where too few people are behind them together', () => {
  expect(addUpSmallCells([cell('home', 6), cell('out', 6)], week(10))).toEqual([cell('home', 6), cell('out', 6)]);
  // Eleven people, and all of them may be in the cell that is told.
  expect(addUpSmallCells([cell('home', 11), cell('out', 6)], week(11))).toEqual([cell('home', 11), cell('out', 6)]);
});

test('they are told as one row where enough people are, whatever the places', () => {
  const rows = addUpSmallCells([cell('home', 6, 9), cell('out', 6), cell('phone', 12)], week(23));
  expect(rows).toEqual([
    cell('phone', 12),
    { programmeId: 'walk', week: '2026-03-02', place: together, mode: together, contacts: 15, minutes: 150, people: null, told: true },
  ]);
});

test('other programmes and other weeks do not help', () => {
  const other = { ...cell('home', 8), programmeId: 'tea' };
  const later = { ...cell('home', 8), week: '2026-03-09' };
  expect(addUpSmallCells([cell('home', 8), other, later], [...week(8), { ...week(8)[0], programmeId: 'tea' } as never])).toHaveLength(3);
});

test('whatever was met: no sum is told behind which fewer than eleven people stand', () => {
  // Each person is met in some of the places; cells and the week are counted from that.
  const met = fc.array(fc.uniqueArray(fc.constantFrom('home', 'out', 'phone', 'text'), { minLength: 1 }), { maxLength: 40 });
  fc.assert(
    fc.property(met, (people) => {
      const places = [...new Set(people.flat())];
      const rows = places.map((place) => cell(place, people.filter((their) => their.includes(place)).length));
      const answer = addUpSmallCells(rows, week(people.length));
      const sum = answer.find((row) => row.place === together);
      if (!sum) return;
      const small = new Set(rows.filter((row) => !row.told).map((row) => row.place));
      expect(people.filter((their) => their.some((place) => small.has(place))).length).toBeGreaterThanOrEqual(fewestPeopleTold);
    }),
  );
});
