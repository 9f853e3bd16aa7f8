/** Synced rows in memory, sealed on the disk, and previews of unsent commands laid over them. Only the feed writes synced rows. */
import type { FeedTable, PreviewRow } from '../shared/command.ts';
import type { Cursor, FeedPage, FeedRow } from '../shared/feed.ts';
import type { Chunk, LocalDb } from './local-db.ts';
import type { Rows } from './rows.ts';
import { SealBroken, type Seals } from './seal.ts';

/** Where the device has got to, saved in the same transaction as the rows it speaks of. */
export type SyncState = {
  cursor: Cursor | null;
  reachMark: string | null;
  held: string[];
  overCap: number;
  /**
   * Since when rows of an older server are among these: how many whole pages of the newest one came after them. Null or absent: there are none.
   * Servers of two releases answer in turn only for minutes.
   */
  wholeSinceOlder?: number | null;
  /** People who were deleted here and of whom the server has not been told so yet. */
  unconfirmed?: string[];
};

const nothingYet: SyncState = { cursor: null, reachMark: null, held: [], overCap: 0 };
const syncStateKey = 'sync';
const wholePagesUntilHealed = 5;

/** What is sealed beside the rows: how many pieces there are, so that one that vanished is missed. */
type SealedState = SyncState & { pieces?: number };
/** What a piece holds. Its key tells nothing, so it says itself whose rows it has. */
type SealedChunk = { place: string; rows: Stored[] };

type Stored = { id: string } & Record<string, unknown>;

/** `unlessNewer`: of a command that is offered again. Others may have built on it since, so it does not hide a row of a higher version. */
export type LaidPreview = PreviewRow & { unlessNewer?: boolean };

export type Store = {
  state: () => SyncState;
  /** A synced row as the feed brought it, without previews. */
  synced: (table: FeedTable, id: string) => Stored | undefined;
  rows: <T extends FeedTable>(table: T) => ReadonlyMap<string, Rows[T]>;
  /** Rows and cursor in one transaction: a crash leaves either the old state or the new one. */
  apply: (page: FeedPage) => Promise<void>;
  /** The server is being told, by a command that is safely on this device, that these people were deleted. */
  purgeConfirmed: (people: readonly string[]) => Promise<void>;
  /** Told by the outbox whenever what is unsent changes. */
  setPreviews: (previews: LaidPreview[]) => void;
  /** Reads everything from the disk again, after another tab wrote. */
  reload: () => Promise<void>;
  /** Opens one table's rows from the disk, to look something up, and keeps none of them. */
  peek: <T extends FeedTable>(table: T) => Promise<Rows[T][]>;
  /** Pieces that did not open or are gone; the rest is shown, and the next sync fetches everything anew. 0 when all is well. */
  damaged: () => number;
  /** Writes everything again from memory, after the browser took the store away. */
  rewrite: () => Promise<void>;
};

export type StoreOptions = {
  /** False: nothing is opened, and the store looks empty (the lease to read has ended). */
  isRead?: boolean;
  /** The sealed pieces, where somebody has begun to read them from the disk already. */
  ahead?: Promise<Chunk[]> | undefined;
};

