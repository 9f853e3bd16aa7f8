/**
 * The time to write on an entry. A phone's clock may be days off, or turned back; then what the server said last is believed instead. Only
 * while Kith is open: what was learnt before a restart may have been mended since.
 */

/** A clock that is off by less than this is left alone: answers take a while, and people set clocks by hand. */
const allowance = 2 * 60_000;

export type TrueTime = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** How far this device's clock is behind the server's, in milliseconds; 0 while it is right, or nobody knows. */
  behind: () => number;
  /** Told with each answer. `serverAt`: the server's clock, in milliseconds. */
  heard: (serverAt: number) => void;
};

/** @param clocks what tests put in place of the device's own: its calendar clock, and one that only runs forward */
export function openTrueTime(
  clocks: { wall: () => number; steady: () => number } = { wall: () => Date.now(), steady: () => performance.now() },
): TrueTime {
  let offset = 0;
  let at = { wall: clocks.wall(), steady: clocks.steady() };

  const behind = () => {
    if (offset === 0) return 0;
    const jump = clocks.wall() - at.wall - (clocks.steady() - at.steady);
    // Turned back, or put right: what was known of the old clock says nothing of the new one. A jump forward may also be a phone that slept
    // (the steady clock stands still then), so it counts only where it mends what was wrong.
    if (jump < -allowance || (offset > 0 && Math.abs(jump - offset) < allowance)) offset = 0;
    return offset;
  };
  return {
    now: () => clocks.wall() + behind(),
    behind,
    heard: (serverAt) => {
      at = { wall: clocks.wall(), steady: clocks.steady() };
      const difference = serverAt - at.wall;
      offset = Math.abs(difference) < allowance ? 0 : difference;
    },
  };
}
