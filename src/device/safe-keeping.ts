/** Everything about not losing what was typed, apart from the outbox itself: drafts, the room there is, what colleagues carry, and evictions. */

import { newId } from '../shared/new-id.ts';
import type { Bytes } from '../shared/sealed-copy.ts';
import { takeApart } from '../shared/sealed-copy.ts';
import type { Drafts } from './drafts.ts';
import type { LocalDb } from './local-db.ts';
import type { NotKeptReason } from './not-kept.ts';
import type { Carried, Outbox } from './outbox.ts';
import type { Sealer } from './seal.ts';
import { inPortions } from './send-copies.ts';
import { askToKeep, nothingKnown, readStorage, type StorageState } from './storage.ts';
import type { SyncStatus } from './sync-loop.ts';
import type { TrueTime } from './true-time.ts';

/** The browser took the store away. `unsent`: how many entries were not on the server and are gone; 0 when memory had them all. */
export type Evicted = { at: string; unsent: number; since: string | null };

/** What became of a colleague's copies: how many are new here, and how many were here or in one's own outbox already. */
export type TakenIn = { authorId: string; fresh: number; known: number };

/** Why copies cannot be taken in: the code has a sentence (`refusal_<code>`). */
export class NotTakenIn extends Error {
  readonly code: 'copy_of_others' | 'copy_broken' | 'copy_cut_short';
  constructor(code: NotTakenIn['code']) {
    super(code);
    this.code = code;
  }
}

export type SafeKeeping = {
  drafts: Drafts;
  storage: () => StorageState;
  /** Asks the browser to keep what is here, and looks again. */
  askToKeep: () => Promise<void>;
  lookAtStorage: () => Promise<void>;
  /** When everything was last sent, read back and matched, also before this start. */
  lastMatchAt: () => string | null;
  /** Undecided entries whose copy cannot be handed over yet. */
  unsealed: () => number;
  /** Whether the server knows this phone's signature, without which no colleague can bring its entries. */
  canBeCarried: () => boolean;
  /** Sealed copies of what is undecided, oldest first. */
  copiesToGive: () => { id: string; copy: Bytes }[];
  noteGiven: (ids: readonly string[]) => Promise<void>;
  carried: () => readonly Carried[];
  /** @throws NotTakenIn, NotKept */
  takeIn: (copies: readonly Bytes[]) => Promise<TakenIn>;
  /** Carried copies that have been dealt with. */
  dropCarried: (ids: readonly string[]) => Promise<void>;
  /** Codes of entries that do not open here and that the server did not take. */
  refusedUnread: () => string[];
  unreadable: () => number;
  evicted: () => Evicted | null;
  dismissEviction: () => Promise<void>;
  /** Another tab runs a newer Kith on the same store. */
  isOutdated: () => boolean;
  /** Accepted entries of which the server has something else than what was sent. */
  differing: () => readonly string[];
  /** The server answered, but there was no room here for the answer. */
  notKept: () => NotKeptReason | null;
  /** The time to write on what is recorded: the server's, while this device's clock is known to be wrong. Milliseconds. */
  now: () => number;
  /** How far this device's clock is behind, in milliseconds; 0 while it is right, or nobody knows. */
  clockBehind: () => number;
  /** The day (YYYY-MM-DD) on which somebody said "remind me tomorrow". */
  remindedOn: () => string | null;
  noteReminded: (day: string) => Promise<void>;
};

const lastMatchNote = 'last-match';
const evictedNote = 'evicted';
const remindedNote = 'reminded';

export type SafeKeepingParts = {
  db: LocalDb;
  /** Of the table of notes. */
  sealer: Sealer;
  outbox: Outbox;
  drafts: Drafts;
  me: { orgId: string; staffId: string };
  canBeCarried: () => boolean;
  isOutdated: () => boolean;
  status: () => Pick<SyncStatus, 'differing' | 'notKept'>;
  time: TrueTime;
  onChange: () => void;
  /** Begins to send. */
  wake: () => void;
};

export type OpenSafeKeeping = SafeKeeping & {
  /** After a round in which everything was matched. */
  noteMatch: (at: string) => void;
  noteEviction: (evicted: Evicted) => Promise<void>;
  rewrite: () => Promise<void>;
  /** Once something worth keeping was kept: asks the browser, once in each opening. */
  afterFirstEntry: () => void;
};

