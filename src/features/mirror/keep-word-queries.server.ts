/** All SQL on kept mirror words. Row security shows each member of staff their own and nobody else's. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { MirrorKeepRow } from './mirror-keep.ts';

export async function insertMirrorKeep(tx: Tx, by: { orgId: string; staffId: string }, keep: MirrorKeepRow): Promise<void> {
  await tx
    .insertInto('mirrorKeeps')
    .values({ ...keep, orgId: by.orgId, staffId: by.staffId })
    .execute();
}

export async function listMirrorKeepRows(tx: Tx, orgId: string, ids: string[] | 'all'): Promise<FeedRow[]> {
  let query = tx.selectFrom('mirrorKeeps').select(['id', 'term', 'keptAt']).where('orgId', '=', orgId);
  if (ids !== 'all') query = query.where('id', '=', sql<string>`any(${ids}::uuid[])`);
  const rows: MirrorKeepRow[] = await query.execute();
  return rows.map((row) => ({ table: 'mirror_keeps', id: row.id, scopeId: orgId, row }));
}
