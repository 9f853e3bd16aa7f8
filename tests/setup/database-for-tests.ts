import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../src/server/migrate.ts';
import { startPostgres } from '../../src/server/postgres/postgres.server.ts';

/** One PostgreSQL for the whole run, with a migrated database that each test file clones. `KITH_TEST_PG` chooses the engine. */
export default async function databaseForTests(project: TestProject): Promise<() => Promise<void>> {
  const asked = process.env.KITH_TEST_PG;
  const engine = asked === 'embedded' || asked === 'system' ? asked : 'auto';
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-test-'));
  const postgres = await startPostgres({ dataDir, engine, durable: false, settings: { max_connections: '200' } });
  const end = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const client = new pg.Client(postgres.connection('postgres'));
    await client.connect();
    await client.query('create database kith_template').finally(() => client.end());
    await migrateDatabase(postgres.connection('kith_template'));
  } catch (error) {
    await end();
    throw error;
  }
  project.provide('kithPostgres', { host: postgres.socketDir, port: 5432, user: 'postgres', version: postgres.version });
  return end;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The PostgreSQL of this test run: the superuser, through its private socket. */
    kithPostgres: { host: string; port: number; user: string; version: string };
  }
}
