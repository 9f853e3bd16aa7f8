import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../shared/calendar-day.ts';
import { cumulativePerDay, floor15, mid8, unitRuleFor, unitsForDay } from './unit-rules.ts';

describe('units of one contact', () => {
  it.each([
    [0, 0, 0],
    [1, 0, 0],
    [7, 0, 0],
    [8, 0, 1],
    [14, 0, 1],
    [15, 1, 1],
    [16, 1, 1],
    [22, 1, 1],
    [23, 1, 2],
    [29, 1, 2],
    [30, 2, 2],
    [37, 2, 2],
    [38, 2, 3],
    [44, 2, 3],
    [45, 3, 3],
    [60, 4, 4],
    [1440, 96, 96],
  ])('%i minutes are %i in whole quarter hours, %i from the eighth minute', (minutes, whole, eighth) => {
    expect(floor15(minutes)).toBe(whole);
    expect(mid8(minutes)).toBe(eighth);
  });

  it('refuses minutes that cannot be', () => {
    for (const minutes of [-1, Number.NaN, Infinity]) {
      expect(() => floor15(minutes)).toThrow(RangeError);
      expect(() => cumulativePerDay([30, minutes])).toThrow(RangeError);
    }
  });
});

describe('units of a day', () => {
  it.each([
    [[], 0, 0, 0],
    [[7, 7], 0, 0, 0],
    [[10, 10], 0, 2, 1],
    [[14, 1], 0, 1, 1],
    [[29, 29], 2, 4, 3],
    [[15, 15, 15], 3, 3, 3],
  ])('%j: whole %i, eighth minute %i, added up %i', (minutes, whole, eighth, added) => {
    expect(unitsForDay('floor15', minutes)).toBe(whole);
    expect(unitsForDay('mid8', minutes)).toBe(eighth);
    expect(unitsForDay('cumulativePerDay', minutes)).toBe(added);
    expect(unitsForDay('none', minutes)).toBeNull();
  });

  it('never turns a contact under the minimum into a unit, and never claims more time than there was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1440 }), { maxLength: 12 }), (minutes) => {
        const total = minutes.reduce((sum, each) => sum + each, 0);
        const strict = unitsForDay('floor15', minutes) ?? -1;
        const added = unitsForDay('cumulativePerDay', minutes) ?? -1;
        expect(strict).toBeLessThanOrEqual(added);
        expect(added * 15).toBeLessThanOrEqual(total);
        expect(minutes.filter((each) => each < 8).every((each) => mid8(each) === 0 && floor15(each) === 0)).toBe(true);
        for (const each of minutes) expect(mid8(each) - floor15(each)).toBe(each % 15 >= 8 ? 1 : 0);
      }),
    );
  });
});

describe('the rule for a payer', () => {
  const origin = { source: 'a test', checkedOn: parseCalendarDay('2026-01-01') };
  const label = { en: 'A payer', ta: 'ஒரு செலுத்துநர்' };
  const unitRules = { ...origin, default: 'floor15' as const, byPayer: [{ ...origin, payer: 'eighth', label, rule: 'mid8' as const }] };
  it.each([
    ['eighth', 'mid8'],
    ['someone_else', 'floor15'],
    [undefined, 'floor15'],
  ])('%s counts by %s', (payer, rule) => {
    expect(unitRuleFor({ unitRules }, payer)).toBe(rule);
  });
});
