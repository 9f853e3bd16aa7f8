/** The few numbers a locked phone shows: what can be called, the most urgent first. */
import type { HelpLine } from '../device/vault/vault.ts';
import { crisisLinesOn } from '../packs/pack-labels.ts';
import type { PackSet } from '../packs/pack-schema.ts';
import type { CalendarDay } from '../shared/calendar-day.ts';

const mostLines = 6;

export function helpLinesOf(packs: PackSet, today: CalendarDay): HelpLine[] {
  return crisisLinesOn(packs, today)
    .flatMap(({ code, name, when, ways, state }) => {
      const call = ways.find((way) => way.kind === 'call');
      return call ? [{ code, name, when, number: call.number, isFresh: state === 'fresh' }] : [];
    })
    .slice(0, mostLines);
}
