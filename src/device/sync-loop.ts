/**
 * Sends what waits, reads what is new, and checks what came back. One tab holds the lock and does it for all; online or not is the same
 * path. Nothing here ever removes an entry that was not read back.
 */
import { type Outbox, type OutboxEntry, rowsOf } from './outbox.ts';
import { matches } from './read-back.ts';
import { LinkFailed, type ServerLink } from './server-link.ts';
import type { Store } from './store.ts';

const mostInBatch = 40;
const mostBytesInBatch = 700_000;

export type SyncStatus = {
  /** Since when the server has not answered; null while it does. */
  offlineSince: string | null;
  signedOut: boolean;
  /** When the outbox was last empty of unmatched entries, after asking the server. */
  matchedAt: string | null;
};

/**
 * One whole round: send, read, match.
 * @throws LinkFailed when the server could not be asked; what was decided before that is kept
 */
export async function syncOnce(deps: { link: ServerLink; outbox: Outbox; store: Store }): Promise<void> {
  const { link, outbox, store } = deps;
  for (;;) {
    const batch = nextBatch(outbox.entries());
    if (batch.length === 0) break;
    const answers = await link.send(batch.map((entry) => entry.envelope));
    await outbox.answered(answers);
    // "Later" means nothing was decided: the rest waits for the next round, in order.
    if (answers.length < batch.length || answers.some((answer) => answer.outcome === 'later')) break;
  }
  for (;;) {
    const state = store.state();
    const page = await link.feed({ cursor: state.cursor, held: state.held, reachMark: state.reachMark });
    await store.apply(page);
    if (!page.more) break;
  }
  await outbox.remove(readBack(outbox.entries(), store));
}

/**
 * What to send next, in order. Two commands on one row never travel together: were the first refused, the second would speak of a version
 * that only this phone has seen, and the server's row might by chance have the same number.
 */
function nextBatch(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const batch: OutboxEntry[] = [];
  const touched = new Set<string>();
  let bytes = 0;
  for (const entry of entries) {
    if (entry.state !== 'waiting') continue;
    bytes += JSON.stringify(entry.envelope).length * 3;
    if (batch.length === mostInBatch || (batch.length > 0 && bytes > mostBytesInBatch)) break;
    if (rowsOf(entry).some((row) => touched.has(row))) break;
    for (const row of rowsOf(entry)) touched.add(row);
    batch.push(entry);
  }
  return batch;
}

/** Accepted entries whose every row came back as it was sent; also those about people this device may no longer hold. */
function readBack(entries: readonly OutboxEntry[], store: Store): string[] {
  const { cursor, held } = store.state();
  const mine = new Set(held);
  return entries
    .filter((entry) => {
      if (entry.state !== 'accepted' || entry.position === null || cursor === null || entry.position > cursor.n) return false;
      return entry.previews.every((preview) => {
        const row = store.synced(preview.table, preview.id);
        if (row) return matches(preview, row);
        const aboutPerson =
          preview.table !== 'organisations' &&
          preview.table !== 'programmes' &&
          preview.table !== 'staff' &&
          preview.table !== 'mirror_keeps';
        return aboutPerson && !mine.has(preview.scopeId);
      });
    })
    .map((entry) => entry.envelope.id);
}

export type SyncLoop = { wake: () => void; stop: () => void; status: () => SyncStatus };

const shortestPause = 2_000;
const longestPause = 60_000;

/**
 * Keeps syncing until stopped: at once when woken, and by itself with growing pauses while the server does not answer.
 * @param lockName one tab of this user holds it; the others wait for their turn
 */
export function startSyncLoop(deps: {
  link: ServerLink;
  outbox: Outbox;
  store: Store;
  lockName: string;
  onStatus: () => void;
  /** Told after each round that changed something on the disk, so that other tabs read it again. */
  onSynced: () => void;
}): SyncLoop {
  let status: SyncStatus = { offlineSince: null, signedOut: false, matchedAt: null };
  let pause = shortestPause;
  let wake: () => void = () => undefined;
  let woken = false;
  const stopping = new AbortController();

  const set = (next: SyncStatus) => {
    status = next;
    deps.onStatus();
  };

  const round = async () => {
    try {
      await syncOnce(deps);
      pause = longestPause;
      const settled = deps.outbox.entries().every((entry) => entry.state === 'refused');
      set({ offlineSince: null, signedOut: false, matchedAt: settled ? new Date().toISOString() : status.matchedAt });
      deps.onSynced();
    } catch (error) {
      const signedOut = error instanceof LinkFailed && error.why === 'signed_out';
      pause = Math.min(longestPause, pause >= longestPause ? shortestPause : pause * 2);
      set({ ...status, signedOut, offlineSince: signedOut ? null : (status.offlineSince ?? new Date().toISOString()) });
    }
  };

  const rest = () =>
    new Promise<void>((done) => {
      if (woken) {
        done();
        return;
      }
      const timer = setTimeout(done, pause);
      wake = () => {
        clearTimeout(timer);
        done();
      };
      stopping.signal.addEventListener('abort', wake, { once: true });
    });

  const run = async () => {
    while (!stopping.signal.aborted) {
      woken = false;
      await round();
      await rest();
    }
  };
  void navigator.locks.request(deps.lockName, { signal: stopping.signal }, run).catch(() => undefined);

  return {
    wake: () => {
      woken = true;
      wake();
    },
    stop: () => stopping.abort(),
    status: () => status,
  };
}
