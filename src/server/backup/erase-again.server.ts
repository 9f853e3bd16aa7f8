/** A backup knows people who were erased after it was made. What is written down outside the database says who: they are erased again. */
import type pg from 'pg';
import type { Erased } from '../audit-copy.ts';

/**
 * In the caller's transaction, before anybody can read what came back. Whoever the backup never knew, or knows as erased, is passed over.
 * @param client sees every row, and may take on the role that owns the tables
 * @returns how many records
 */
export async function eraseAgain(client: pg.ClientBase, erased: readonly Erased[]): Promise<number> {
  let again = 0;
  for (const { orgId, personId, erasureId, rule, packVersion, confirmedBy, erasedAt } of erased) {
    // Confirmed before the backup and done after it: then the row is there, and waits. Who confirmed it may be newer than the backup.
    const { rows } = await client.query<{ id: string }>(
      `with waiting as (
         select x.id from kith.erasures x where x.org_id = $1 and x.person_id = $2 and x.stopped_at is null and x.erased_at is null
       ), made as (
         insert into kith.erasures (org_id, id, person_id, rule, pack_version, confirmed_by, confirmed_at, erase_after)
         select $1, case when exists (select from kith.erasures x where x.org_id = $1 and x.id = $3) then gen_random_uuid() else $3 end, $2, $4, $5,
           coalesce((select s.id from kith.staff s where s.org_id = $1 and s.id = $6), (select s.id from kith.staff s where s.org_id = $1 order by s.id limit 1)),
           $7, $7
         from kith.people p where p.org_id = $1 and p.id = $2 and p.erased_at is null and not exists (select from waiting)
         returning id
       ) select id from waiting union all select id from made`,
      [orgId, personId, erasureId, rule, packVersion, confirmedBy, erasedAt],
    );
    for (const { id } of rows) {
      await client.query('set local role kith_owner');
      await client.query('select kith.erase_now($1, $2)', [orgId, id]);
      await client.query('reset role');
      again += 1;
    }
  }
  return again;
}
