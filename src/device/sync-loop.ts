/**
 * Sends what waits, reads what is new, and checks what came back. One tab holds the lock and does it for all; online or not is the same
 * path. Nothing here ever removes an entry that was not read back.
 */
import type { CommandAnswer, FeedTable } from '../shared/command.ts';
import { type NotKeptReason, notKept } from './not-kept.ts';
import { type Outbox, type OutboxEntry, rowsOf } from './outbox.ts';
import { readBack } from './read-back.ts';
import { sendCopies } from './send-copies.ts';
import type { SentCommands } from './sent-commands.ts';
import { LinkFailed, type ServerLink } from './server-link.ts';
import type { Store } from './store.ts';

/** The server takes a clock that is off by less for a right one. */
const sameClock = 30_000;
const mostInBatch = 40;
const mostBytesInBatch = 700_000;

export type SyncStatus = {
  /** Since when the server has not answered; null while it does. */
  offlineSince: string | null;
  signedOut: boolean;
  /** The server asks for a newer app. Everything stays here until then. */
  tooOld: boolean;
  /** How many entries wait for a newer server, because this app is newer than it. */
  ahead: number;
  /** The feed was read to its end since this device was opened. */
  hasRead: boolean;
  /** When the outbox was last empty of unmatched entries, after asking the server. Never set by anything but a whole round. */
  matchedAt: string | null;
  /** The server answered, but what it said could not be kept on this device. */
  notKept: NotKeptReason | null;
  /** Accepted entries of which the server has something else than what was sent. */
  differing: readonly string[];
};

export type SyncDeps = {
  link: ServerLink;
  outbox: Outbox;
  store: Store;
  sent: SentCommands;
  /** Puts the command into the outbox by which this device says whom it deleted; left out where nobody asks. */
  confirmPurge?: (people: string[]) => Promise<unknown>;
  /** Told when the server turns out to be restored: nothing is "matched" until it was read back again. */
  onRewound?: () => void;
};

/** A restored server makes a second pass necessary; more than this many and it is restored all the time. */
const mostPasses = 4;

/**
 * One whole round: send, carry, read, match.
 * @returns how many entries wait for a newer server, and ids of accepted ones that came back as something else
 * @throws LinkFailed when the server could not be asked; what was decided before that is kept
 */
export async function syncOnce(deps: SyncDeps): Promise<{ ahead: number; differing: string[] }> {
  const { link, outbox, store, sent } = deps;
  let differing: string[] = [];
  const ahead = new Set<string>();
  for (let pass = 1; pass <= mostPasses; pass++) {
    const isWelcome = await sendAll(deps, ahead);
    if (isWelcome) await sendCopies({ link, outbox });
    const { isRewound, at } = await readAll(deps);
    await confirmWhatWasDeleted(deps);
    const compared = await compare(outbox.entries(), store);
    const matched = compared.settled;
    differing = compared.differing;
    await sent.keep(matched, at ?? new Date().toISOString());
    await outbox.remove(matched.map((entry) => entry.envelope.id));
    if (at !== undefined) await sent.letGoOfOld(at);
    if (isWelcome && !isRewound) break;
  }
  return { ahead: ahead.size, differing };
}

/**
 * @param ahead ids of entries this server is too old for; those it finds are added
 * @returns false when the server was restored since this device last read its feed, and takes nothing before it does
 */
async function sendAll({ link, outbox, store, sent }: SyncDeps, ahead: Set<string>): Promise<boolean> {
  for (;;) {
    const batch = nextBatch(heldBackBy(ahead, outbox.entries()));
    if (batch.length === 0) return true;
    let answers: CommandAnswer[];
    try {
      answers = await link.send(
        batch.map((entry) => entry.envelope),
        believedEpoch(store, sent),
        batch[0]?.behind,
      );
    } catch (error) {
      if (error instanceof LinkFailed && error.code === 'epoch_changed') return false;
      throw error;
    }
    await outbox.answered(answers);
    const later = answers.filter((answer) => answer.outcome === 'later');
    const newer = later.filter((answer) => answer.why === 'newer' && !ahead.has(answer.id));
    for (const answer of newer) ahead.add(answer.id);
    // "Later" means nothing was decided: the rest waits for the next round, in order. Only what the server is too old for holds up nothing but
    // what was built on it, so what came behind it is sent again without it.
    if (answers.length < batch.length || (later.length > 0 && newer.length === 0)) return true;
  }
}

