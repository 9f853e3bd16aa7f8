/** Synced rows in memory, sealed on the disk, and previews of unsent commands laid over them. Only the feed writes synced rows. */
import type { FeedTable, PreviewRow } from '../shared/command.ts';
import type { Cursor, FeedPage, FeedRow } from '../shared/feed.ts';
import type { Chunk, LocalDb } from './local-db.ts';
import type { Rows } from './rows.ts';
import type { Sealer } from './seal.ts';

/** Where the device has got to, saved in the same transaction as the rows it speaks of. */
export type SyncState = { cursor: Cursor | null; reachMark: string | null; held: string[]; overCap: number };

const nothingYet: SyncState = { cursor: null, reachMark: null, held: [], overCap: 0 };
const syncStateKey = 'sync';

type Stored = { id: string } & Record<string, unknown>;

export type Store = {
  state: () => SyncState;
  /** A synced row as the feed brought it, without previews. */
  synced: (table: FeedTable, id: string) => Stored | undefined;
  rows: <T extends FeedTable>(table: T) => ReadonlyMap<string, Rows[T]>;
  /** Rows and cursor in one transaction: a crash leaves either the old state or the new one. */
  apply: (page: FeedPage) => Promise<void>;
  /** Told by the outbox whenever what is unsent changes. */
  setPreviews: (previews: PreviewRow[]) => void;
  /** Reads everything from the disk again, after another tab wrote. */
  reload: () => Promise<void>;
};

export async function openStore(db: LocalDb, sealer: Sealer, onChange: () => void): Promise<Store> {
  /** chunk key → rows by id */
  let chunks = new Map<string, Map<string, Stored>>();
  let state = nothingYet;
  let previews: PreviewRow[] = [];
  let shown = new Map<FeedTable, ReadonlyMap<string, Stored>>();

  const changed = () => {
    shown = new Map();
    onChange();
  };

  const reload = async () => {
    const saved = await db.chunks.toArray();
    const opened = await Promise.all(
      saved.map(async (chunk) => [chunk.key, (await sealer.open(chunk.key, chunk.sealed)) as Stored[]] as const),
    );
    chunks = new Map(opened.map(([key, rows]) => [key, new Map(rows.map((row) => [row.id, row]))]));
    const note = await db.notes.get(syncStateKey);
    state = note ? ((await sealer.open(syncStateKey, note.sealed)) as SyncState) : nothingYet;
    changed();
  };
  await reload();

  const apply = async (page: FeedPage) => {
    const next = page.restart ? new Map<string, Map<string, Stored>>() : new Map(chunks);
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
    for (const row of page.rows) chunkToChange(keyOf(row)).set(row.id, row.row as Stored);

    const nextState: SyncState = page.restart
      ? nothingYet
      : {
          cursor: page.cursor,
          reachMark: page.reachMark,
          held: [...state.held.filter((id) => !lost.has(id)), ...page.gained],
          overCap: page.overCap,
        };
    // Sealing waits for the browser's crypto, which would end an open transaction: so everything is sealed first.
    const sealed: Chunk[] = await Promise.all(
      [...touched].map(async (key) => ({
        key,
        scopeId: scopeOf(key),
        sealed: await sealer.seal(key, [...(next.get(key)?.values() ?? [])]),
      })),
    );
    const note = { key: syncStateKey, sealed: await sealer.seal(syncStateKey, nextState) };
    await db.transaction('rw', db.chunks, db.notes, async () => {
      if (page.restart) await db.chunks.clear();
      if (lost.size > 0)
        await db.chunks
          .where('scopeId')
          .anyOf([...lost])
          .delete();
      await db.chunks.bulkPut(sealed);
      await db.notes.put(note);
    });
    chunks = next;
    state = nextState;
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
    setPreviews: (next) => {
      previews = next;
      changed();
    },
    reload,
  };
}

/** An edit of a row this device does not hold shows nothing; a new row must name its id. */
function layOver(all: Map<string, Stored>, preview: PreviewRow): void {
  const before = all.get(preview.id);
  if (!before && preview.set.id === undefined) return;
  all.set(preview.id, { ...before, ...preview.set, id: preview.id });
}

const keyOf = (row: FeedRow) => `${row.scopeId}/${row.table}`;
const scopeOf = (key: string) => key.slice(0, key.indexOf('/'));
const tableOf = (key: string) => key.slice(key.indexOf('/') + 1);
