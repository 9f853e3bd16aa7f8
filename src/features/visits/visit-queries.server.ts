/** All SQL on planned visits. */
import { sql } from 'kysely';
import { Refused } from '../../server/command-handler.ts';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { VisitRow } from './visit.ts';

export async function isPersonInReach(tx: Tx, orgId: string, personId: string): Promise<boolean> {
  const found = await tx.selectFrom('people').select('id').where('orgId', '=', orgId).where('id', '=', personId).executeTakeFirst();
  return found !== undefined;
}

export async function insertVisit(tx: Tx, orgId: string, visit: Omit<VisitRow, 'status' | 'version' | 'contactId'>): Promise<void> {
  await tx
    .insertInto('visits')
    .values({ ...visit, orgId })
    .execute();
}

/** The planned visit became this contact. Refused when it is not this person's, so that no visit is closed by mistake. */
export async function closeVisit(tx: Tx, orgId: string, met: { id: string; personId: string; contactId: string }): Promise<void> {
  const result = await tx
    .updateTable('visits')
    .set({ status: 'met', contactId: met.contactId, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', met.id)
    .where('personId', '=', met.personId)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new Refused('not_yours');
}

/** The row as it is now, locked until the transaction ends. */
export async function findVisitForChange(tx: Tx, orgId: string, id: string): Promise<VisitRow | undefined> {
  return tx
    .selectFrom('visits')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateVisit(
  tx: Tx,
  orgId: string,
  id: string,
  set: Partial<Pick<VisitRow, 'startsAt' | 'place' | 'mode' | 'note' | 'status'>>,
): Promise<void> {
  await tx
    .updateTable('visits')
    .set({ ...set, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

export async function listVisitRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: VisitRow[] = await tx
    .selectFrom('visits')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('visits', rows);
}

/** As the person themself gets them: a note is the peer's, and the database shows that column to nobody else. */
export async function listVisitRowsWithoutNote(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows = await tx
    .selectFrom('visits')
    .select(columnsWithoutNote)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf(
    'visits',
    rows.map((row): VisitRow => ({ ...row, note: null })),
  );
}

type Narrow = { status: VisitRow['status'] };
const columnsWithoutNote = ['id', 'personId', 'staffId', 'startsAt', 'place', 'mode', 'status', 'contactId', 'version'] as const;
const columns = ['id', 'personId', 'staffId', 'startsAt', 'place', 'mode', 'note', 'status', 'contactId', 'version'] as const;
