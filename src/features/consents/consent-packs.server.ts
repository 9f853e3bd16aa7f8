/** The kinds of consent of an organisation's packs, on the server. */
import { join } from 'node:path';
import { findConsentKind, type PackConsentKind } from '../../packs/consent-kinds.ts';
import { loadPackSet } from '../../packs/load-pack.server.ts';
import type { PackSet } from '../../packs/pack-schema.ts';
import type { Tx } from '../../server/db.ts';

const packsFolder = join(import.meta.dirname, '../../../packs');

/** Packs are files of the product and do not change while it runs. */
const known = new Map<string, Promise<PackSet>>();

/** The packs this organisation works with. */
export async function findPacks(tx: Tx, orgId: string): Promise<PackSet> {
  const { packs } = await tx.selectFrom('organisations').select('packs').where('orgId', '=', orgId).executeTakeFirstOrThrow();
  const key = packs.join('+');
  const found = known.get(key) ?? loadPackSet(packsFolder, packs);
  known.set(key, found);
  return found;
}

/** The kind of this code, or undefined where the organisation's packs have none. */
export async function findKind(tx: Tx, orgId: string, code: string): Promise<PackConsentKind | undefined> {
  return findConsentKind(await findPacks(tx, orgId), code);
}
