/** What is done between a vault's unlocking and its opening, and what can be begun before. */
import { ownerMark } from '../../shared/owner-mark.ts';
import { isThere } from '../database.ts';
import { deviceIdOfThisBrowser } from '../device-id.ts';
import { type Chunk, openLocalDb, readSealedRows } from '../local-db.ts';
import { makeSeals } from '../seal.ts';
import type { LegacyStore } from './legacy.ts';
import { aloneWith } from './open-locks.ts';
import type { Registry } from './registry.ts';
import { isDueForNewKey, type OpenVault } from './vault.ts';

/** Where an app without vaults kept whose store it opened last. */
const legacyKey = 'kith-last-user';

/** From the disk into memory while the passphrase is stretched; a disk that does not answer now is asked again, and then says why. */
export function readAhead(id: string): Promise<Chunk[]> {
  const reading = readSealedRows(id);
  reading.catch(() => undefined);
  return reading;
}

/**
 * What needs a store that no tab has open: moving in from an unwrapped one (also after an interruption), and new keys once a year.
 * @returns the same vault when nothing was to do; another object when rows were written
 */
export function putInOrder(registry: Registry, vault: OpenVault): Promise<OpenVault> {
  return aloneWith(vault.record.id, () => putAloneInOrder(registry, vault), vault);
}

async function putAloneInOrder(registry: Registry, vault: OpenVault): Promise<OpenVault> {
  const { record, keyring } = vault;
  const db = openLocalDb(record.id);
  try {
    const staffId = legacyStaffId();
    const legacy =
      staffId !== null && (await ownerMark(deviceIdOfThisBrowser(), staffId)) === record.owner ? await openLegacy(staffId) : null;
    await legacy?.moveInto(db, makeSeals(keyring, record.id));
    if (record.keys.length === 1 && !isDueForNewKey(record)) return legacy ? { ...vault } : vault;
    return await (await import('./renewing.ts')).renewIfDue(registry, db, vault);
  } finally {
    db.close();
  }
}

/** Whose unwrapped store this browser opened last, if it ever did. */
export function legacyStaffId(): string | null {
  return localStorage.getItem(legacyKey);
}

/** An unwrapped store of theirs, from before there were vaults. */
export async function openLegacy(staffId: string): Promise<LegacyStore | null> {
  if (!(await isThere(`kith-${staffId}`))) return null;
  return (await import('./legacy.ts')).openLegacyStore(staffId);
}
