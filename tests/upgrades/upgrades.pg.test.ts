/**
 * From every released schema to the newest: no row changes, the result is what a new installation has, and a migration that is killed half-way
 * is completed by running it again. `KITH_KILLS` says how often it is killed (4; before a release 20 and more).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../src/server/migrate.ts';
import { type RunningPostgres, startPostgres } from '../../src/server/postgres/postgres.server.ts';
import { type Contents, contentsOf, releasedSchemas, restoreReleased, schemaOf } from './released-schemas.ts';

/** What a migration changed in rows on purpose, by table: why nothing is lost by it. Empty unless a migration says so. */
const changedOnPurpose: Readonly<Record<string, string>> = {};

const kills = Number(process.env.KITH_KILLS ?? 4);
let dataDir: string;
let postgres: RunningPostgres;
let newest: string[];
/** A PostgreSQL of our own, that forces to disk and may be killed without hurting other tests. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'kith-upgrades-'));
  const asked = process.env.KITH_TEST_PG;
  postgres = await startPostgres({ dataDir, engine: asked === 'embedded' || asked === 'system' ? asked : 'auto' });
  await createDatabase('fresh');
  await migrateDatabase(postgres.connection('fresh'));
  newest = await asking('fresh', schemaOf);
}, 120_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function asking<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(postgres.connection(database));
  // A server that is killed takes the connection with it; whoever asks hears of it by the question's own error.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
const createDatabase = (name: string, template = 'template0') =>
  asking('postgres', (client) => client.query(`create database ${name} template ${template}`));

function expectUnchanged(before: Contents, after: Contents): void {
  for (const [table, { columns, rows }] of Object.entries(before)) {
    if (table in changedOnPurpose) continue;
    expect(after[table]?.columns, `${table} lost columns`).toEqual(columns);
    // Migrations that ran since are noted beside those that had.
    const now = table === 'migrations.applied' ? (after[table]?.rows ?? []).filter((row) => rows.includes(row)) : after[table]?.rows;
    expect(now, table).toEqual(rows);
  }
}

it('knows at least one released schema, with rows in every table of it', async () => {
  expect(releasedSchemas.length).toBeGreaterThan(0);
  const [last] = releasedSchemas.slice(-1);
  await createDatabase('looked_at');
  await restoreReleased(postgres.connection('looked_at'), last ?? '');
  const contents = await asking('looked_at', contentsOf);
  expect(Object.keys(contents).length).toBeGreaterThan(35);
  expect(Object.entries(contents).flatMap(([table, { rows }]) => (rows.length === 0 ? [table] : []))).toEqual([]);
});

describe.each(releasedSchemas)('from the schema of %s', (name) => {
  const template = `released_${name.slice(0, 4)}`;
  let before: Contents;
  /** How many statements of the migrations change the schema. */
  let statements: number;

  beforeAll(async () => {
    await createDatabase(template);
    await restoreReleased(postgres.connection(template), name);
    before = await asking(template, contentsOf);
    await asking(template, (client) => client.query(stopAtStatement));
  }, 60_000);

  it('everything that was there is there, and the schema is what a new installation has', async () => {
    const database = `${template}_whole`;
    await createDatabase(database, template);
    const { applied } = await migrateDatabase(postgres.connection(database));
    expect(applied.length).toBeGreaterThan(0);
    // What a migration writes down of rows that were there, it must have been able to see.
    const missing = await asking(database, (client) =>
      client.query(`
        select 'role' as what from kith.staff_roles r where not exists (
          select from kith.staff_role_periods p
          where p.org_id = r.org_id and p.staff_id = r.staff_id and p.role = r.role and p.held_until = 'infinity')
        union all select 'actor' from kith.staff s where not exists (select from kith.actors a where a.org_id = s.org_id and a.id = s.id)`),
    );
    expect(missing.rows).toEqual([]);
    statements = await asking(database, async (client) =>
      Number((await client.query('select last_value from stop.reached')).rows[0].last_value),
    );
    expect(statements).toBeGreaterThan(10);
    await asking(database, (client) => client.query('drop event trigger stop_here; drop schema stop cascade'));
    expectUnchanged(before, await asking(database, (client) => contentsOf(client, before)));
    expect(await asking(database, schemaOf)).toEqual(newest);
    expect((await migrateDatabase(postgres.connection(database))).applied).toEqual([]);
  }, 60_000);

  it(`killed ${kills} times half-way, by itself or with PostgreSQL under it, it is completed by running it again`, async () => {
    for (let nth = 0; nth < kills; nth++) {
      const database = `${template}_killed_${nth}`;
      await createDatabase(database, template);
      const at = 1 + Math.floor(((nth + 0.5) * statements) / kills);
      await asking(database, (client) => client.query('update stop.here set at = $1', [at]));
      const migrating = spawn(process.execPath, [join(import.meta.dirname, 'migrate-here.ts'), postgres.socketDir, '5432', database], {
        stdio: 'ignore',
      });
      const ended = once(migrating, 'exit');
      const backend = await untilAsleep(database);
      if (nth % 2 === 0) {
        migrating.kill('SIGKILL');
        await ended;
        await asking('postgres', (client) => client.query('select pg_terminate_backend($1)', [backend]));
      } else {
        // One process of PostgreSQL killed: it ends all others and comes back from its log.
        const bystander = await aBystander();
        process.kill(backend, 'SIGKILL');
        await ended;
        await bystander.swept;
        expect(migrating.exitCode, 'the migration does not pretend to have ended well').not.toBe(0);
      }
      await untilAnswering();
      await asking(database, (client) => client.query('drop event trigger stop_here; drop schema stop cascade'));
      await migrateDatabase(postgres.connection(database));
      expectUnchanged(before, await asking(database, (client) => contentsOf(client, before)));
      expect(await asking(database, schemaOf), `killed at statement ${at}`).toEqual(newest);
      await asking('postgres', (client) => client.query(`drop database ${database} with (force)`));
    }
  }, 240_000);
});