export async function openSafeKeeping(parts: SafeKeepingParts): Promise<OpenSafeKeeping> {
  const { db, sealer, outbox, drafts, me, onChange } = parts;
  const read = async <T>(key: string): Promise<T | null> => {
    const note = await db.notes.get(key);
    return note ? ((await sealer.open(key, note.sealed)) as T) : null;
  };
  const write = async (key: string, value: unknown) => void (await db.notes.put({ key, sealed: await sealer.seal(key, value) }));
  let lastMatchAt = await read<string>(lastMatchNote);
  let evicted = await read<Evicted>(evictedNote);
  let remindedOn = await read<string>(remindedNote);
  let storage: StorageState = nothingKnown;
  let hasAsked = false;

  const lookAtStorage = async () => {
    storage = await readStorage();
    onChange();
  };
  void lookAtStorage().catch(() => undefined);
  const ask = async () => {
    await askToKeep();
    await lookAtStorage();
  };

  return {
    drafts,
    storage: () => storage,
    askToKeep: ask,
    lookAtStorage,
    lastMatchAt: () => lastMatchAt,
    unsealed: outbox.unsealed,
    canBeCarried: parts.canBeCarried,
    copiesToGive: () => outbox.copies('waiting'),
    noteGiven: (ids) => outbox.noteGiven(ids, new Date().toISOString()),
    carried: outbox.carried,
    takeIn: async (copies) => {
      const taken = judge(copies, me.orgId);
      const own = new Set(outbox.entries().map((entry) => entry.envelope.id));
      const others = taken.copies.filter(({ id }) => !own.has(id));
      const takenAt = new Date().toISOString();
      const acts = inPortions(others).flatMap((portion) => {
        const actId = newId();
        return portion.map(
          (one): Carried => ({ ...one, authorId: taken.authorId, deviceId: taken.deviceId, actId, takenAt, answer: null }),
        );
      });
      const here = new Set(outbox.carried().map((one) => one.id));
      const fresh = await outbox.carry(acts.filter(({ id }) => !here.has(id)));
      parts.wake();
      return { authorId: taken.authorId, fresh, known: taken.copies.length - fresh };
    },
    dropCarried: (ids) => outbox.remove(ids),
    refusedUnread: outbox.refusedUnread,
    unreadable: outbox.unreadable,
    evicted: () => evicted,
    dismissEviction: async () => {
      evicted = null;
      await db.notes.delete(evictedNote);
      onChange();
    },
    isOutdated: parts.isOutdated,
    differing: () => parts.status().differing,
    notKept: () => parts.status().notKept,
    now: parts.time.now,
    clockBehind: parts.time.behind,
    remindedOn: () => remindedOn,
    noteReminded: async (day) => {
      remindedOn = day;
      onChange();
      await write(remindedNote, day);
    },
    noteMatch: (at) => {
      lastMatchAt = at;
      // Only for the page that says so; the next match writes it anew.
      void write(lastMatchNote, at).catch(() => undefined);
    },
    noteEviction: async (what) => {
      evicted = what;
      lastMatchAt = null;
      await db.notes.delete(lastMatchNote);
      await write(evictedNote, what);
      onChange();
    },
    rewrite: async () => {
      if (evicted) await write(evictedNote, evicted);
    },
    afterFirstEntry: () => {
      if (hasAsked) return;
      hasAsked = true;
      void ask().catch(() => undefined);
    },
  };
}

type Judged = { authorId: string; deviceId: string; copies: { id: string; copy: Bytes }[] };

/** What can be told without the server's key: whose they say they are. Whether that is true, the server finds out. */
function judge(copies: readonly Bytes[], orgId: string): Judged {
  const parts = copies.map((copy) => ({ copy, header: takeApart(copy)?.header }));
  const [first] = parts;
  if (!first?.header) throw new NotTakenIn('copy_cut_short');
  const { authorId, deviceId } = first.header;
  const known = new Map<string, Bytes>();
  for (const { copy, header } of parts) {
    if (!header) throw new NotTakenIn('copy_cut_short');
    if (header.orgId !== orgId) throw new NotTakenIn('copy_of_others');
    if (header.authorId !== authorId || header.deviceId !== deviceId) throw new NotTakenIn('copy_broken');
    known.set(header.commandId, copy);
  }
  return { authorId, deviceId, copies: [...known].map(([id, copy]) => ({ id, copy })) };
}
