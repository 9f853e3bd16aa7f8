import type { PackSet, UnitRuleName } from './pack-schema.ts';

/**
 * Units are derived from minutes, never stored instead of them: a payer's rule can change, the minutes that passed cannot.
 * No rule turns a contact that is too short into a unit. Source: practice-and-law, section 3.1 (rounding is the payer's).
 */
const MINUTES_PER_UNIT = 15;

/** Whole quarter hours only: 29 minutes are 1 unit, 14 are none. The strictest rule, and so the default. */
export function floor15(minutes: number): number {
  return Math.floor(checked(minutes) / MINUTES_PER_UNIT);
}

/** A started quarter hour counts from its eighth minute on: 8 minutes are 1 unit, 7 are none; 23 are 2. */
export function mid8(minutes: number): number {
  return Math.floor((checked(minutes) + 7) / MINUTES_PER_UNIT);
}

/** The minutes of one person's day with one service added up first, then whole quarter hours: 10 + 10 minutes are 1 unit. */
export function cumulativePerDay(minutes: readonly number[]): number {
  return floor15(minutes.reduce((sum, each) => sum + checked(each), 0));
}

/**
 * Units for the contacts of one person, one service and one day.
 * @returns null where the jurisdiction counts minutes only; a screen then shows no units at all, not "0 units"
 */
export function unitsForDay(rule: UnitRuleName, minutes: readonly number[]): number | null {
  switch (rule) {
    case 'none':
      return null;
    case 'floor15':
      return minutes.reduce((sum, each) => sum + floor15(each), 0);
    case 'mid8':
      return minutes.reduce((sum, each) => sum + mid8(each), 0);
    case 'cumulativePerDay':
      return cumulativePerDay(minutes);
  }
}

/** The rule for a payer: its own where a pack names the payer, the pack's default otherwise or when there is none. */
export function unitRuleFor(packSet: Pick<PackSet, 'unitRules'>, payer?: string): UnitRuleName {
  return packSet.unitRules.byPayer.find((each) => each.payer === payer)?.rule ?? packSet.unitRules.default;
}

/** Negative or broken minutes would become negative units on a claim; they are a mistake of the caller. */
function checked(minutes: number): number {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError(`Not a number of minutes: ${minutes}`);
  return minutes;
}
