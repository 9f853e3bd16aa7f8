/** What a vault that has just been made begins with. */
import { openLocalDb } from '../local-db.ts';
import { makeSeals } from '../seal.ts';
import { emptyAllButOutbox } from './emptying.ts';
import type { LegacyStore } from './legacy.ts';
import type { Registry } from './registry.ts';
import type { OpenVault } from './vault.ts';

/**
 * The rows of an unwrapped store move in, where there was one; else it begins empty, and everything synced comes from the server. Entries that
 * an earlier passphrase sealed stay beside: their sealed copies are still on their way.
 */
export async function fillNewVault(registry: Registry, { record, keyring }: OpenVault, legacy: LegacyStore | null): Promise<void> {
  const db = openLocalDb(record.id);
  try {
    await emptyAllButOutbox(db);
    if (legacy) {
      // The record first: should the app end in the middle, the vault is there, and the old store is moved at the next try.
      await registry.add(record);
      await legacy.moveInto(db, makeSeals(keyring, record.id));
    } else await registry.add(record);
  } finally {
    db.close();
  }
}
