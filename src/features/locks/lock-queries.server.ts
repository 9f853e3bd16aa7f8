/** All SQL on locks. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import { type LockRow, lockableTables } from './lock.ts';

const columns = [
  ...(['id', 'personId', 'covers', 'itemTable', 'itemId', 'staffId', 'role', 'outsideName', 'outsideKey', 'words'] as const),
  ...(['setBy', 'setAt', 'liftedBy', 'liftedAt', 'version'] as const),
] as const;
type Narrow = Pick<LockRow, 'covers' | 'itemTable'>;

export async function listLockRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: LockRow[] = await tx
    .selectFrom('locks')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('locks', rows);
}

/** The locks that stand for this person, as far as the actor may know of them. */
export async function listStandingLocks(tx: Tx, orgId: string, personId: string): Promise<LockRow[]> {
  return tx
    .selectFrom('locks')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('liftedAt', 'is', null)
    .execute();
}

export async function findLockForChange(tx: Tx, orgId: string, of: { lockId: string; personId: string }): Promise<LockRow | undefined> {
  return tx
    .selectFrom('locks')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.lockId)
    .where('personId', '=', of.personId)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether the thing to be locked is this person's, as far as the actor may see. */
export async function isItemOf(
  tx: Tx,
  orgId: string,
  item: { table: LockRow['itemTable']; id: string | null; personId: string },
): Promise<boolean> {
  const table = lockableTables.find((each) => each === item.table);
  if (!table || item.id === null) return false;
  const found = await tx
    .selectFrom(table)
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', item.id)
    .where('personId', '=', item.personId)
    .executeTakeFirst();
  return found !== undefined;
}

export async function insertLock(tx: Tx, orgId: string, lock: Omit<LockRow, 'liftedBy' | 'liftedAt' | 'version'>): Promise<void> {
  await tx
    .insertInto('locks')
    .values({ ...lock, orgId })
    .execute();
}

export async function updateLifted(tx: Tx, orgId: string, lockId: string, lifted: { by: string; at: string }): Promise<void> {
  await tx
    .updateTable('locks')
    .set({ liftedBy: lifted.by, liftedAt: lifted.at, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', lockId)
    .execute();
}
