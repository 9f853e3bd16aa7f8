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
import { type CountedLength, sumUp } from './rollup-sums.ts';

export type RolledUp = {
  /** The counter everything up to which is counted. */
  position: number;
  /** How many weeks of programmes were counted again; `all` when everything was. */
  weeks: number | 'all';
};

/** One programme's week, by its Monday, YYYY-MM-DD. `renumber`: somebody met in it may have no number yet, or another one. */
type TouchedWeek = { programme_id: string; week: string; renumber: boolean };

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
      if (touched.length > 0) await countWeeks(client, { orgId: actor.orgId, mark, touched });
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
 * Weeks with a contact that is new or was struck through, and every week of people whose record was joined to another or parted again. Who counts as whom is
 * noted here and only here, together with the weeks that follow from it; a merge that commits a moment later is the next run's.
 *
 * A contact named before the mark was counted then, and nothing that is counted of it ever changes but that it is struck through, once (0027):
 * so one that was only signed leaves its week as it is. A supervisor signs a fortnight's contacts in one go.
 */
async function listTouchedWeeks(client: pg.PoolClient, orgId: string, mark: number): Promise<TouchedWeek[]> {
  const { rows } = await client.query<TouchedWeek>(
    `with joined as (
       update kith.counted_people w set counted_as = coalesce(p.merged_into, p.id) from kith.people p
       where w.org_id = $1 and p.org_id = $1 and p.id = w.person_id and w.counted_as <> coalesce(p.merged_into, p.id)
         and w.person_id = any (array(
           select h.row_id from kith.changes h where h.org_id = $1 and h.position > $2 and h.table_name = 'people'))
       returning w.person_id
     )
     select programme_id, week, bool_or(renumber) as renumber from (
       select c.programme_id, ${mondayOf('c.day')} as week,
         not exists (select from kith.counted_people w where w.org_id = $1 and w.person_id = c.person_id) as renumber
       from kith.contacts c
       left join lateral (
         select true as known from kith.changes h
         where h.org_id = $1 and h.scope_id = c.person_id and h.position <= $2 and h.row_id = c.id limit 1) counted on true
       where c.org_id = $1 and c.id = any (array(
         select h.row_id from kith.changes h where h.org_id = $1 and h.position > $2 and h.table_name = 'contacts'))
         and (counted.known is null or c.struck_at is not null)
       union all
       select c.programme_id, ${mondayOf('c.day')}, true from joined j join kith.contacts c on c.org_id = $1 and c.person_id = j.person_id) touched
     group by 1, 2`,
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
  await insertCounts(client, orgId, (await client.query<CountedLength>(allLengths, [orgId])).rows);
}

async function countWeeks(
  client: pg.PoolClient,
  { orgId, mark, touched }: { orgId: string; mark: number; touched: TouchedWeek[] },
): Promise<void> {
  const args = [orgId, touched.map((one) => one.programme_id), touched.map((one) => one.week)];
  const read = async () => (await client.query<CountedLength>(lengthsOfWeeks, args)).rows;
  // Almost always everyone was met before; then nobody needs a number, and looking for those who do would only cost.
  if (touched.some((one) => one.renumber)) await numberPeople(client, changedSince, [orgId, mark]);
  let lengths = await read();
  if (lengths.some((one) => one.met.includes(null))) {
    // Some contacts of these weeks came without a word in `changes`, as a bulk load does: then everyone in the weeks is looked at.
    await numberPeople(
      client,
      `select l.person_id from ${theseWeeks} cross join lateral (select c.person_id from kith.contacts c where ${inThatWeek} offset 0) l`,
      args,
    );
    lengths = await read();
  }
  for (const table of ['contact_weeks', 'programme_weeks']) {
    await client.query(
      `delete from kith.${table} w using ${theseWeeks} where w.org_id = $1 and w.programme_id = t.programme_id and w.week = t.week`,
      args,
    );
  }
  await insertCounts(client, orgId, lengths);
}

/** Those met in contacts that changed, and those whose record was joined or parted. Everyone else of a counted week has a number already. */
const changedSince = `
  select c.person_id from kith.contacts c where c.org_id = $1 and c.id = any (array(
    select h.row_id from kith.changes h where h.org_id = $1 and h.position > $2 and h.table_name = 'contacts'))
  union
  select w.person_id from kith.counted_people w where w.org_id = $1 and w.person_id = any (array(
    select h.row_id from kith.changes h where h.org_id = $1 and h.position > $2 and h.table_name = 'people'))`;

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

/** SQL for the number of whoever `own` is counted as. Nearly everyone is counted as themself, and then there is nothing to look up. */
const metOnes = `
  array_agg(case when own.counted_as = own.person_id then own.n
    else (select o.n from kith.counted_people o where o.org_id = $1 and o.person_id = own.counted_as) end) as met`;

/** SQL for what is counted, by length; one statement, so that all of it is of one moment. What was struck through never counts. */
const allLengths = `
  select c.programme_id, ${mondayOf('c.day')} as week, c.place, c.mode, c.minutes, ${metOnes}
  from kith.contacts c
  left join kith.counted_people own on own.org_id = $1 and own.person_id = c.person_id
  where c.org_id = $1 and c.struck_at is null
  group by 1, 2, 3, 4, 5`;

const theseWeeks = 'unnest($2::uuid[], $3::date[]) as t (programme_id, week)';
const inThatWeek = 'c.org_id = $1 and c.programme_id = t.programme_id and c.day >= t.week and c.day < t.week + 7';

/**
 * The same of single weeks. Each is grouped by itself: sorting all of them together by five columns, one of them worked out for each contact, cost
 * as much as reading them. OFFSET 0 keeps this a look-up for each week; left to choose, the planner read all contacts for the sake of four weeks.
 */
const lengthsOfWeeks = `
  select t.programme_id, t.week, l.place, l.mode, l.minutes, l.met
  from ${theseWeeks} cross join lateral (
    select c.place, c.mode, c.minutes, ${metOnes}
    from kith.contacts c
    left join kith.counted_people own on own.org_id = $1 and own.person_id = c.person_id
    where ${inThatWeek} and c.struck_at is null
    group by 1, 2, 3 offset 0) l`;

const rowsInOneStatement = 100;

async function insertCounts(client: pg.PoolClient, orgId: string, lengths: CountedLength[]): Promise<void> {
  const { cells, weeks } = sumUp(lengths);
  for (const some of inParts(cells, rowsInOneStatement * 10)) {
    await client.query(
      `insert into kith.contact_weeks (org_id, programme_id, week, place, mode, contacts, people, minutes, lengths)
       select $1, c."programmeId", c.week, c.place, c.mode, c.contacts, c.people, c.minutes, c.lengths
       from jsonb_to_recordset($2::jsonb) as c ("programmeId" uuid, week date, place text, mode text, contacts int, people int, minutes int, lengths jsonb)`,
      [orgId, JSON.stringify(some)],
    );
  }
  // One bit for each person the organisation ever met makes long rows.
  for (const some of inParts(weeks, rowsInOneStatement)) {
    await client.query(
      `insert into kith.programme_weeks (org_id, programme_id, week, contacts, minutes, people, who)
       select $1, w."programmeId", w.week, w.contacts, w.minutes, w.people, w.who::bit varying
       from jsonb_to_recordset($2::jsonb) as w ("programmeId" uuid, week date, contacts int, minutes int, people int, who text)`,
      [orgId, JSON.stringify(some)],
    );
  }
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