/**
 * Reads the feed to its end. A page of another epoch, or of a counter that went back, is of a restored server: before anything of it is applied,
 * what that server does not know is put back into the outbox. A crash between the two only repeats the first.
 */
async function readAll({ link, outbox, store, sent, onRewound }: SyncDeps): Promise<{ isRewound: boolean; at: string | undefined }> {
  let isRewound = false;
  for (;;) {
    const state = store.state();
    const waiting = outbox.entries().filter((entry) => entry.state === 'waiting').length;
    const page = await link.feed({ cursor: state.cursor, held: state.held, reachMark: state.reachMark, waiting });
    // A server of the version before this one says no time.
    const at: string | undefined = page.at;
    const believed = believedEpoch(store, sent);
    const wentBack = page.restart && state.cursor !== null && page.cursor.n < state.cursor.n;
    // Taken before any page was read: by a server of this epoch, or of one that was put back since. Asking again tells, and harms nothing.
    const isTakenUnseen = believed === null && outbox.entries().some((entry) => entry.state === 'accepted');
    const isOther = believed !== null && (page.cursor.epoch !== believed || wentBack);
    if (isOther) onRewound?.();
    if (isOther || isTakenUnseen) {
      await sent.offerAgain({ cursor: page.cursor, at: at ?? new Date().toISOString() }, (ids) => knownTo(link, ids));
      isRewound = true;
    } else if (believed === null) await sent.believe(page.cursor.epoch);
    await store.apply(page);
    if (!page.more && store.state().cursor !== null) return { isRewound, at };
  }
}

/** First into the outbox, then forgotten: after a crash in between it is said twice, which changes nothing. */
async function confirmWhatWasDeleted({ store, confirmPurge }: SyncDeps): Promise<void> {
  const deleted = store.state().unconfirmed ?? [];
  if (deleted.length === 0 || !confirmPurge) return;
  await confirmPurge(deleted);
  await store.purgeConfirmed(deleted);
}

/**
 * What may be sent although the server is too old for some entries: everything but those, and what was built on them. That is whatever changes
 * the same rows, or names a row that one of them would make: the server, which does not know that row, would refuse it.
 */
function heldBackBy(ahead: ReadonlySet<string>, entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  if (ahead.size === 0) return entries;
  const rows = new Set<string>();
  const made: string[] = [];
  return entries.filter((entry) => {
    const said = JSON.stringify(entry.envelope.args);
    const isHeld = ahead.has(entry.envelope.id) || rowsOf(entry).some((row) => rows.has(row)) || made.some((id) => said.includes(id));
    if (!isHeld || entry.state !== 'waiting') return true;
    for (const row of rowsOf(entry)) rows.add(row);
    // A preview that names an id makes the row; one that does not changes it.
    for (const preview of entry.previews) if (preview.set.id !== undefined) made.push(preview.id);
    return false;
  });
}

/** A device that was filled before epochs were remembered apart knows its own from its cursor. */
function believedEpoch(store: Store, sent: SentCommands): string | null {
  return sent.epoch() ?? store.state().cursor?.epoch ?? null;
}

/** Which of these commands the server has. One that cannot say knows none: offering everything is dearer, and harmless. */
async function knownTo(link: ServerLink, ids: string[]): Promise<string[]> {
  try {
    return await link.query<string[]>('list-known-commands', { ids });
  } catch (error) {
    if (error instanceof LinkFailed && error.code === 'not_found') return [];
    throw error;
  }
}

