/** All SQL on follow-ups. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { FollowUpRow } from './follow-up.ts';

export async function insertFollowUp(tx: Tx, orgId: string, followUp: Omit<FollowUpRow, 'status' | 'version'>): Promise<void> {
  await tx
    .insertInto('followUps')
    .values({ ...followUp, orgId })
    .execute();
}

/** Whether the actor sees this person and, if one is named, this contact of theirs. */
export async function isWithinReach(tx: Tx, orgId: string, of: { personId: string; contactId: string | null }): Promise<boolean> {
  const result = await sql<{ seen: boolean }>`
    select exists (select from kith.people p where p.org_id = ${orgId} and p.id = ${of.personId})
      and (${of.contactId}::uuid is null
        or exists (select from kith.contacts c where c.org_id = ${orgId} and c.id = ${of.contactId} and c.person_id = ${of.personId})) as seen`.execute(
    tx,
  );
  return result.rows[0]?.seen ?? false;
}

/** The row as it is now, locked until the transaction ends, so that two edits of one version cannot both succeed. */
export async function findFollowUpForChange(tx: Tx, orgId: string, id: string): Promise<FollowUpRow | undefined> {
  return tx
    .selectFrom('followUps')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateFollowUp(
  tx: Tx,
  orgId: string,
  id: string,
  set: Partial<Pick<FollowUpRow, 'words' | 'dueOn' | 'status' | 'ownerId'>>,
): Promise<void> {
  await tx
    .updateTable('followUps')
    .set({ ...set, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

export async function listFollowUpRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: FollowUpRow[] = await tx
    .selectFrom('followUps')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('follow_ups', rows);
}

type Narrow = { status: FollowUpRow['status'] };
const columns = ['id', 'personId', 'contactId', 'ownerId', 'words', 'dueOn', 'status', 'createdAt', 'version'] as const;