export async function openStore(db: LocalDb, seals: Seals, onChange: () => void, options: StoreOptions = {}): Promise<Store> {
  const notes = seals.of('notes');
  const pieces = seals.of('chunks');
  /** chunk key → rows by id */
  let chunks = new Map<string, Map<string, Stored>>();
  let state = nothingYet;
  let previews: LaidPreview[] = [];
  let shown = new Map<FeedTable, ReadonlyMap<string, Stored>>();
  let damaged = 0;

  const changed = () => {
    shown = new Map();
    onChange();
  };

  const isRead = options.isRead ?? true;
  let ahead = options.ahead;
  const reload = async () => {
    if (!isRead) return;
    const saved = (await ahead) ?? (await db.chunks.toArray());
    ahead = undefined;
    const opened = await Promise.all(saved.map((chunk) => openOr(() => pieces.open(chunk.key, chunk.sealed) as Promise<SealedChunk>)));
    const whole = opened.filter((chunk) => chunk !== undefined);
    chunks = new Map(whole.map(({ place, rows }) => [place, new Map(rows.map((row) => [row.id, row]))]));
    const note = await db.notes.get(syncStateKey);
    const sealedState = note && (await openOr(() => notes.open(syncStateKey, note.sealed) as Promise<SealedState>));
    const missing = Math.max(0, (sealedState?.pieces ?? 0) - saved.length);
    // Rows without a cursor: what says how far they go was taken away, so they cannot be trusted to be all.
    const isCursorLost = sealedState === undefined && (note !== undefined || saved.length > 0);
    damaged = saved.length - whole.length + missing + (isCursorLost ? 1 : 0);
    state = damaged === 0 ? stateOf(sealedState) : startAgain(sealedState);
    changed();
  };
  await reload();

  const sealedChunk = async (place: string, from: ReadonlyMap<string, Map<string, Stored>>): Promise<Chunk> => {
    const [key, scopeId] = await Promise.all([seals.nameOf(place), seals.nameOf(scopeOf(place))]);
    return { key, scopeId, sealed: await pieces.seal(key, { place, rows: [...(from.get(place)?.values() ?? [])] }) };
  };

  const apply = async (page: FeedPage) => {
    // A device that holds nobody whole begins from nothing, also when it still has rows that are to come again.
    const beginsAnew = page.restart || (state.cursor === null && state.held.length === 0);
    const next = beginsAnew ? new Map<string, Map<string, Stored>>() : new Map(chunks);
    const touched = new Set<string>();
    const chunkToChange = (key: string) => {
      const own = touched.has(key) ? next.get(key) : new Map(next.get(key));
      const rows = own ?? new Map<string, Stored>();
      next.set(key, rows);
      touched.add(key);
      return rows;
    };
    const lost = new Set(page.lost);
    for (const key of next.keys()) if (lost.has(scopeOf(key))) next.delete(key);
    for (const gone of page.gone) {
      for (const [key, rows] of next) if (tableOf(key) === gone.table && rows.has(gone.id)) chunkToChange(key).delete(gone.id);
    }
    for (const row of page.rows) {
      const chunk = chunkToChange(keyOf(row));
      // What an older server does not know of is kept until a newer one says it again.
      chunk.set(row.id, (page.older ? { ...chunk.get(row.id), ...row.row } : row.row) as Stored);
    }

    // Written with the rows themselves, so that a crash between deleting and saying so forgets neither.
    const isBack = new Set(page.gained);
    const unconfirmed = [...new Set([...(state.unconfirmed ?? []), ...page.lost])].filter((id) => !isBack.has(id));
    const before = state.wholeSinceOlder ?? null;
    const wholeSinceOlder = page.older ? 0 : before === null || page.more ? before : before + 1;
    // What came from the older server may lack a field, or have an old value of it: once that is gone for good, all of it comes again.
    const isPatchy = wholeSinceOlder !== null && wholeSinceOlder >= wholePagesUntilHealed;
    const nextState: SyncState = page.restart
      ? // The mark stays: it says which shape of rows this device has met, and so keeps servers of two releases from sending it back and forth.
        { ...nothingYet, reachMark: page.reachMark, unconfirmed }
      : {
          cursor: isPatchy ? null : page.cursor,
          wholeSinceOlder: isPatchy ? null : wholeSinceOlder,
          reachMark: page.reachMark,
          held: isPatchy ? [] : [...state.held.filter((id) => !lost.has(id)), ...page.gained],
          overCap: page.overCap,
          unconfirmed,
        };
    // Sealing waits for the browser's crypto, which would end an open transaction: so everything is sealed first.
    const sealed = await Promise.all([...touched].map((place) => sealedChunk(place, next)));
    const lostNames = await Promise.all([...lost].map((id) => seals.nameOf(id)));
    const counted: SealedState = { ...nextState, pieces: next.size };
    const note = { key: syncStateKey, sealed: await notes.seal(syncStateKey, counted) };
    await db.transaction(['chunks', 'notes'], async (tables) => {
      if (beginsAnew) await tables.chunks.clear();
      await tables.chunks.deleteWhere('scopeId', lostNames);
      await tables.chunks.putAll(sealed);
      await tables.notes.put(note);
    });
    chunks = next;
    state = nextState;
    if (beginsAnew) damaged = 0;
    changed();
  };

  const rows = <T extends FeedTable>(table: T): ReadonlyMap<string, Rows[T]> => {
    let found = shown.get(table);
    if (!found) {
      const all = new Map<string, Stored>();
      for (const [key, inChunk] of chunks) if (tableOf(key) === table) for (const [id, row] of inChunk) all.set(id, row);
      for (const preview of previews) if (preview.table === table) layOver(all, preview);
      found = all;
      shown.set(table, found);
    }
    return found as unknown as ReadonlyMap<string, Rows[T]>;
  };

  return {
    state: () => state,
    synced: (table, id) => {
      for (const [key, inChunk] of chunks) {
        if (tableOf(key) !== table) continue;
        const row = inChunk.get(id);
        if (row) return row;
      }
      return undefined;
    },
    rows,
    apply,
    purgeConfirmed: async (people) => {
      const told = new Set(people);
      const next = { ...state, unconfirmed: (state.unconfirmed ?? []).filter((id) => !told.has(id)) };
      const counted: SealedState = { ...next, pieces: chunks.size };
      await db.notes.put({ key: syncStateKey, sealed: await notes.seal(syncStateKey, counted) });
      state = next;
    },
    setPreviews: (next) => {
      previews = next;
      changed();
    },
    reload,
    peek: async <T extends FeedTable>(table: T) => {
      const saved = await db.chunks.toArray();
      const opened = await Promise.all(saved.map((chunk) => openOr(() => pieces.open(chunk.key, chunk.sealed) as Promise<SealedChunk>)));
      return opened.flatMap((chunk) => (chunk && tableOf(chunk.place) === table ? (chunk.rows as unknown as Rows[T][]) : []));
    },
    damaged: () => damaged,
    rewrite: async () => {
      const sealed = await Promise.all([...chunks.keys()].map((place) => sealedChunk(place, chunks)));
      const counted: SealedState = { ...state, pieces: chunks.size };
      const note = { key: syncStateKey, sealed: await notes.seal(syncStateKey, counted) };
      await db.transaction(['chunks', 'notes'], async (tables) => {
        await tables.chunks.putAll(sealed);
        await tables.notes.put(note);
      });
    },
  };
}

/** Undefined where the seal does not open. */
async function openOr<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

function stateOf(sealed: SealedState | undefined): SyncState {
  if (!sealed) return nothingYet;
  const { pieces: _pieces, ...state } = sealed;
  return state;
}

/** From nothing, as a new device: everything comes whole. What is still to be confirmed stays so. */
function startAgain(sealed: SealedState | undefined): SyncState {
  return { ...stateOf(sealed), cursor: null, held: [] };
}

/** An edit of a row this device does not hold shows nothing; a new row must name its id. */
function layOver(all: Map<string, Stored>, preview: LaidPreview): void {
  const before = all.get(preview.id);
  if (preview.unlessNewer && Number(before?.version) > Number(preview.set.version)) return;
  if (!before && preview.set.id === undefined) return;
  all.set(preview.id, { ...before, ...preview.set, id: preview.id });
}

const keyOf = (row: FeedRow) => `${row.scopeId}/${row.table}`;
const scopeOf = (key: string) => key.slice(0, key.indexOf('/'));
const tableOf = (key: string) => key.slice(key.indexOf('/') + 1);
