/** All SQL on representatives, but for the door's. */
import { sql } from 'kysely';
import type { Basis, ViewPart } from '../../packs/view-parts.ts';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import { recipientKey } from '../consents/recipient-key.ts';
import type { RepresentativeRow } from './representative.ts';

export async function listRepresentativeRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: RepresentativeRow[] = await tx
    .selectFrom('representatives')
    .select(['id', 'personId', 'kind', 'name', 'basisOn', 'lastDay', 'packVersion', 'madeBy', 'beginsAt as beganAt', 'joinedAt'])
    .select(sql<Basis>`basis`.as('basis'))
    .select(sql<ViewPart[]>`parts`.as('parts'))
    .select(sql<boolean>`ended_by is not null`.as('ended'))
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('representatives', rows);
}

export async function insertRepresentative(
  tx: Tx,
  orgId: string,
  row: Omit<RepresentativeRow, 'beganAt' | 'joinedAt' | 'ended'> & { locale: string },
): Promise<void> {
  await tx
    .insertInto('representatives')
    .values({ ...row, orgId, nameKey: recipientKey(row.name) })
    .execute();
}

/** Whether it goes on, and on what it rests; undefined when it is absent, hidden or of another person. */
export async function findRepresentative(
  tx: Tx,
  orgId: string,
  { representativeId, personId }: { representativeId: string; personId: string },
): Promise<{ ended: boolean; basis: Basis } | undefined> {
  return tx
    .selectFrom('representatives')
    .select([sql<boolean>`ends_at <= now()`.as('ended'), sql<Basis>`basis`.as('basis')])
    .where('orgId', '=', orgId)
    .where('id', '=', representativeId)
    .where('personId', '=', personId)
    .executeTakeFirst();
}

/** Ends it, with its sessions, phones and open invitations. */
export async function endRepresentativeNow(tx: Tx, orgId: string, id: string, endedBy: string): Promise<void> {
  await tx
    .updateTable('representatives')
    .set({ endsAt: sql<string>`now()`, endedBy, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
  await sql`select kith.end_representative_access(${id})`.execute(tx);
}
