import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/postgres/test-database.ts';
import { parseCalendarDay } from '../shared/calendar-day.ts';
import { demoSignIns, generateDemo } from './generate-demo.ts';
import { loadDemo } from './load-demo.server.ts';

const demo = generateDemo({
  seed: 'load',
  today: parseCalendarDay('2026-11-23'),
  now: '2026-11-23T15:00:00.000Z',
  peoplePerOrganisation: 40,
});

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

async function count(text: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${text}`);
  return Number(rows[0]?.n);
}

it('loads whole organisations with every foreign key checked, and refuses a second time', async () => {
  const loaded = await loadDemo(database.config, demo);
  const expected = new Map<string, number>();
  for (const organisation of demo) for (const { table } of organisation.rows()) expected.set(table, (expected.get(table) ?? 0) + 1);
  expect(await count('kith.contacts')).toBe(expected.get('contacts'));
  expect(await count('kith.entries')).toBe(expected.get('entries'));
  expect(await count('kith.people')).toBe(80);
  expect(
    await count('kith.people p where not exists (select from kith.people_words w where w.org_id = p.org_id and w.person_id = p.id)'),
  ).toBe(0);
  expect(loaded.rows).toBeGreaterThan([...expected.values()].reduce((sum, n) => sum + n, 0));
  expect(await count('kith.staff where user_id is null')).toBe(demoSignIns(demo).length);
  expect(await count('kith.change_counters where n = 1')).toBe(2);
  expect(await count("kith.entries where words like '%\\\\n%'")).toBe(0);
  expect(await count("kith.people where jsonb_typeof(safe_contact) = 'object'")).toBe(80);
  await expect(loadDemo(database.config, demo)).rejects.toThrow(/already in this data folder/);
});
