/** All SQL on looks. They are only ever added: nobody is granted UPDATE or DELETE. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { LookRow } from './look.ts';

const columns = ['id', 'personId', 'staffId', 'what', 'lookedAt', 'offline'] as const;
type Narrow = { what: LookRow['what'] };

/** A phone holds the last quarter; older ones are asked for. */
export const daysOfLooksOnDevice = 90;

export async function insertLook(tx: Tx, orgId: string, look: LookRow): Promise<void> {
  await tx
    .insertInto('looks')
    .values({ ...look, orgId })
    .execute();
}

export async function listLookRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const query = tx.selectFrom('looks').select(columns).$narrowType<Narrow>().where('orgId', '=', orgId).where(isAsked(which));
  const recent = sql<string>`now() - ${daysOfLooksOnDevice} * interval '1 day'`;
  const rows: LookRow[] = await ('people' in which ? query.where('lookedAt', '>', recent) : query).execute();
  return rowsOf('looks', rows);
}

/** Looks at one person before a moment, newest first. */
export async function listLooksBefore(
  tx: Tx,
  orgId: string,
  asked: { personId: string; before: string; limit: number },
): Promise<LookRow[]> {
  return tx
    .selectFrom('looks')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('personId', '=', asked.personId)
    .where('lookedAt', '<', asked.before)
    .orderBy('lookedAt', 'desc')
    .limit(asked.limit)
    .execute();
}
