/**
 * Commands on their way: made here, sent in order, kept until they were read back, or until a human decides about a refusal. Beside them lie
 * sealed copies this phone carries for colleagues (`carried.ts`). What is on the disk is also held in memory: should the browser take the
 * store away while it is open, it is written again from there.
 */
import type { CommandAnswer, CommandEnvelope, PreviewRow, Refusal } from '../shared/command.ts';
import { checkCodeOfCommand, contentHash } from '../shared/content-hash.ts';
import type { Bytes } from '../shared/sealed-copy.ts';
import type { LocalDb, Waiting } from './local-db.ts';
import { NotKept, notKept } from './not-kept.ts';
import { SealBroken, type Sealer } from './seal.ts';
import type { SealForServer } from './seal-for-server.ts';

/** waiting: not decided by the server · accepted: on the server, not read back yet · refused: needs its author's attention. */
export type OutboxEntry = {
  envelope: CommandEnvelope;
  previews: PreviewRow[];
  /** SHA-256 of what was sent, one for each preview (`content-hash.ts`). Left out by entries from before there were any. */
  hashes?: string[];
  /** Six letters to compare by voice; null when it makes no row. */
  code?: string | null;
  state: 'waiting' | 'accepted' | 'refused';
  /** Where to find it in the feed, once accepted. */
  position: number | null;
  refusal: Refusal | null;
  /**
   * By how many milliseconds its times were put right when it was made, because the device's clock was known to be behind. Left out: not at all.
   * The server must hear of the same clock with it, or it would put them right once more.
   */
  behind?: number;
  /** When its sealed copy was given to a colleague; it stays here all the same. */
  givenAt?: string;
};

/** A colleague's entry, sealed so that nobody here can read it. */
export type CarriedEntry = {
  carried: {
    authorId: string;
    deviceId: string;
    /** The act of carrying it belongs to; the server notes it once. */
    actId: string;
    takenAt: string;
    /** What the server said; null while it was not asked. */
    answer: { outcome: 'accepted' | 'refused' | 'later'; code?: string; already: boolean; check?: string; at: string } | null;
  };
};

export type Carried = { id: string; copy: Bytes } & CarriedEntry['carried'];

export type Outbox = {
  entries: () => readonly OutboxEntry[];
  /** One put. When the promise resolves, the command survives a crash of the phone. @throws NotKept */
  add: (envelope: CommandEnvelope, previews: PreviewRow[], behind?: number) => Promise<void>;
  answered: (answers: readonly CommandAnswer[]) => Promise<void>;
  remove: (ids: readonly string[]) => Promise<void>;
  reload: () => Promise<void>;
  /** Entries that do not open: damaged, or sealed before the keys were thrown away. They stay, and their sealed copies are sent. */
  unreadable: () => number;
  /** Sealed copies of what is undecided, oldest first, and of what does not open here any more. */
  copies: (which: 'waiting' | 'unreadable') => { id: string; copy: Bytes }[];
  /** The server did not take these copies; they stay, and are not offered again. */
  noteRefused: (codes: ReadonlyMap<string, string>) => Promise<void>;
  /** Why copies of entries that do not open here were not taken. */
  refusedUnread: () => string[];
  /** Seals to the server what could not be sealed when it was made (its key was not known yet). */
  sealMissing: () => Promise<void>;
  /** How many undecided entries have no sealed copy yet. */
  unsealed: () => number;
  /** Remembers that copies were given to a colleague. */
  noteGiven: (ids: readonly string[], at: string) => Promise<void>;
  carried: () => readonly Carried[];
  /** Takes in copies of a colleague's; those that are here already are left alone. @returns how many were new @throws NotKept */
  carry: (taken: readonly Carried[]) => Promise<number>;
  /** Writes everything again from memory, after the browser took the store away. */
  rewrite: () => Promise<void>;
};

export type OutboxOptions = {
  /** The second seal; null while the server's key is not known. */
  sealForServer?: () => SealForServer | null;
  /** Whether the store was emptied behind our back; then memory is right and the disk is not. */
  wasEvicted?: () => Promise<boolean>;
  /** Waits before the store is tried again; left out, by the clock. */
  rest?: (milliseconds: number) => Promise<void>;
};

const byTheClock = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

