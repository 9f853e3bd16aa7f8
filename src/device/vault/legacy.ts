/**
 * Stores from before there were vaults: sealed under a key that lay beside them, unwrapped. Their rows move into the vault, and the old key
 * is deleted as soon as they are there. Unsent entries move first of all, and nothing is deleted before everything was read back.
 */
import type { IDBPDatabase } from 'idb';
import { deleteDatabase, openAsItIs } from '../database.ts';
import type { LocalDb } from '../local-db.ts';
import type { Seals } from '../seal.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type OldPiece = { sealed: Bytes };

const lastUserKey = 'kith-last-user';
const keysName = 'kith-keys';

/** The member of staff whose unwrapped store this browser opened last. */
export async function legacyUser(): Promise<string | null> {
  const staffId = localStorage.getItem(lastUserKey);
  return staffId !== null && (await oldKeyOf(staffId)) ? staffId : null;
}

export type LegacyStore = {
  /** What a note of the old store says; undefined when it is not there or does not open. */
  note: (key: string) => Promise<unknown>;
  moveInto: (db: LocalDb, seals: Seals) => Promise<void>;
  close: () => void;
};

/** @returns null when there is no such store, or its key is gone */
export async function openLegacyStore(staffId: string): Promise<LegacyStore | null> {
  const key = await oldKeyOf(staffId);
  const old = key && (await openAsItIs(`kith-${staffId}`));
  if (!old) return null;
  const open = (place: string, sealed: Bytes) => openOld(key, staffId, place, sealed);
  return {
    note: async (place) => {
      const note = (await old.get('notes', place)) as OldPiece | undefined;
      return note && (await open(place, note.sealed));
    },
    moveInto: async (db, seals) => {
      await move(old, db, { open, seals });
      old.close();
      await forgetLegacyKey(staffId);
      await deleteDatabase(`kith-${staffId}`);
      if (localStorage.getItem(lastUserKey) === staffId) localStorage.removeItem(lastUserKey);
    },
    close: () => old.close(),
  };
}

type Moving = { open: (place: string, sealed: Bytes) => Promise<unknown>; seals: Seals };

async function move(old: IDBPDatabase, db: LocalDb, { open, seals }: Moving): Promise<void> {
  const outbox = (await old.getAll('outbox')) as ({ id: string; seq: number } & OldPiece)[];
  const notes = (await old.getAll('notes')) as ({ key: string } & OldPiece)[];
  const entries = await Promise.all(
    outbox.map(async (row) => {
      const value = await open(row.id, row.sealed);
      // One that does not open is carried over as it is: it is its author's, readable or not.
      return value === undefined ? row : { ...row, sealed: await seals.of('outbox').seal(row.id, value) };
    }),
  );
  const chunks = await Promise.all(
    ((await old.getAll('chunks')) as ({ key: string; scopeId: string } & OldPiece)[]).map(async (row) => {
      const rows = await open(row.key, row.sealed);
      if (rows === undefined) return null;
      const key = await seals.nameOf(row.key);
      const sealed = await seals.of('chunks').seal(key, { place: row.key, rows });
      return { key, scopeId: await seals.nameOf(row.scopeId), sealed };
    }),
  );
  const moved = await Promise.all(
    notes.map(async (row) => {
      const value = await open(row.key, row.sealed);
      return value === undefined ? null : { key: row.key, sealed: await seals.of('notes').seal(row.key, value) };
    }),
  );
  const whole = chunks.filter((chunk) => chunk !== null);
  await db.transaction(['outbox', 'chunks', 'notes'], async (tables) => {
    await tables.outbox.putAll(entries);
    await tables.chunks.putAll(whole);
    await tables.notes.putAll(moved.filter((note) => note !== null));
  });
  if ((await db.outbox.count()) < entries.length || (await db.chunks.count()) < whole.length)
    throw new Error('the store was not moved whole');
}

async function oldKeyOf(staffId: string): Promise<CryptoKey | null> {
  const db = await openAsItIs(keysName);
  if (!db) return null;
  try {
    const found = (await db.get('keys', staffId)) as { key: CryptoKey } | undefined;
    return found?.key ?? null;
  } finally {
    db.close();
  }
}

async function forgetLegacyKey(staffId: string): Promise<void> {
  const db = await openAsItIs(keysName);
  if (!db) return;
  await db.delete('keys', staffId);
  const left = await db.count('keys');
  db.close();
  if (left === 0) await deleteDatabase(keysName);
}

/** The envelope of before: version 1, nonce, ciphertext. Undefined when it does not open. */
async function openOld(key: CryptoKey, owner: string, place: string, sealed: Bytes): Promise<unknown> {
  const additionalData = new TextEncoder().encode(`kith/1/${owner}/${place}`);
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.slice(1, 13), additionalData }, key, sealed.slice(13));
    return JSON.parse(new TextDecoder().decode(text)) as unknown;
  } catch {
    return undefined;
  }
}
