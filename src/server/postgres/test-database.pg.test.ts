import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from './test-database.ts';

let one: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase(), testDatabase()]);
});

afterAll(() => Promise.all([one.drop(), other.drop()]));

async function ask<Row extends pg.QueryResultRow>(config: pg.ClientConfig, sql: string): Promise<Row[]> {
  const client = new pg.Client(config);
  await client.connect();
  return client.query<Row>(sql).then(
    ({ rows }) => client.end().then(() => rows),
    (error: unknown) =>
      client.end().then(() => {
        throw error;
      }),
  );
}

it('gives each test file a migrated database that no other file sees', async () => {
  expect(await ask(one.config, 'select name from migrations.applied')).not.toHaveLength(0);
  await ask(one.config, 'create table mine (n int)');
  await expect(ask(other.config, 'select n from mine')).rejects.toThrow('does not exist');
});

it('runs on the engine that was asked for', async () => {
  const [row] = await ask<{ major: number }>(one.config, `select current_setting('server_version_num')::int / 10000 as major`);
  if (process.env.KITH_TEST_PG === 'embedded') expect(row?.major).toBe(18);
  else expect(row?.major).toBeGreaterThanOrEqual(15);
});

it('takes the database away again, also while someone is connected', async () => {
  const third = await testDatabase();
  const client = new pg.Client(third.config);
  client.on('error', () => undefined);
  await client.connect();
  await third.drop();
  await expect(ask(third.config, 'select 1')).rejects.toThrow('does not exist');
  await client.end().catch(() => undefined);
});
