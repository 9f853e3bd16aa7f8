import type { CalendarDay } from '../shared/calendar-day.ts';
import { daysBetween, findCalendarDay } from '../shared/calendar-day.ts';
import type { CrisisLine, ListName, PackItem, PackLocale, PackSet, PackWords } from './pack-schema.ts';

/**
 * The label of a code in a language. A code the packs do not know gives the code itself: a record made under a newer pack must still be
 * readable on an older app, and an unknown code is better than a hole.
 */
export function labelOf(packSet: PackSet, list: ListName, code: string, locale: PackLocale): string {
  return packSet.lists[list].find((item) => item.code === code)?.label[locale] ?? code;
}

/** The label of a code in every language, for what leaves and is read elsewhere. An unknown code is its own label. */
export function labelWords(packSet: PackSet, list: ListName, code: string): PackWords {
  return packSet.lists[list].find((item) => item.code === code)?.label ?? { en: code, ta: code };
}

/** The codes a form offers, in the packs' order, without hidden ones. */
export function choicesOf(packSet: PackSet, list: ListName): PackItem[] {
  return packSet.lists[list].filter((item) => !item.hidden);
}

/** False for values nobody has read in a source yet; such values are never shown as official. */
export function isSourced(item: Pick<PackItem, 'origins'>): boolean {
  return item.origins.every((origin) => origin.confidence === undefined);
}

/** `unverified`: nobody has made sure that the line answers. `stale`: longer ago than the pack allows. Both are greyed, never hidden. */
export type CrisisLineState = 'fresh' | 'stale' | 'unverified';

/** The crisis lines with how far they can be trusted today, fresh ones of the same kind first; emergency, crisis, support in that order. */
export function crisisLinesOn(packSet: PackSet, today: CalendarDay): (CrisisLine & { state: CrisisLineState })[] {
  const kinds: CrisisLine['kind'][] = ['emergency', 'crisis', 'support'];
  const states: CrisisLineState[] = ['fresh', 'stale', 'unverified'];
  return packSet.crisis.lines
    .map((line) => ({ ...line, state: stateOf(line, { today, staleAfterDays: packSet.crisis.staleAfterDays }) }))
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || states.indexOf(a.state) - states.indexOf(b.state));
}

function stateOf(line: CrisisLine, { today, staleAfterDays }: { today: CalendarDay; staleAfterDays: number }): CrisisLineState {
  const verified = line.verifiedAt === null ? undefined : findCalendarDay(line.verifiedAt);
  if (!verified) return 'unverified';
  const age = daysBetween(verified, today);
  // A day in the future is a typing mistake and earns no trust.
  return age >= 0 && age <= staleAfterDays ? 'fresh' : 'stale';
}
