/** All SQL on purges: what devices were told to delete, and said they did. Lines are made by `kith.note_sync`, never here. */
import { sql } from 'kysely';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';

/** @returns how many open lines about these people there were for this device */
export async function confirmPurges(tx: Tx, { orgId, staffId, deviceId }: Actor, personIds: readonly string[]): Promise<number> {
  if (deviceId === null) return 0;
  const result = await tx
    .updateTable('purges')
    .set({ confirmedAt: sql<string>`now()` })
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .where('deviceId', '=', deviceId)
    .where('personId', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .where('confirmedAt', 'is', null)
    .where('regainedAt', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** One device was told, at one moment, to delete so many people. Whom stays out of it. */
export type PurgeLine = { staffId: string; deviceId: string; toldAt: string; confirmedAt: string | null; people: number };

/** Unconfirmed first, then the newest. What a device may hold again before it confirmed is not counted: nothing had to go. */
export async function listPurgeLines(tx: Tx, orgId: string, limit: number): Promise<PurgeLine[]> {
  const result = await sql<PurgeLine>`
    select p.staff_id, p.device_id, p.told_at, p.confirmed_at, count(*)::int as people
    from kith.purges p
    where p.org_id = ${orgId} and p.regained_at is null
    group by p.staff_id, p.device_id, p.told_at, p.confirmed_at
    order by p.confirmed_at is not null, p.told_at desc, p.device_id
    limit ${limit}`.execute(tx);
  return result.rows;
}
