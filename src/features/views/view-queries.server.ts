/** All SQL on views and invitations to them, but for the door's. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { ViewRow } from './view.ts';

export async function listViewRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: ViewRow[] = await tx
    .selectFrom('views')
    .select(['id', 'personId', 'madeBy', 'beginsAt as beganAt', 'joinedAt'])
    .select(sql<boolean>`ends_at <= now()`.as('ended'))
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('views', rows);
}

/** The view this person has now. */
export async function findLivingView(tx: Tx, orgId: string, personId: string): Promise<string | null> {
  const found = await tx
    .selectFrom('views')
    .select('id')
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('endsAt', '=', sql<string>`'infinity'`)
    .executeTakeFirst();
  return found?.id ?? null;
}

export async function insertView(
  tx: Tx,
  orgId: string,
  view: { id: string; personId: string; locale: string; madeBy: string },
): Promise<void> {
  await tx
    .insertInto('views')
    .values({ orgId, ...view })
    .execute();
}

/** Opens an invitation in place of any earlier one of the same view. */
export async function openViewInvitation(tx: Tx, orgId: string, invitation: { id: string; viewId: string; madeBy: string }): Promise<void> {
  await tx
    .updateTable('viewInvitations')
    .set({ withdrawnAt: sql<string>`now()` })
    .where('orgId', '=', orgId)
    .where('viewId', '=', invitation.viewId)
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute();
  await tx
    .insertInto('viewInvitations')
    .values({ orgId, ...invitation })
    .execute();
}

/** Whether the view goes on; undefined when it is absent, hidden or another person's. */
export async function findViewForChange(
  tx: Tx,
  orgId: string,
  { viewId, personId }: { viewId: string; personId: string },
): Promise<{ ended: boolean } | undefined> {
  return tx
    .selectFrom('views')
    .select(sql<boolean>`ends_at <= now()`.as('ended'))
    .where('orgId', '=', orgId)
    .where('id', '=', viewId)
    .where('personId', '=', personId)
    .executeTakeFirst();
}

/** Ends it, with its sessions, phones and open invitations. */
export async function endViewNow(tx: Tx, orgId: string, viewId: string, endedBy: string): Promise<void> {
  await tx
    .updateTable('views')
    .set({ endsAt: sql<string>`now()`, endedBy, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', viewId)
    .where('endsAt', '=', sql<string>`'infinity'`)
    .execute();
  await sql`select kith.end_view_access(${viewId})`.execute(tx);
}
