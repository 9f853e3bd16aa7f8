import { describe, expect, it } from 'vitest';
import type { UnitRuleName, UnitRules } from '../../packs/pack-schema.ts';
import { parseCalendarDay } from '../../shared/calendar-day.ts';
import { unitsOfContact } from './contact-units.ts';

const packs = (rule: UnitRuleName) => ({
  unitRules: { default: rule, byPayer: [], source: 'test', checkedOn: parseCalendarDay('2026-01-01') } satisfies UnitRules,
});
const contact = (minutes: number, more: { day?: string; personId?: string; struckAt?: string | null } = {}) => ({
  id: `c${minutes}`,
  personId: more.personId ?? 'kavi',
  programmeId: 'walk',
  day: more.day ?? '2026-10-12',
  minutes,
  struckAt: more.struckAt ?? null,
});

describe('units of a contact', () => {
  it.each([
    ['none', 45, null],
    ['floor15', 14, 0],
    ['floor15', 45, 3],
    ['floor15', 52, 3],
    ['mid8', 7, 0],
    ['mid8', 8, 1],
    ['mid8', 52, 3],
    ['mid8', 53, 4],
  ] as const)('by the rule %s, %i minutes are %s', (rule, minutes, units) => {
    const one = contact(minutes);
    expect(unitsOfContact(packs(rule), one, [one, contact(60)])).toEqual({ units, isOfDay: false });
  });

  it('are of the day where the rule adds up the day: of this person, and of what is not struck through', () => {
    const one = contact(10);
    const others = [
      contact(9),
      contact(11, { struckAt: '2026-10-12T00:00:00Z' }),
      contact(60, { personId: 'rahim' }),
      contact(60, { day: '2026-10-11' }),
    ];
    expect(unitsOfContact(packs('cumulativePerDay'), one, [one, ...others])).toEqual({ units: 1, isOfDay: true });
  });

  it.each(['floor15', 'mid8', 'cumulativePerDay'] as const)('of a struck contact are none by the rule %s', (rule) => {
    expect(unitsOfContact(packs(rule), contact(60, { struckAt: '2026-10-12T00:00:00Z' }), []).units).toBe(0);
  });
});
