/**
 * The device's database: sealed pieces under ids, nothing readable in keys or names.
 *
 * Synced rows are kept in one piece per person and table, so that unlocking opens hundreds of pieces, not tens of thousands. The outbox has
 * one piece per command, written with strict durability: once a screen has said "on this phone", it is on the disk.
 */
import { type Database, openDatabase, type WatchWrites } from './database.ts';

/** Rows of one table about one person (or the organisation). `key` and `scopeId` are keyed hashes of `<scopeId>/<table>` and `<scopeId>`. */
export type Chunk = { key: string; scopeId: string; sealed: Uint8Array<ArrayBuffer> };

/**
 * One command. `seq` keeps the order in which they were made.
 * `forServer`: its copy sealed to the server (`seal-for-server.ts`), which outlives the keys of this store; null until the server's key is known.
 */
export type Waiting = {
  id: string;
  seq: number;
  sealed: Uint8Array<ArrayBuffer>;
  forServer?: Uint8Array<ArrayBuffer> | null;
  /** Why the server did not take the copy of an entry that does not open here any more: a code, and all that can be said of it. */
  refused?: string;
};

/**
 * A command the server took and this device read back, kept for a while in case the server is restored to a state before it. `sealed` is the
 * outbox's piece, `day` the server's day (days since 1970) on which it was matched, so that old ones can be let go of unopened.
 */
export type Sent = Waiting & { day: number };

/** Cursor, identity and packs; drafts of forms. */
export type Note = { key: string; sealed: Uint8Array<ArrayBuffer> };

type StoredRows = { chunks: Chunk; outbox: Waiting; sent: Sent; notes: Note };
export type TableName = keyof StoredRows;
export type LocalDb = Database<StoredRows>;

/**
 * The version counts tenths: a new ten is a store that older apps cannot use; in between only tables or indexes are added, so that an older app
 * goes on with such a store (`store-version.ts`). 10 had no `sent`.
 */
export const storeVersion = 11;

/**
 * Each user of a shared phone has a database of their own.
 * @param vaultId a random id that is used nowhere else: it names no one
 */
export function openLocalDb(vaultId: string, watch?: WatchWrites): LocalDb {
  return openDatabase<StoredRows>({
    name: localDbName(vaultId),
    version: storeVersion,
    tables: {
      chunks: { key: 'key', indexes: ['scopeId'] },
      outbox: { key: 'id', indexes: ['seq'] },
      sent: { key: 'id', indexes: ['day'] },
      notes: { key: 'key', indexes: [] },
    },
    watch,
  });
}

export function localDbName(vaultId: string): string {
  return `kith-${vaultId}`;
}

/** The sealed rows as they lie on the disk: reading them needs no key. */
export async function readSealedRows(vaultId: string): Promise<Chunk[]> {
  const db = openLocalDb(vaultId);
  try {
    return await db.chunks.toArray();
  } finally {
    db.close();
  }
}

/** Entries that are only on this device, counted without opening them. */
export async function countOutbox(vaultId: string): Promise<number> {
  const db = openLocalDb(vaultId);
  try {
    return await db.outbox.count();
  } finally {
    db.close();
  }
}
