import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/postgres/test-database.ts';
import { newId } from '../shared/id.ts';
import { withKeysAside } from './keys-aside.server.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client(database.config);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Every key, rule, index and column of the schema, in words. */
async function catalogue(): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as line
       from pg_constraint where connamespace = 'kith'::regnamespace
     union all
     select pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid || ' ' || pg_get_userbyid(c.relowner)
       from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = 'kith'::regnamespace
     union all
     select a.attrelid::regclass || '.' || a.attname || ' ' || a.attnotnull
       from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'kith'::regnamespace and c.relkind = 'r' and a.attnum > 0
     order by 1`,
  );
  return rows.map((row) => row.line);
}

const tables = [
  'organisations',
  'programmes',
  'staff',
  'people',
  'people_words',
  'assignments',
  'goals',
  'contacts',
  'contact_goals',
  'entries',
];

async function aside(work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await withKeysAside(client, tables, work);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const organisation = (orgId: string) =>
  client.query(
    `insert into kith.organisations (org_id, name, jurisdiction, packs, languages, time_zone) values ($1, 'One', 'us', '{core}', '{en}', 'UTC')`,
    [orgId],
  );
const programme = (orgId: string, id: string) =>
  client.query(`insert into kith.programmes (org_id, id, name) values ($1, $2, 'P')`, [orgId, id]);

it('a row that points nowhere is refused at the end, and everything is as before', async () => {
  const before = await catalogue();
  await expect(
    aside(async () => {
      await programme(newId(), newId());
    }),
  ).rejects.toThrow(/foreign key/);
  expect(await catalogue()).toEqual(before);
  expect((await client.query('select from kith.programmes')).rowCount).toBe(0);
});

it('a row that comes twice is refused at the end', async () => {
  const before = await catalogue();
  const [orgId, id] = [newId(), newId()];
  await expect(
    aside(async () => {
      await organisation(orgId);
      await programme(orgId, id);
      await programme(orgId, id);
    }),
  ).rejects.toThrow(/could not create unique index/);
  expect(await catalogue()).toEqual(before);
});

it('every key, index and "not null" is there afterwards, valid, and refuses again', async () => {
  const before = await catalogue();
  expect(before.filter((line) => line.includes('FOREIGN KEY')).length).toBeGreaterThan(40);
  const orgId = newId();
  let during = before;
  await aside(async () => {
    during = await catalogue();
    await organisation(orgId);
    await programme(orgId, newId());
  });
  // Otherwise nothing was set aside, and this proves nothing.
  expect(during.length).toBeLessThan(before.length - 40);
  expect(await catalogue()).toEqual(before);
  await expect(programme(newId(), newId())).rejects.toThrow(/foreign key/);
});
