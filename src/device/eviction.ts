/**
 * Browsers take a store away when room runs short, or when somebody clears the site's data; also while it is open (Chromium then closes the
 * connection, and the next use opens an empty store). What is in memory is then written again, and the user is told. Another tab with a newer
 * Kith closes the store, too: that takes nothing away.
 */
import type { LocalDb } from './local-db.ts';
import { notKept } from './not-kept.ts';

/** Milliseconds before each try to open the store again. */
const pauses = [0, 100, 300, 1_000, 3_000, 10_000];

/** One thing that can write itself again from memory. */
type Part = { rewrite: () => Promise<void> };

export type EvictionGuard = {
  /** Whether the store on the disk is not ours any more: it lacks what every open store has. */
  wasEvicted: () => Promise<boolean>;
  /** Parts in the order in which they are written again; the mark of a whole store comes last, so that a crash in between is noticed. */
  protect: (parts: readonly Part[], onRebuilt: () => void) => void;
  /** Another tab has made the store newer: this page should be loaded again. */
  isOutdated: () => boolean;
  /** Before the store is closed on purpose. */
  stop: () => void;
};

/** @param markKey key of the note that every open store has */
export function guardAgainstEviction(db: LocalDb, markKey: string, onOutdated: () => void): EvictionGuard {
  let parts: readonly Part[] = [];
  let onRebuilt: () => void = () => undefined;
  let isOutdated = false;
  let isOver = false;
  let isRebuilding = false;

  const wasEvicted = async () => !isOver && (await db.notes.get(markKey)) === undefined;
  const rebuild = async () => {
    if (!(await wasEvicted())) return;
    for (const part of parts) await part.rewrite();
    onRebuilt();
  };
  /** A store that is being taken away cannot be opened for a moment (measured in Chromium). */
  const rebuildInTime = async () => {
    for (const pause of pauses) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        if (!db.isOpen()) await db.open();
        return await rebuild();
      } catch (error) {
        if (isOver || notKept(error).reason !== 'closed') throw error;
      }
    }
    return undefined;
  };

  db.onVersionChange((newVersion) => {
    // Deleted on purpose, by a wipe: nothing may bring it back.
    if (newVersion === null) isOver = true;
    else {
      isOutdated = true;
      onOutdated();
    }
  });
  db.onLost(() => {
    if (isOver || parts.length === 0 || isRebuilding) return;
    isRebuilding = true;
    // After the other listeners: who closed it, and why, is known then. A failure here is met again at the next write, which tells its user.
    void Promise.resolve()
      .then(rebuildInTime)
      .catch(() => undefined)
      .finally(() => {
        isRebuilding = false;
      });
  });

  return {
    wasEvicted,
    protect: (given, told) => {
      parts = given;
      onRebuilt = told;
    },
    isOutdated: () => isOutdated,
    stop: () => {
      isOver = true;
    },
  };
}