/** Puts the session to sleep at one statement that changes the schema, counted from the first. Sequences count on through a rollback. */
const stopAtStatement = `
  create schema stop;
  create sequence stop.reached;
  create table stop.here (at bigint not null);
  insert into stop.here values (0);
  create function stop.maybe() returns event_trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    if nextval('stop.reached') = (select at from stop.here) then perform pg_sleep(60); end if;
  end $$;
  create event trigger stop_here on ddl_command_end execute function stop.maybe()`;

async function untilAsleep(database: string): Promise<number> {
  for (let n = 0; n < 600; n++) {
    const { rows } = await asking('postgres', (client) =>
      client.query<{ pid: number }>(`select pid from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'`, [database]),
    );
    if (rows[0]) return rows[0].pid;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('the migration never got there');
}

/**
 * A connection that does nothing. `swept`: PostgreSQL has ended it with all others; until then it still answers as if nothing had happened, and
 * only afterwards reads its log.
 */
async function aBystander(): Promise<{ swept: Promise<unknown> }> {
  const client = new pg.Client(postgres.connection('postgres'));
  client.on('error', () => undefined);
  await client.connect();
  // Not `once` of node:events: the error that comes first would reject it.
  return { swept: new Promise((done) => client.once('end', done)) };
}

async function untilAnswering(): Promise<void> {
  for (let n = 0; n < 200; n++) {
    try {
      await asking('postgres', (client) => client.query('select 1'));
      return;
    } catch {
      await new Promise((later) => setTimeout(later, 100));
    }
  }
  throw new Error('PostgreSQL did not come back');
}

it('finds a row that a migration would change, and a table it would forget', async () => {
  const [name] = releasedSchemas;
  await createDatabase('careless');
  await restoreReleased(postgres.connection('careless'), name ?? '');
  const before = await asking('careless', contentsOf);
  await asking('careless', (client) => client.query(`update kith.people set name = upper(name)`));
  const changed = await asking('careless', (client) => contentsOf(client, before));
  expect(() => expectUnchanged(before, changed)).toThrow('kith.people');
  await asking('careless', (client) => client.query('alter table kith.goals drop column peer_words'));
  const narrowed = await asking('careless', (client) =>
    contentsOf(client, { 'kith.goals': before['kith.goals'] ?? { columns: [], rows: [] } }),
  );
  expect(() => expectUnchanged({ 'kith.goals': before['kith.goals'] ?? { columns: [], rows: [] } }, narrowed)).toThrow('lost columns');
});
