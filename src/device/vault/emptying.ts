/** Taking a store apart: after the tenth wrong passphrase, by order of a colleague, or to fill it anew with new keys. */
import { deleteDatabase } from '../database.ts';
import { type LocalDb, localDbName, openLocalDb, type TableName } from '../local-db.ts';
import { type Registry, throwKeysAway } from './registry.ts';

/**
 * Everything but the outbox goes, keys first. The outbox's rows can no longer be opened here, but each carries a copy that the server can
 * open (`forServer`), and so they are kept until they were handed over.
 */
export async function clearStore(registry: Registry, vaultId: string): Promise<void> {
  await throwKeysAway(registry, vaultId);
  await withDb(vaultId, emptyAllButOutbox);
}

export async function emptyAllButOutbox(db: LocalDb): Promise<void> {
  const others = db.tables.map((table) => table.name as TableName).filter((name) => name !== 'outbox');
  await db.transaction(others, async (tables) => {
    for (const name of others) await tables[name].clear();
  });
}

/**
 * By order of a colleague, or of the person themself: keys, then rows, then the database. Entries nobody has been handed yet stay, as sealed
 * copies, and so does the record that says whose they are.
 * @returns how many entries stay
 */
export async function wipeStore(registry: Registry, vaultId: string): Promise<number> {
  await clearStore(registry, vaultId);
  const left = await withDb(vaultId, (db) => db.outbox.count());
  if (left > 0) return left;
  await deleteDatabase(localDbName(vaultId));
  await registry.remove(vaultId);
  return 0;
}

async function withDb<T>(vaultId: string, work: (db: LocalDb) => Promise<T>): Promise<T> {
  const db = openLocalDb(vaultId);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
