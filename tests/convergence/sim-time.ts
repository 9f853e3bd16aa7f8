/**
 * The clock and the ids of a simulated run. `Date` is replaced for the whole process: what it says depends on who is running, the server or a
 * phone with a clock of its own. The ten random bytes of a new id come from the seed; nonces and keys stay random, for nothing depends on them.
 */
import type { Random } from './random.ts';

const RealDate = Date;
const realBytes = crypto.getRandomValues.bind(crypto);
const bytesOfAnId = 10;

/** How a clock stands to the true time, both in milliseconds. */
export type Clock = (trueTime: number) => number;

export type SimTime = {
  /** True time, which is the server's, in milliseconds. */
  now: () => number;
  advance: (milliseconds: number) => void;
  /** Whose clock `Date` shows from here on. */
  showTo: (clock: Clock) => void;
  giveBack: () => void;
};

export const rightClock: Clock = (trueTime) => trueTime;

export function takeOverTime(startsAt: string, random: Random): SimTime {
  let now = RealDate.parse(startsAt);
  let clock = rightClock;
  class SimDate extends RealDate {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(clock(now));
      else super(...(given as [number]));
    }
    static override now(): number {
      return clock(now);
    }
  }
  globalThis.Date = SimDate as DateConstructor;
  crypto.getRandomValues = ((into: Uint8Array<ArrayBuffer>) => {
    if (into.byteLength !== bytesOfAnId) return realBytes(into);
    for (let at = 0; at < bytesOfAnId; at++) into[at] = random.below(256);
    return into;
  }) as typeof crypto.getRandomValues;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += Math.round(milliseconds);
    },
    showTo: (next) => {
      clock = next;
    },
    giveBack: () => {
      globalThis.Date = RealDate;
      crypto.getRandomValues = realBytes as typeof crypto.getRandomValues;
    },
  };
}
