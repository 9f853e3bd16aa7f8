/** A database of its own for one bench, migrated and thrown away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openPool } from '../server/db.ts';
import { startPostgres } from '../server/postgres/postgres.server.ts';
import { createDatabaseIfMissing, logins, prepareDatabase } from '../server/prepare-database.ts';
import { openSecrets } from '../server/secrets.ts';

export type BenchDatabase = { database: Database; owner: pg.Client; admin: pg.ClientConfig };

/** Reading is measured here, so the database need not survive a power cut, and is filled faster for it. */
export async function withDatabaseForBench<T>(work: (bench: BenchDatabase) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  const postgres = await startPostgres({ dataDir, durable: false });
  try {
    await createDatabaseIfMissing(postgres.connection('postgres'), 'kith');
    const connection = postgres.connection('kith');
    const secrets = openSecrets(dataDir);
    await prepareDatabase(connection, secrets);
    const owner = new pg.Client(connection);
    await owner.connect();
    const pool = openPool({ ...connection, user: logins.app });
    try {
      return await work({ database: { pool, secret: Buffer.from(secrets.actor, 'hex') }, owner, admin: connection });
    } finally {
      await pool.end();
      await owner.end();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