export async function openOutbox(
  db: LocalDb,
  sealer: Sealer,
  onChange: (entries: readonly OutboxEntry[]) => void,
  { sealForServer = () => null, wasEvicted = async () => false, rest = byTheClock }: OutboxOptions = {},
): Promise<Outbox> {
  let entries: OutboxEntry[] = [];
  let carried: Carried[] = [];
  let unreadable: Waiting[] = [];
  /** What lies on the disk, by id. */
  let rows = new Map<string, Waiting>();

  const reload = async () => {
    const saved = await db.outbox.inOrder('seq');
    if (saved.length < rows.size && (await wasEvicted())) return rewrite();
    const opened = await Promise.all(saved.map(async (row) => ({ row, value: await openRow(sealer, row) })));
    rows = new Map(saved.map((row) => [row.id, row]));
    entries = opened.flatMap(({ value }) => (value && 'envelope' in value ? [value] : []));
    carried = opened.flatMap(({ row, value }) => (value && 'carried' in value ? [asCarried(row, value)] : []));
    unreadable = opened.flatMap(({ row, value }) => (value === null ? [row] : []));
    onChange(entries);
  };
  const rewrite = async () => {
    await db.outbox.putAll([...rows.values()]);
  };

  /** One after the other, so that two presses of a button cannot get the same place in the order. */
  let adding: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = adding.then(work);
    adding = done.catch(() => undefined);
    return done;
  };

  /** The newest place in the order is asked of the disk: another tab may have taken one. */
  const put = (made: Omit<Waiting, 'seq'>[]) =>
    db.transaction(['outbox'], async ({ outbox }) => {
      let seq = (await outbox.last('seq'))?.seq ?? 0;
      const placed = made.map((row) => ({ ...row, seq: ++seq }));
      await outbox.addAll(placed);
      return placed;
    });
  /** Once more after the browser took the store away in between: what is in memory first, then what is new. */
  const putSafely = async (made: Omit<Waiting, 'seq'>[]) => {
    for (const pause of [100, 400, 1_500, null]) {
      try {
        if (!db.isOpen()) await db.open();
        if (rows.size > 0 && (await wasEvicted())) await rewrite();
        return await put(made);
      } catch (error) {
        const failed = notKept(error);
        // A store that is being taken away cannot be opened for a moment.
        if (failed.reason !== 'closed' || pause === null) throw failed;
        await rest(pause);
      }
    }
    throw new NotKept('closed');
  };

  const replace = async (next: readonly OutboxEntry[]) => {
    const changed = new Map(next.map((entry) => [entry.envelope.id, entry]));
    const sealed = await Promise.all(
      next.flatMap((entry) => {
        const row = rows.get(entry.envelope.id);
        return row ? [sealer.seal(row.id, entry).then((piece) => ({ ...row, sealed: piece }))] : [];
      }),
    );
    await db.outbox.putAll(sealed);
    for (const row of sealed) rows.set(row.id, row);
    entries = entries.map((entry) => changed.get(entry.envelope.id) ?? entry);
    onChange(entries);
  };

  await reload();

  return {
    entries: () => entries,
    add: (envelope, previews, behind = 0) =>
      inTurn(async () => {
        const hashes = await Promise.all(previews.map((preview) => contentHash(preview.table, preview.id, preview.set)));
        const code = await checkCodeOfCommand(previews);
        const clock = behind === 0 ? {} : { behind };
        const entry: OutboxEntry = { envelope, previews, hashes, code, state: 'waiting', position: null, refusal: null, ...clock };
        const [sealed, forServer] = await Promise.all([
          sealer.seal(envelope.id, entry),
          sealForServer()?.(envelope, buildsOn(entries, entry)) ?? null,
        ]);
        for (const row of await putSafely([{ id: envelope.id, sealed, forServer }])) rows.set(row.id, row);
        entries = [...entries, entry];
        onChange(entries);
      }),
    answered: async (answers) => {
      const byId = new Map(answers.map((answer) => [answer.id, answer]));
      const next = holdBackWhatFollows(entries.map((entry) => withAnswer(entry, byId.get(entry.envelope.id))));
      await replace(next.filter((entry, at) => entry !== entries[at]));
    },
    remove: async (ids) => {
      if (ids.length === 0) return;
      await db.outbox.deleteAll(ids);
      const removed = new Set(ids);
      for (const id of ids) rows.delete(id);
      entries = entries.filter((entry) => !removed.has(entry.envelope.id));
      carried = carried.filter((one) => !removed.has(one.id));
      unreadable = unreadable.filter((row) => !removed.has(row.id));
      onChange(entries);
    },
    reload: () => inTurn(reload),
    unreadable: () => unreadable.length,
    copies: (which) => {
      const asked =
        which === 'unreadable'
          ? unreadable.filter((row) => row.refused === undefined)
          : entries.flatMap((entry) => (entry.state === 'waiting' ? (rows.get(entry.envelope.id) ?? []) : []));
      return asked.flatMap(({ id, forServer }) => (forServer ? [{ id, copy: forServer }] : []));
    },
    noteRefused: async (codes) => {
      const marked = unreadable.flatMap((row) => (codes.has(row.id) ? [{ ...row, refused: codes.get(row.id) ?? '' }] : []));
      await db.outbox.putAll(marked);
      for (const row of marked) rows.set(row.id, row);
      unreadable = unreadable.map((row) => rows.get(row.id) ?? row);
      onChange(entries);
    },
    refusedUnread: () => unreadable.flatMap((row) => row.refused ?? []),
    sealMissing: () =>
      inTurn(async () => {
        const seal = sealForServer();
        if (!seal) return;
        for (const [at, entry] of entries.entries()) {
          const row = rows.get(entry.envelope.id);
          if (!row || row.forServer || entry.state !== 'waiting') continue;
          const whole = { ...row, forServer: await seal(entry.envelope, buildsOn(entries.slice(0, at), entry)) };
          await db.outbox.put(whole);
          rows.set(row.id, whole);
        }
        onChange(entries);
      }),
    unsealed: () => entries.filter((entry) => entry.state === 'waiting' && !rows.get(entry.envelope.id)?.forServer).length,
    noteGiven: (ids, at) =>
      inTurn(async () => {
        const given = new Set(ids);
        await replace(entries.filter((entry) => given.has(entry.envelope.id)).map((entry) => ({ ...entry, givenAt: at })));
      }),
    carried: () => carried,
    carry: (taken) =>
      inTurn(async () => {
        const fresh = taken.filter(({ id }) => !rows.has(id));
        const known = taken.filter(({ id }) => carried.some((one) => one.id === id));
        const seal = async ({ id, copy, ...rest }: Carried) => ({ id, forServer: copy, sealed: await sealer.seal(id, { carried: rest }) });
        for (const row of await putSafely(await Promise.all(fresh.map(seal)))) rows.set(row.id, row);
        const again = await Promise.all(known.map(async (one) => ({ ...(await seal(one)), seq: rows.get(one.id)?.seq ?? 0 })));
        await db.outbox.putAll(again);
        for (const row of again) rows.set(row.id, row);
        carried = [...carried.filter((one) => !known.some(({ id }) => id === one.id)), ...known, ...fresh];
        onChange(entries);
        return fresh.length;
      }),
    rewrite,
  };
}

