/** All SQL on colleagues' devices. Administrators see those of their organisation, by row security; supervisors theirs, by a function. */
import { sql } from 'kysely';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';
import { type DeviceFacts, mayAdminister } from './staff-policy.ts';

type OneDevice = { staffId: string; deviceId: string };

export async function findDeviceForChange(tx: Tx, actor: Actor, { staffId, deviceId }: OneDevice): Promise<DeviceFacts | undefined> {
  const row =
    mayAdminister(actor) === null
      ? await lockDevice(tx, actor.orgId, { staffId, deviceId })
      : await findSupervised(tx, { staffId, deviceId });
  return row && { id: deviceId, staffId, ended: row.revokedAt !== null };
}

async function lockDevice(tx: Tx, orgId: string, { staffId, deviceId }: OneDevice): Promise<{ revokedAt: string | null } | undefined> {
  return tx
    .selectFrom('devices')
    .select('revokedAt')
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .where('id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst();
}

async function findSupervised(tx: Tx, { staffId, deviceId }: OneDevice): Promise<{ revokedAt: string | null } | undefined> {
  const found = await sql<{ revokedAt: string | null }>`
    select revoked_at from kith.supervised_devices() where staff_id = ${staffId} and id = ${deviceId}`.execute(tx);
  return found.rows[0];
}

export async function endDevice(tx: Tx, actor: Actor, { staffId, deviceId, everyone }: OneDevice & { everyone: boolean }): Promise<void> {
  if (mayAdminister(actor) !== null) {
    await sql`select kith.end_supervised_device(${deviceId}, ${staffId}, ${everyone})`.execute(tx);
    return;
  }
  let ending = tx
    .updateTable('devices')
    .set({ revokedAt: sql<string>`now()` })
    .where('orgId', '=', actor.orgId)
    .where('id', '=', deviceId)
    .where('revokedAt', 'is', null);
  if (!everyone) ending = ending.where('staffId', '=', staffId);
  await ending.execute();
}

export type MemberDevice = {
  staffId: string;
  id: string;
  label: string;
  firstSeenAt: string;
  lastSeenAt: string;
  endedAt: string | null;
  wipedAt: string | null;
  /** How many others use it. */
  others: number;
};

/** Those that may be used first, the latest used before others. */
export async function listDevicesOf(tx: Tx, orgId: string, staffId: string, limit: number): Promise<MemberDevice[]> {
  return tx
    .selectFrom('devices')
    .select(['staffId', 'id', 'label', 'firstSeenAt', 'lastSeenAt', 'revokedAt as endedAt', 'wipedAt'])
    .select(
      sql<number>`(select count(*)::integer from kith.devices o
        where o.org_id = devices.org_id and o.id = devices.id and o.staff_id <> devices.staff_id and o.revoked_at is null)`.as('others'),
    )
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .orderBy(sql`revoked_at is not null`)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Of everybody I supervise; those of others who use the same device and whom I do not supervise are not counted. */
export async function listSupervisedDevices(tx: Tx, limit: number): Promise<MemberDevice[]> {
  const found = await sql<MemberDevice>`
    with mine as (select * from kith.supervised_devices())
    select d.staff_id, d.id, d.label, d.first_seen_at, d.last_seen_at, d.revoked_at as ended_at, d.wiped_at,
      (select count(*)::integer from mine o where o.id = d.id and o.staff_id <> d.staff_id and o.revoked_at is null) as others
    from mine d order by d.revoked_at is not null, d.last_seen_at desc, d.id limit ${limit}`.execute(tx);
  return found.rows;
}