/**
 * What to send next, in order. All of it was made by one clock, which is the one the request names. Two commands on one row never travel together:
 * were the first refused, the second would speak of a version that only this phone has seen, and the server's row might by chance have the same
 * number.
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
    if (Math.abs(((batch[0] ?? entry).behind ?? 0) - (entry.behind ?? 0)) > sameClock) break;
    for (const row of rowsOf(entry)) touched.add(row);
    batch.push(entry);
  }
  return batch;
}

/**
 * Accepted entries whose every row came back as it was sent, or has moved on since; also those about people this device may no longer hold.
 * And those of which a row differs: they stay, and say so.
 */
async function compare(entries: readonly OutboxEntry[], store: Store): Promise<{ settled: OutboxEntry[]; differing: string[] }> {
  const { cursor, held } = store.state();
  const mine = new Set(held);
  const settled: OutboxEntry[] = [];
  const differing: string[] = [];
  for (const entry of entries) {
    if (entry.state !== 'accepted' || entry.position === null || cursor === null || entry.position > cursor.n) continue;
    const found = await Promise.all(
      entry.previews.map(async (preview, at) => {
        const row = store.synced(preview.table, preview.id);
        if (row) return readBack(preview, entry.hashes?.[at], row);
        const needNotBeHere = isAboutPerson(preview.table) && !mine.has(preview.scopeId);
        return needNotBeHere || ofTheLastQuarter.has(preview.table) ? 'not_ours' : 'missing';
      }),
    );
    if (found.includes('differs')) differing.push(entry.envelope.id);
    else if (!found.includes('missing')) settled.push(entry);
  }
  return { settled, differing };
}

const ofTheOrganisation: ReadonlySet<FeedTable> = new Set(['organisations', 'programmes', 'staff', 'mirror_keeps']);
/** Of these a device gets no old rows: one that was sent late, or by a clock that was wrong, may never come back to it. */
const ofTheLastQuarter: ReadonlySet<FeedTable> = new Set(['looks']);
const isAboutPerson = (table: FeedTable) => !ofTheOrganisation.has(table);

/** Before the first round, and where there is none. */
export const nothingSynced: SyncStatus = {
  ...{ offlineSince: null, signedOut: false, tooOld: false, ahead: 0 },
  ...{ hasRead: false, matchedAt: null, notKept: null, differing: [] },
};

export type SyncLoop = {
  wake: () => void;
  stop: () => void;
  status: () => SyncStatus;
  /** Nothing that was said to be matched is claimed any more: the store was taken away, or the server has another past. */
  claimNothing: () => void;
};

const shortestPause = 2_000;
const longestPause = 60_000;

/**
 * Keeps syncing until stopped: at once when woken, and by itself with growing pauses while the server does not answer.
 * @param lockName one tab of this user holds it; the others wait for their turn
 */
export function startSyncLoop(
  deps: Omit<SyncDeps, 'onRewound'> & {
    lockName: string;
    onStatus: () => void;
    /** Told after each round that changed something on the disk, so that other tabs read it again. */
    onSynced: () => void;
  },
): SyncLoop {
  let status = nothingSynced;
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
      const { ahead, differing } = await syncOnce({ ...deps, onRewound: () => set({ ...status, matchedAt: null }) });
      pause = longestPause;
      const settled = deps.outbox.entries().every((entry) => entry.state === 'refused');
      const matchedAt = settled ? new Date().toISOString() : status.matchedAt;
      set({ offlineSince: null, signedOut: false, tooOld: false, ahead, hasRead: true, matchedAt, notKept: null, differing });
      deps.onSynced();
    } catch (error) {
      const why = error instanceof LinkFailed ? error.why : 'unreachable';
      const isAnswered = why === 'signed_out' || why === 'too_old';
      pause = Math.min(longestPause, pause >= longestPause ? shortestPause : pause * 2);
      // Not the network's fault: the server answered, and there was no room for the answer.
      if (!(error instanceof LinkFailed)) set({ ...status, notKept: notKept(error).reason });
      else {
        set({
          ...status,
          signedOut: why === 'signed_out',
          tooOld: why === 'too_old',
          offlineSince: isAnswered ? null : (status.offlineSince ?? new Date().toISOString()),
        });
      }
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
    claimNothing: () => set({ ...status, hasRead: false, matchedAt: null }),
  };
}
