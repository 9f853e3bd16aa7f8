/** Sealing a whole store anew under the current data key; what was interrupted goes on at the next unlock. */
import type { LocalDb } from '../local-db.ts';
import { keyIdOf, makeSeals, SealBroken } from '../seal.ts';
import type { Registry } from './registry.ts';
import { isDueForNewKey, type OpenVault, withNewDataKey, withOnlyCurrentKey } from './vault.ts';

/** Pieces of one table that are moved to another as they are, and stay bound to the first. */
const sealedAs: Readonly<Record<string, string>> = { sent: 'outbox' };

type Piece = { sealed?: Uint8Array<ArrayBuffer> } & Record<string, unknown>;

/** A new data key once a year. @returns the vault as it is afterwards */
export async function renewIfDue(registry: Registry, db: LocalDb, vault: OpenVault, now = Date.now()): Promise<OpenVault> {
  let open = vault;
  if (isDueForNewKey(open.record, now)) {
    open = await withNewDataKey(open, now);
    // Kept before anything is sealed with it.
    const { keys, current } = open.record;
    await registry.change(open.record.id, (record) => ({ ...record, keys, current }));
  }
  if (open.record.keys.length === 1) return open;
  await sealAnew(db, open);
  const record = (await registry.change(open.record.id, withOnlyCurrentKey)) ?? withOnlyCurrentKey(open.record);
  return { ...open, record };
}

async function sealAnew(db: LocalDb, { record, keyring }: OpenVault): Promise<void> {
  const seals = makeSeals(keyring, record.id);
  for (const table of db.tables) {
    const sealer = seals.of(sealedAs[table.name] ?? table.name);
    const all = (await table.toArray()) as Piece[];
    const old = all.filter((row) => row.sealed && row.sealed[0] === 2 && keyIdOf(row.sealed) !== keyring.current);
    const renewed = await Promise.all(
      old.map(async (row) => {
        const place = String(row[table.key]);
        try {
          return { ...row, sealed: await sealer.seal(place, await sealer.open(place, row.sealed as Uint8Array<ArrayBuffer>)) };
        } catch (error) {
          // What does not open stays as it is: whoever opens the store finds it, says so and fetches it again.
          if (error instanceof SealBroken) return null;
          throw error;
        }
      }),
    );
    await table.putAll(renewed.filter((row) => row !== null));
  }
}
