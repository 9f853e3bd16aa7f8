/** The one source of chance: every choice of a simulated run comes out of it, so that the same seed makes the same run. */
import { createHash } from 'node:crypto';

export type Random = {
  /** At least 0 and below 1. */
  next: () => number;
  /** A whole number, at least 0 and below `limit`. */
  below: (limit: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T | undefined;
  /** One of these, each as likely as its weight says; undefined when all weigh nothing. */
  weighed: <T>(from: readonly (readonly [number, T])[]) => T | undefined;
};

/** @param seed any text; what it says decides everything */
export function randomFrom(seed: string): Random {
  const start = createHash('sha256').update(seed).digest();
  let a = start.readUInt32LE(0);
  let b = start.readUInt32LE(4);
  let c = start.readUInt32LE(8);
  let counter = 1;
  // sfc32 (Chris Doty-Humphrey, public domain): small, quick, and good enough for choices.
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (from) => from[below(from.length)],
    weighed: (from) => {
      let at = next() * from.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, one] of from) {
        at -= weight;
        if (at < 0) return one;
      }
      return undefined;
    },
  };
}