/** One broken entry must not lock its author out of the others. */
async function openRow(sealer: Sealer, row: Waiting): Promise<OutboxEntry | CarriedEntry | null> {
  try {
    return (await sealer.open(row.id, row.sealed)) as OutboxEntry | CarriedEntry;
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

function asCarried({ id, forServer }: Waiting, { carried }: CarriedEntry): Carried {
  return { ...carried, id, copy: forServer ?? new Uint8Array() };
}

/** Earlier entries on the same rows, still here: without them this one means nothing, or something else. */
function buildsOn(earlier: readonly OutboxEntry[], entry: OutboxEntry): string[] {
  const own = new Set(rowsOf(entry));
  return earlier.filter((one) => rowsOf(one).some((row) => own.has(row))).map((one) => one.envelope.id);
}

/** The rows a command makes or changes. */
export function rowsOf(entry: OutboxEntry): string[] {
  return entry.previews.map((preview) => `${preview.table}/${preview.id}`);
}

/**
 * What was built on a refused change is refused with it, unsent: sent alone it might overwrite a colleague's version in silence. A human
 * looks at both.
 */
function holdBackWhatFollows(entries: OutboxEntry[]): OutboxEntry[] {
  const refused = new Set<string>();
  return entries.map((entry) => {
    const follows = entry.state === 'waiting' && rowsOf(entry).some((row) => refused.has(row));
    const next: OutboxEntry = follows ? { ...entry, state: 'refused', refusal: { code: 'follows_refused' } } : entry;
    if (next.state === 'refused') for (const row of rowsOf(next)) refused.add(row);
    return next;
  });
}

function withAnswer(entry: OutboxEntry, answer: CommandAnswer | undefined): OutboxEntry {
  if (!answer || entry.state !== 'waiting') return entry;
  if (answer.outcome === 'accepted') return { ...entry, state: 'accepted', position: answer.position };
  if (answer.outcome === 'refused') return { ...entry, state: 'refused', refusal: answer.refusal };
  return entry;
}
