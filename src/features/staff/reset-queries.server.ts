/** All SQL of administrators on links that choose a colleague's password. The door's own is in functions of the database. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { resetLinkHours } from './make-reset-link.ts';

/** Opens a new link in place of any earlier one, and queues its mail in the same transaction. */
export async function openReset(tx: Tx, orgId: string, link: { id: string; staffId: string; madeBy: string }): Promise<void> {
  await withdrawResets(tx, orgId, link.staffId);
  await tx
    .insertInto('passwordResets')
    .values({ orgId, ...link, kind: 'administrator', expiresAt: sql<string>`now() + ${`${resetLinkHours} hours`}::interval` })
    .execute();
  await sql`select kith.enqueue('send-password-reset', ${link.id})`.execute(tx);
}

/** Links of colleagues only: one that somebody asked for by mail is theirs. */
export async function withdrawResets(tx: Tx, orgId: string, staffId: string): Promise<void> {
  await tx
    .updateTable('passwordResets')
    .set({ withdrawnAt: sql<string>`now()` })
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .where('kind', '=', 'administrator')
    .where('usedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute();
}
