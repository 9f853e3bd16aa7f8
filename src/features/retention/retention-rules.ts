/** When a record need not be kept any more, and which erasures may be confirmed. Pure: the years come from the packs. */
import type { Retention } from '../../packs/retention-rules.ts';
import type { DuePerson, ErasureRule } from './retention.ts';

/** The same day so many years later; the 29th of February is then the 1st of March, so that nothing is due a day too early. */
export function yearsLater(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date)).toISOString().slice(0, 10);
}

/** By which rule this record may be erased today, or the code of what stands against it. */
export function ruleFor(person: DuePerson, rules: Retention, today: string): { rule: ErasureRule } | { problem: string } {
  if (person.holds.length > 0) return { problem: 'erasure_held' };
  if (person.erasure !== null) return { problem: 'erasure_planned' };
  if (person.dueOn !== null && person.dueOn <= today) return { rule: 'record' };
  if (person.asked === null) return { problem: 'erasure_not_due' };
  return rules.record.whenAsked === 'at_once' ? { rule: 'asked' } : { problem: 'erasure_law_keeps' };
}
