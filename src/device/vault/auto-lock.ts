/** Locks an open notebook that nobody uses: a while in the background, or a while untouched. */
import type { LockAfter } from './vault.ts';

const signsOfUse = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel', 'touchstart', 'scroll'] as const;

/** What is watched of a window; tests pass another. */
export type Watched = {
  isHidden: () => boolean;
  on: (event: string, listener: () => void) => () => void;
  now: () => number;
  /** Runs it again and again, a few times in each of the shortest whiles that can be chosen. */
  every: (milliseconds: number, run: () => void) => () => void;
};

export const thisWindow: Watched = {
  isHidden: () => document.visibilityState === 'hidden',
  on: (event, listener) => {
    const target = event === 'visibilitychange' ? document : window;
    target.addEventListener(event, listener, { passive: true, capture: true });
    return () => target.removeEventListener(event, listener, { capture: true });
  },
  now: () => Date.now(),
  every: (milliseconds, run) => {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
};

/**
 * Times are compared, not counted: a phone that slept runs no timers, and must find itself locked when it wakes. A clock that jumps back
 * locks at once.
 * @returns stops watching
 */
export function lockWhenUnused(after: () => LockAfter, lock: () => void, watched: Watched = thisWindow): () => void {
  let usedAt = watched.now();
  let hiddenAt: number | null = watched.isHidden() ? usedAt : null;
  let isOver = false;

  const look = () => {
    if (isOver) return;
    const now = watched.now();
    const { idle, background } = after();
    const isLong = (since: number, seconds: number) => now < since || now - since >= seconds * 1000;
    if (isLong(usedAt, idle) || (hiddenAt !== null && isLong(hiddenAt, background))) {
      stop();
      lock();
    }
  };
  const used = () => {
    look(); // a touch that wakes a sleeping phone must not pass for use before the clock was looked at
    usedAt = watched.now();
  };
  const turned = () => {
    look();
    hiddenAt = watched.isHidden() ? (hiddenAt ?? watched.now()) : null;
  };
  const ends = [watched.on('visibilitychange', turned), watched.every(1_000, look), ...signsOfUse.map((sign) => watched.on(sign, used))];
  const stop = () => {
    isOver = true;
    for (const end of ends) end();
  };
  return stop;
}
