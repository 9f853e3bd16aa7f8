/**
 * Whether two ways through the server take the same time, told on a machine that does other things meanwhile.
 *
 * The two are tried in turn, in an order thrown anew for each pair, so that whatever slows the machine slows both. Each pair gives one
 * ratio; of all ratios the median is taken, with the interval it lies in (by ranks: nothing is supposed about how the noise is spread).
 */
import type { Random } from './statement-generator.ts';

export type Pair = { known: number; unknown: number };

/**
 * clock: what somebody outside can measure. processor: what this process worked meanwhile, whatever else the machine did; three times
 * sharper on a busy machine, and blind only to the database, whose questions are compared word for word.
 */
export type Timed = { clock: Pair[]; processor: Pair[] };

/** @param tries what is timed; called with a number that is different each time */
export async function timedInTurn(
  pairs: number,
  tries: { known: (nth: number) => Promise<void>; unknown: (nth: number) => Promise<void> },
  random: Random,
): Promise<Timed> {
  const timed: Timed = { clock: [], processor: [] };
  for (let nth = 0; nth < pairs; nth += 1) {
    const clock = { known: 0, unknown: 0 };
    const processor = { known: 0, unknown: 0 };
    const order = random(2) === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const which of order) {
      const [began, worked] = [performance.now(), process.cpuUsage()];
      await tries[which](nth);
      const { user, system } = process.cpuUsage(worked);
      clock[which] = performance.now() - began;
      processor[which] = (user + system) / 1000;
    }
    timed.clock.push(clock);
    timed.processor.push(processor);
  }
  return timed;
}

export type Difference = {
  /** How much longer a known one takes, in the middle: 0.05 is five in a hundred. */
  middle: number;
  /** The true middle lies between these, wrong once in a thousand times. */
  from: number;
  to: number;
};

export function differenceOf(pairs: readonly Pair[]): Difference {
  const ratios = pairs.map(({ known, unknown }) => Math.log(known / unknown)).sort((a, b) => a - b);
  const n = ratios.length;
  // Of n fair coins, fewer than `low` fall one way once in two thousand times (normal approximation, rounded outwards).
  const low = Math.max(0, Math.floor(n / 2 - (3.29 * Math.sqrt(n)) / 2) - 1);
  const at = (rank: number) => Math.exp(ratios[Math.min(n - 1, Math.max(0, rank))] ?? Number.NaN) - 1;
  return { middle: n % 2 === 1 ? at((n - 1) / 2) : (at(n / 2 - 1) + at(n / 2)) / 2, from: at(low), to: at(n - 1 - low) };
}

/** True when it is beyond doubt that the two differ by more than this share. */
export function differMoreThan(share: number, { from, to }: Difference): boolean {
  return from > share || to < -share / (1 + share);
}
