/**
 * Counts contacts into weeks, so that a programme's page reads some hundred rows instead of a million.
 *
 * Whatever a week's contacts did (one more, one struck through, two records found to be one person), that week of that programme is
 * counted again whole: there is no delta to get wrong, and doing it twice changes nothing. Which weeks to count again is read from
 * `changes` after the mark. The mark is the organisation's counter, read before anything else: positions become visible in order, so
 * a transaction that commits later than this read has a higher position and is found next time, however slow it was.
 */
import type pg from 'pg';
import type { Actor } from './actor.ts';
import { asActor, type Database } from './db.ts';

export type RolledUp = {
  /** The counter everything up to which is counted. */
  position: number;
  /** How many weeks of programmes were counted again; `all` when everything was. */
  weeks: number | 'all';
};

/** One programme's week, by its Monday, YYYY-MM-DD. */
type ProgrammeWeek = { programme_id: string; week: string };

/**
 * Brings the counted weeks of an organisation up to now. One at a time per organisation; others wait and then find nothing to do.
 * Reads shells only, under the roll-up's own role.
 * @param actor the organisation, and any member of its staff
 * @param options.whole count everything again, as the first run does: after an import that wrote no `changes`
 */
export async function rollUp(
  database: Database,
  actor: Pick<Actor, 'orgId' | 'staffId'>,
  options: { whole?: boolean } = {},
): Promise<RolledUp> {
  return asActor(database, actor, 'rollup', async (_tx, client) => {
    const whole = options.whole ?? false;
    const before = await readMark(client, actor.orgId);
    if (!whole && before.mark === before.n) return { position: before.n, weeks: 0 };
    // READ COMMITTED, and the lock first: the statements below see everything an earlier roll-up committed.
    await client.query("select pg_advisory_xact_lock(hashtextextended($1 || 'roll-up', 0))", [actor.orgId]);
    const { n, mark } = await readMark(client, actor.orgId);
    // Counting sorts by person; with the usual 4 MB a large organisation's first run sorts on disk.
    await client.query("set local work_mem = '64MB'");
    let weeks: RolledUp['weeks'];
    if (whole || mark === null) {
      await countEverything(client, actor.orgId);
      weeks = 'all';
    } else {
      const touched = await listTouchedWeeks(client, actor.orgId, mark);
      if (touched.length > 0) await countWeeks(client, actor.orgId, touched);
      weeks = touched.length;
    }
    await client.query(
      'insert into kith.rollup_marks (org_id, position) values ($1, $2) on conflict (org_id) do update set position = excluded.position',
      [actor.orgId, n],
    );
    return { position: n, weeks };
  });
}

/** `mark` is null when nothing was ever counted. */
async function readMark(client: pg.PoolClient, orgId: string): Promise<{ n: number; mark: number | null }> {
  const { rows } = await client.query<{ n: number; mark: number | null }>(
    `select c.n, m.position as mark from kith.change_counters c left join kith.rollup_marks m on m.org_id = c.org_id where c.org_id = $1`,
    [orgId],
  );
  const [found] = rows;
  if (!found) throw new Error('the organisation has no change counter');
  return found;
}

/**
 * Weeks with a contact that changed, and every week of people whose record was joined to another or parted again. Who counts as whom is
 * noted here and only here, together with the weeks that follow from it; a merge that commits a moment later is the next run's.
 */
async function listTouchedWeeks(client: pg.PoolClient, orgId: string, mark: number): Promise<ProgrammeWeek[]> {
  const { rows } = await client.query<ProgrammeWeek>(
    `with joined as (
       update kith.counted_people w set counted_as = coalesce(p.merged_into, p.id) from kith.people p
       where w.org_id = $1 and p.org_id = $1 and p.id = w.person_id and w.counted_as <> coalesce(p.merged_into, p.id)
         and w.person_id = any (array(
           select h.row_id from kith.changes h where h.org_id = $1 and h.position > $2 and h.table_name = 'people'))
       returning w.person_id
     )
     select c.programme_id, ${mondayOf('c.day')} as week
     from kith.contacts c
     where c.org_id = $1 and c.id = any (array(
       select h.row_id from kith.changes h where h.org_id = $1 and h.position > $2 and h.table_name = 'contacts'))
     union
     select c.programme_id, ${mondayOf('c.day')} from joined j join kith.contacts c on c.org_id = $1 and c.person_id = j.person_id`,
    [orgId, mark],
  );
  return rows;
}

async function countEverything(client: pg.PoolClient, orgId: string): Promise<void> {
  await client.query('delete from kith.contact_weeks where org_id = $1', [orgId]);
  await client.query('delete from kith.programme_weeks where org_id = $1', [orgId]);
  await client.query('delete from kith.counted_people where org_id = $1', [orgId]);
  await numberPeople(client, 'select c.person_id from kith.contacts c where c.org_id = $1', [orgId]);
  // The numbers were given a moment ago, so the planner knows nothing of them and would look each up a million times.
  await client.query('set local enable_nestloop = off');
  await insertWeeks(client, orgId, (await client.query<CountedWeek>(countCells('kith.contacts c'), [orgId])).rows);
}

