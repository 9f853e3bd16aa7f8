/** How the actor stands to a person, for every feature's policy. Reads only, under the row security of the actor. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';

/**
 * Whether the actor walks with this person (assigned, or covering): now, or at the moment the transaction is signed for; also where the person was
 * merged into someone they walk with. Undefined when the person is absent or hidden.
 */
export async function findWalks(tx: Tx, orgId: string, personId: string): Promise<{ walks: boolean } | undefined> {
  const result = await sql<{ walks: boolean }>`
    select exists (
      select from kith.assignments a
      where a.org_id = p.org_id and a.staff_id = (select kith.me_staff()) and a.person_id = any (array[p.id, p.merged_into])
        and a.starts_at <= (select kith.me_now()) and greatest(a.ends_at, a.ends_recorded_at) > (select kith.me_now())) as walks
    from kith.people p where p.org_id = ${orgId} and p.id = ${personId}`.execute(tx);
  return result.rows[0];
}

/** Whether the person is within reach at all: now, or at the moment the transaction is signed for. */
export async function findPersonVisible(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const found = await tx.selectFrom('people').select('id').where('orgId', '=', orgId).where('id', '=', id).executeTakeFirst();
  return found !== undefined;
}
