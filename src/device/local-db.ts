/**
 * The device's database: sealed pieces under ids, nothing readable in keys or names.
 *
 * Synced rows are kept in one piece per person and table, so that unlocking opens hundreds of pieces, not tens of thousands. The outbox has
 * one piece per command, written with strict durability: once a screen has said "on this phone", it is on the disk.
 */
import { Dexie, type EntityTable } from 'dexie';

/** Rows of one table about one person (or the organisation). `key` is `<scopeId>/<table>`. */
export type Chunk = { key: string; scopeId: string; sealed: Uint8Array<ArrayBuffer> };

/** One command. `seq` keeps the order in which they were made. */
export type Waiting = { id: string; seq: number; sealed: Uint8Array<ArrayBuffer> };

/** Cursor, identity and packs; drafts of forms. */
export type Note = { key: string; sealed: Uint8Array<ArrayBuffer> };

export type LocalDb = Dexie & {
  chunks: EntityTable<Chunk, 'key'>;
  outbox: EntityTable<Waiting, 'id'>;
  notes: EntityTable<Note, 'key'>;
};

/** Each user of a shared phone has a database of their own. */
export function openLocalDb(staffId: string): LocalDb {
  const db = new Dexie(`kith-${staffId}`, { chromeTransactionDurability: 'strict' }) as LocalDb;
  db.version(1).stores({ chunks: 'key, scopeId', outbox: 'id, seq', notes: 'key' });
  return db;
}

/** Keys live apart from what they open. They cannot be exported by script; issue 3 wraps them by passkey and passphrase. */
type KeyDb = Dexie & { keys: EntityTable<{ staffId: string; key: CryptoKey }, 'staffId'> };

export async function deviceKeyOf(staffId: string): Promise<CryptoKey> {
  const db = new Dexie('kith-keys', { chromeTransactionDurability: 'strict' }) as KeyDb;
  db.version(1).stores({ keys: 'staffId' });
  try {
    const known = await db.keys.get(staffId);
    if (known) return known.key;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // `add` fails when another tab was faster; then its key is the one.
    await db.keys.add({ staffId, key }).catch(() => undefined);
    return (await db.keys.get(staffId))?.key ?? key;
  } finally {
    db.close();
  }
}