async function countWeeks(client: pg.PoolClient, orgId: string, touched: ProgrammeWeek[]): Promise<void> {
  const args = [orgId, touched.map((one) => one.programme_id), touched.map((one) => one.week)];
  const pairs = 'unnest($2::uuid[], $3::date[]) as t (programme_id, week)';
  for (const table of ['contact_weeks', 'programme_weeks']) {
    await client.query(
      `delete from kith.${table} w using ${pairs} where w.org_id = $1 and w.programme_id = t.programme_id and w.week = t.week`,
      args,
    );
  }
  // OFFSET 0 keeps this a look-up for each week; left to choose, the planner read all contacts for the sake of four weeks.
  const contacts = `${pairs} cross join lateral (
    select * from kith.contacts one
    where one.org_id = $1 and one.programme_id = t.programme_id and one.day >= t.week and one.day < t.week + 7 offset 0) c`;
  await numberPeople(client, `select c.person_id from ${contacts} where c.org_id = $1`, args);
  await insertWeeks(client, orgId, (await client.query<CountedWeek>(countCells(contacts), args)).rows);
}

/** Gives a number to everyone met who has none, and to who they turned out to be. @param met SQL for the ids of people met */
async function numberPeople(client: pg.PoolClient, met: string, args: unknown[]): Promise<void> {
  await client.query(
    `with met as (
       select p.id, coalesce(p.merged_into, p.id) as counted_as from kith.people p where p.org_id = $1 and p.id in (${met})
     ), fresh as (
       select id, counted_as from met
       union select counted_as, counted_as from met where counted_as not in (select id from met)
     )
     insert into kith.counted_people (org_id, person_id, n, counted_as)
     select $1, f.id, (select coalesce(max(n), -1) from kith.counted_people where org_id = $1) + row_number() over (order by f.id), f.counted_as
     from fresh f where not exists (select from kith.counted_people w where w.org_id = $1 and w.person_id = f.id)`,
    args,
  );
}

/** The Monday on or before a day; plain date arithmetic, so that no session's time zone has a say. */
function mondayOf(day: string): string {
  return `(${day} - (extract(isodow from ${day})::int - 1))`;
}

/** A whole week of a programme, and the numbers of those met in it. */
type CountedWeek = { programme_id: string; week: string; contacts: number; minutes: number; met: number[] };

/** Writes the cells and answers the whole weeks; one statement, so that both come from one snapshot. What was struck through never counts. */
function countCells(contacts: string): string {
  return `
    with counted as materialized (
      select c.programme_id, ${mondayOf('c.day')} as week, c.place, c.mode, c.minutes, coalesce(met.n, own.n) as n
      from ${contacts}
      join kith.counted_people own on own.org_id = c.org_id and own.person_id = c.person_id
      left join kith.counted_people met on met.org_id = c.org_id and met.person_id = own.counted_as
      where c.org_id = $1 and c.struck_at is null
    ), lengths as (
      select programme_id, week, place, mode, jsonb_object_agg(minutes, n) as lengths
      from (select programme_id, week, place, mode, minutes, count(*) as n from counted group by 1, 2, 3, 4, 5) each group by 1, 2, 3, 4
    ), cells as (
      select programme_id, week, place, mode, count(*) as contacts, count(distinct n) as people, sum(minutes) as minutes
      from counted group by 1, 2, 3, 4
    ), into_cells as (
      insert into kith.contact_weeks (org_id, programme_id, week, place, mode, contacts, people, minutes, lengths)
      select $1, programme_id, week, place, mode, contacts, people, minutes, lengths
      from cells join lengths using (programme_id, week, place, mode)
    )
    select programme_id, week, count(*)::int as contacts, sum(minutes)::int as minutes, array_agg(distinct n) as met
    from counted group by 1, 2`;
}

/** Bits are set here: doing it in SQL copied the whole string for every contact (11 s of a first run over a million). */
async function insertWeeks(client: pg.PoolClient, orgId: string, weeks: CountedWeek[]): Promise<void> {
  const inOneStatement = 100;
  for (let at = 0; at < weeks.length; at += inOneStatement) {
    const some = weeks.slice(at, at + inOneStatement);
    await client.query(
      `insert into kith.programme_weeks (org_id, programme_id, week, contacts, minutes, people, who)
       select $1, w.programme_id, w.week, w.contacts, w.minutes, w.people, w.who::bit varying
       from unnest($2::uuid[], $3::date[], $4::int[], $5::int[], $6::int[], $7::text[]) as w (programme_id, week, contacts, minutes, people, who)`,
      [
        orgId,
        some.map((one) => one.programme_id),
        some.map((one) => one.week),
        some.map((one) => one.contacts),
        some.map((one) => one.minutes),
        some.map((one) => one.met.length),
        some.map((one) => bitsOf(one.met)),
      ],
    );
  }
}

/** "0101": a one at each of these places. */
function bitsOf(places: number[]): string {
  const bits = new Uint8Array(places.reduce((most, one) => Math.max(most, one), 0) + 1).fill(48);
  for (const one of places) bits[one] = 49;
  return Buffer.from(bits.buffer).toString('latin1');
}
