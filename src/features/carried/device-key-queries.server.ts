/** All SQL on devices' signing keys. Row security shows each member of staff their own; others' are asked for at the door, one by one. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';

export async function countDeviceKeys(tx: Tx, orgId: string, staffId: string): Promise<number> {
  const row = await tx
    .selectFrom('deviceKeys')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export type NewDeviceKey = { id: string; deviceId: string; publicKey: Buffer };

export async function insertDeviceKey(tx: Tx, by: { orgId: string; staffId: string }, key: NewDeviceKey): Promise<void> {
  await tx
    .insertInto('deviceKeys')
    .values({ ...key, orgId: by.orgId, staffId: by.staffId })
    .execute();
}

/** Keys this device of mine has made known, the newest last. */
export async function listDeviceKeyIds(tx: Tx, by: { orgId: string; staffId: string }, deviceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('deviceKeys')
    .select('id')
    .where('orgId', '=', by.orgId)
    .where('staffId', '=', by.staffId)
    .where('deviceId', '=', deviceId)
    .orderBy('registeredAt')
    .execute();
  return rows.map((row) => row.id);
}

export async function findColleague(tx: Tx, orgId: string, staffId: string): Promise<{ id: string } | undefined> {
  return tx.selectFrom('staff').select('id').where('orgId', '=', orgId).where('id', '=', staffId).executeTakeFirst();
}

/** What became of my commands: accepted, refused, or unknown here. */
export async function listDecided(tx: Tx, by: { orgId: string; staffId: string }, commandIds: readonly string[]) {
  return tx
    .selectFrom('receipts')
    .select(['commandId', 'position'])
    .where('orgId', '=', by.orgId)
    .where('actorId', '=', by.staffId)
    .where('commandId', '=', sql<string>`any(${commandIds}::uuid[])`)
    .execute();
}
