import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, secretOf, type World } from '../bench/made-up-world.ts';
import { newId } from '../shared/id.ts';
import { type Database, openPool } from './db.ts';
import { type TestDatabase, testDatabase } from './postgres/test-database.ts';
import { rollUp } from './rollup.ts';

let home: TestDatabase;
let owner: pg.Client;
let database: Database;
let worlds = 0;

beforeAll(async () => {
  home = await testDatabase();
  owner = new pg.Client(home.config);
  await owner.connect();
  database = { pool: openPool({ ...home.config, user: 'kith_app' }), secret: await secretOf(owner) };
});
afterAll(async () => {
  await database.pool.end();
  await owner.end();
  await home.drop();
});

/** Two programmes, six people, forty days; nothing of it in `changes`, as after a bulk load. */
function aWorld(contacts = 30): Promise<World> {
  worlds += 1;
  return makeWorld(owner, `world ${worlds}`, { programmes: 2, people: 6, peers: 2, contacts, days: 40, lastDay: '2026-03-31' });
}

type Shell = { programme_id: string; day: string; place: string; mode: string; minutes: number; person: string };
type Counts = { cells: Record<string, unknown>; weeks: Record<string, unknown> };

/** The same counts made another way: every living contact read and counted here. */
async function freshCount(orgId: string): Promise<Counts> {
  const { rows } = await owner.query<Shell>(
    `select c.programme_id, c.day::text as day, c.place, c.mode, c.minutes, coalesce(p.merged_into, p.id) as person
     from kith.contacts c join kith.people p on p.org_id = c.org_id and p.id = c.person_id where c.org_id = $1 and c.struck_at is null`,
    [orgId],
  );
  const monday = (day: string) => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
    return date.toISOString().slice(0, 10);
  };
  const sums = (of: Shell[]) => ({
    contacts: of.length,
    minutes: of.reduce((sum, one) => sum + one.minutes, 0),
    people: new Set(of.map((one) => one.person)).size,
  });
  const cells = Object.groupBy(rows, (one) => [one.programme_id, monday(one.day), one.place, one.mode].join(' '));
  const weeks = Object.groupBy(rows, (one) => `${one.programme_id} ${monday(one.day)}`);
  return {
    cells: Object.fromEntries(
      Object.entries(cells).map(([key, of = []]) => [
        key,
        {
          ...sums(of),
          lengths: Object.fromEntries(Object.entries(Object.groupBy(of, (one) => one.minutes)).map(([k, v]) => [k, v?.length])),
        },
      ]),
    ),
    weeks: Object.fromEntries(Object.entries(weeks).map(([key, of = []]) => [key, sums(of)])),
  };
}

async function rolledUp(orgId: string): Promise<Counts> {
  const cells = await owner.query(
    `select programme_id || ' ' || week || ' ' || place || ' ' || mode as key, contacts, minutes, people, lengths from kith.contact_weeks where org_id = $1`,
    [orgId],
  );
  const weeks = await owner.query(
    `select programme_id || ' ' || week as key, contacts, minutes, people, bit_count(who)::int as bits from kith.programme_weeks where org_id = $1`,
    [orgId],
  );
  const keyed = (rows: Record<string, unknown>[]) => Object.fromEntries(rows.map(({ key, bits: _bits, ...rest }) => [key, rest]));
  for (const row of weeks.rows) expect(row.bits).toBe(row.people);
  return { cells: keyed(cells.rows), weeks: keyed(weeks.rows) };
}

/** What a command does when it closes: takes the counter and says what changed. */
async function close(client: pg.Client, world: World, changes: { table: string; id: string }[]): Promise<void> {
  for (const change of changes) {
    await client.query(
      `with counter as (update kith.change_counters set n = n + 1 where org_id = $1 returning n)
       insert into kith.changes (org_id, scope_id, position, table_name, row_id)
       select $1, coalesce((select c.person_id from kith.contacts c where c.org_id = $1 and c.id = $3), $3), n, $2, $3 from counter`,
      [world.orgId, change.table, change.id],
    );
  }
}

