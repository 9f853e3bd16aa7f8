/** One PostgreSQL for many runs. Its clock is the simulation's: `now()` answers what the connection was told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../../src/server/migrate.ts';
import { startPostgres } from '../../src/server/postgres/postgres.server.ts';

/** The connection's own setting by which it knows the simulated time. */
export const clockSetting = 'sim.now';
const template = 'kith_simulated';

export type SimPostgres = {
  version: string;
  connection: (database: string) => pg.ClientConfig;
  /** A migrated database of this name; one that is there already is thrown away. */
  make: (name: string, from?: string) => Promise<void>;
  drop: (name: string) => Promise<void>;
  stop: () => Promise<void>;
};

export async function startSimPostgres(): Promise<SimPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-simulation-'));
  const asked = process.env.KITH_TEST_PG;
  const engine = asked === 'embedded' || asked === 'system' ? asked : 'auto';
  const settings = { max_connections: '100', autovacuum: 'off', shared_buffers: '128MB' };
  const postgres = await startPostgres({ dataDir, engine, durable: false, settings });
  const admin = new pg.Client(postgres.connection('postgres'));
  await admin.connect();
  await admin.query(`create database ${template}`);
  await migrateDatabase(postgres.connection(template));
  const inTemplate = new pg.Client(postgres.connection(template));
  await inTemplate.connect();
  // Its own `now()` is a function like any other. Written as one expression, so that the planner puts it in place as it does the real one.
  await inTemplate.query(
    `create or replace function pg_catalog.now() returns timestamptz language sql stable parallel safe as
     $$ select coalesce(nullif(current_setting('${clockSetting}', true), '')::timestamptz, pg_catalog.transaction_timestamp()) $$`,
  );
  await inTemplate.end();
  const drop = async (name: string) => void (await admin.query(`drop database if exists ${name} with (force)`));
  return {
    version: postgres.version,
    connection: postgres.connection,
    make: async (name, from = template) => {
      await drop(name);
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [from]);
      await admin.query(`create database ${name} template ${from}`);
    },
    drop,
    stop: async () => {
      await admin.end();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
