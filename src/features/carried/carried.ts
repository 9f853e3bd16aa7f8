/** What can be said of a colleague's entries that are carried: pure counts of what the server said. */
import type { Carried } from '../../device/outbox.ts';

export type CarriedSum = {
  /** Not decided yet: not asked, or told to wait. */
  waiting: number;
  accepted: number;
  /** Of the accepted, those that had been there before: nothing was added. */
  already: number;
  /** Why some were not taken, the commonest reason first. */
  refusals: { code: string; count: number }[];
  /** Check codes of what arrived, in order. */
  letters: string[];
  isDecided: boolean;
};

export function sumUp(all: readonly Carried[]): CarriedSum {
  const refusals = new Map<string, number>();
  for (const { answer } of all) {
    if (answer?.outcome === 'refused') refusals.set(answer.code ?? 'invalid', (refusals.get(answer.code ?? 'invalid') ?? 0) + 1);
  }
  const waiting = all.filter(({ answer }) => answer === null || answer.outcome === 'later').length;
  return {
    waiting,
    accepted: all.filter(({ answer }) => answer?.outcome === 'accepted').length,
    already: all.filter(({ answer }) => answer?.outcome === 'accepted' && answer.already).length,
    refusals: [...refusals].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
    letters: all.flatMap(({ answer }) => (answer?.outcome === 'accepted' && answer.check ? [answer.check] : [])),
    isDecided: waiting === 0,
  };
}