async function insertContact(client: pg.Client, world: World, pick: { person: number; programme: number; day: number; minutes: number }) {
  const id = newId();
  await client.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words,
       pack_version, recorded_at)
     select $1, $2, $2, (select id from kith.people where org_id = $1 order by id offset $3 limit 1), $4, $5, now(), $6::int, date '2026-03-01' + $7::int,
       'home', case when $6::int % 2 = 0 then 'phone' else 'in_person' end, '{}', 'none', 'p', now()`,
    [world.orgId, id, pick.person, world.programmes[pick.programme], world.peers[0]?.staffId, pick.minutes, pick.day],
  );
  return id;
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      person: fc.nat(5),
      programme: fc.nat(1),
      day: fc.nat(30),
      minutes: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('strike' as const), which: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sign' as const), which: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const), from: fc.nat(5), into: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('part' as const), from: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('roll up' as const), whole: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Signs the contact of this number, struck through or not. */
async function sign(world: World, which: number): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `update kith.contacts set cosigned_at = now(), cosigned_by = $2
     where org_id = $1 and id = (select id from kith.contacts where org_id = $1 order by id offset $3 limit 1) returning id`,
    [world.orgId, world.peers[0]?.staffId, which],
  );
  await close(
    owner,
    world,
    rows.map(({ id }) => ({ table: 'contacts', id })),
  );
}

async function take(world: World, one: Step): Promise<void> {
  if (one.do === 'roll up') {
    await rollUp(database, world.desk.director, { whole: one.whole });
    return;
  }
  await owner.query('begin');
  if (one.do === 'record') {
    await close(owner, world, [{ table: 'contacts', id: await insertContact(owner, world, one) }]);
  } else if (one.do === 'sign') {
    await sign(world, one.which);
  } else if (one.do === 'strike') {
    const { rows } = await owner.query<{ id: string }>(
      `update kith.contacts set struck_at = now(), struck_by = $2, struck_why = 'x'
       where org_id = $1 and id = (select id from kith.contacts where org_id = $1 and struck_at is null order by id offset $3 limit 1) returning id`,
      [world.orgId, world.peers[0]?.staffId, one.which],
    );
    await close(
      owner,
      world,
      rows.map(({ id }) => ({ table: 'contacts', id })),
    );
  } else {
    // Kept one step deep, as the merge command does: nobody is joined to someone who is themself joined.
    const into = one.do === 'part' ? null : one.into;
    const { rows } = await owner.query<{ id: string }>(
      `with everyone as (select id, merged_into, row_number() over (order by id) - 1 as at from kith.people where org_id = $1)
       update kith.people p set merged_into = (select id from everyone where at = $3)
       where p.org_id = $1 and p.id = (select id from everyone where at = $2) and $2::int is distinct from $3::int
         and not exists (select from everyone where merged_into = p.id)
         and not exists (select from everyone where at = $3 and merged_into is not null) returning id`,
      [world.orgId, one.from, into],
    );
    await close(
      owner,
      world,
      rows.map(({ id }) => ({ table: 'people', id })),
    );
  }
  await owner.query('commit');
}

test('whatever happens in whatever order, after a roll-up the weeks say what a fresh count says', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const world = await aWorld();
      for (const one of steps) await take(world, one);
      await rollUp(database, world.desk.director);
      expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
    }),
    { numRuns: 25 },
  );
});

test('the first run counts what was loaded in bulk, without a word in changes, and the next has nothing to do', async () => {
  const world = await aWorld(200);
  expect(await rollUp(database, world.desk.director)).toEqual({ position: 0, weeks: 'all' });
  const counted = await rolledUp(world.orgId);
  expect(Object.keys(counted.weeks).length).toBeGreaterThan(8);
  expect(counted).toEqual(await freshCount(world.orgId));
  expect(await rollUp(database, world.desk.director)).toEqual({ position: 0, weeks: 0 });
});

test('a contact struck through no longer counts, and its empty week is gone', async () => {
  const world = await aWorld(1);
  await rollUp(database, world.desk.director);
  expect(Object.keys((await rolledUp(world.orgId)).cells)).toHaveLength(1);
  await take(world, { do: 'strike', which: 0 });
  expect((await rollUp(database, world.desk.director)).weeks).toBe(1);
  expect(await rolledUp(world.orgId)).toEqual({ cells: {}, weeks: {} });
});

test('a contact that is only signed leaves its week as it was counted; signed and then struck through, it counts no longer', async () => {
  const world = await aWorld();
  await take(world, { do: 'record', person: 0, programme: 0, day: 3, minutes: 30 });
  await take(world, { do: 'sign', which: 0 });
  // Recorded and signed since the last run: it is new, and counts.
  expect((await rollUp(database, world.desk.director)).weeks).toBe('all');
  await take(world, { do: 'record', person: 1, programme: 0, day: 3, minutes: 30 });
  await take(world, { do: 'sign', which: 1 });
  expect((await rollUp(database, world.desk.director)).weeks).toBe(1);
  await take(world, { do: 'sign', which: 0 });
  expect((await rollUp(database, world.desk.director)).weeks).toBe(0);
  expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
  await take(world, { do: 'strike', which: 0 });
  await take(world, { do: 'sign', which: 0 });
  expect((await rollUp(database, world.desk.director)).weeks).toBe(1);
  expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
});

test('what was struck through is never given back, whoever asks: the counting relies on it', async () => {
  const world = await aWorld(1);
  await take(world, { do: 'strike', which: 0 });
  await expect(owner.query('update kith.contacts set struck_at = null where org_id = $1', [world.orgId])).rejects.toMatchObject({
    code: '42501',
  });
});

test('a slow commit that a roll-up could not see is counted by the next one', async () => {
  const world = await aWorld();
  await rollUp(database, world.desk.director);
  const slow = new pg.Client(home.config);
  await slow.connect();
  try {
    await slow.query('begin');
    const id = await insertContact(slow, world, { person: 1, programme: 1, day: 3, minutes: 25 });
    await close(slow, world, [{ table: 'contacts', id }]);
    expect((await rollUp(database, world.desk.director)).weeks).toBe(0);
    await slow.query('commit');
  } finally {
    await slow.end();
  }
  expect((await rollUp(database, world.desk.director)).weeks).toBe(1);
  expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
});

test('contacts that came without a word in changes count as soon as their week is counted again, also of somebody never met before', async () => {
  const world = await aWorld(1);
  await rollUp(database, world.desk.director);
  for (let person = 0; person < 6; person += 1) await insertContact(owner, world, { person, programme: 0, day: 3, minutes: 20 });
  await take(world, { do: 'record', person: 5, programme: 0, day: 3, minutes: 30 });
  expect((await rollUp(database, world.desk.director)).weeks).toBe(1);
  expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
});

test('somebody met who turns out to be somebody never met is counted as them', async () => {
  const world = await aWorld(1);
  await rollUp(database, world.desk.director);
  const { rows } = await owner.query<{ person: number }>(
    `with everyone as (select id, row_number() over (order by id) - 1 as at from kith.people where org_id = $1)
     select e.at::int as person from everyone e join kith.contacts c on c.org_id = $1 and c.person_id = e.id`,
    [world.orgId],
  );
  const met = rows[0]?.person ?? 0;
  await take(world, { do: 'merge', from: met, into: (met + 1) % 6 });
  expect((await rollUp(database, world.desk.director)).weeks).toBe(1);
  expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
  await take(world, { do: 'record', person: (met + 1) % 6, programme: 0, day: 3, minutes: 30 });
  await rollUp(database, world.desk.director);
  expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
});

test('roll-ups at the same moment, of one organisation and of another, leave one right count each', async () => {
  const [one, other] = [await aWorld(), await aWorld()];
  await Promise.all([one, one, one, other, other].map((world) => rollUp(database, world.desk.director)));
  for (let at = 0; at < 5; at += 1) await take(one, { do: 'record', person: at, programme: 0, day: at * 6, minutes: 20 });
  await Promise.all([one, one, one, other, other].map((world) => rollUp(database, world.desk.director)));
  for (const world of [one, other]) expect(await rolledUp(world.orgId)).toEqual(await freshCount(world.orgId));
});

test('the roll-up role reads no words, no names and no row of another organisation', async () => {
  const world = await aWorld();
  const { rows } = await owner.query<{ name: string; columns: boolean; entries: boolean }>(
    `select has_column_privilege('kith_rollup', 'kith.people', 'name', 'select') as name, has_table_privilege('kith_rollup', 'kith.entries', 'select') as entries`,
  );
  expect(rows).toEqual([{ name: false, entries: false }]);
  const forged = { orgId: world.orgId, staffId: world.desk.director.staffId };
  await expect(rollUp({ ...database, secret: Buffer.alloc(32) }, forged)).rejects.toThrow('no change counter');
});
