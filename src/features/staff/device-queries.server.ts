/** All SQL on colleagues' devices, for administrators. Row security keeps it to their own organisation. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import type { DeviceFacts } from './staff-policy.ts';

type OneDevice = { staffId: string; deviceId: string };

export async function findDeviceForChange(tx: Tx, orgId: string, { staffId, deviceId }: OneDevice): Promise<DeviceFacts | undefined> {
  const row = await tx
    .selectFrom('devices')
    .select(['id', 'staffId', 'revokedAt'])
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .where('id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst();
  return row && { id: row.id, staffId: row.staffId, ended: row.revokedAt !== null };
}

export async function endDevice(tx: Tx, orgId: string, { staffId, deviceId }: OneDevice): Promise<void> {
  await tx
    .updateTable('devices')
    .set({ revokedAt: sql<string>`now()` })
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .where('id', '=', deviceId)
    .execute();
}

export type MemberDevice = { id: string; label: string; firstSeenAt: string; lastSeenAt: string; endedAt: string | null };

/** Those that may be used first, the latest used before others. */
export async function listDevicesOf(tx: Tx, orgId: string, staffId: string, limit: number): Promise<MemberDevice[]> {
  return tx
    .selectFrom('devices')
    .select(['id', 'label', 'firstSeenAt', 'lastSeenAt', 'revokedAt as endedAt'])
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .orderBy(sql`revoked_at is not null`)
    .orderBy('lastSeenAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
