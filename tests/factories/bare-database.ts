/** Databases as an operator meets them: empty ones, and a PostgreSQL of the other kind beside the one the tests run on. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUser } from '../../src/server/postgres/database-user.server.ts';
import { type EngineKind, findEngines } from '../../src/server/postgres/engines.server.ts';
import { startPostgres } from '../../src/server/postgres/postgres.server.ts';

export type BareDatabase = { config: pg.ClientConfig; drop: () => Promise<void> };

/** An empty database: nothing of Kith was ever in it. */
export async function bareDatabase(at?: (database: string) => pg.ClientConfig): Promise<BareDatabase> {
  const place = at ?? here;
  const name = `kith_bare_${randomUUID().replaceAll('-', '')}`;
  await run(place('postgres'), `create database ${name} template template0 encoding 'UTF8'`);
  return { config: place(name), drop: () => run(place('postgres'), `drop database if exists ${name} with (force)`) };
}

/** PostgreSQL of the other kind than the one this test run uses, or null where there is only one. */
export async function otherPostgres(): Promise<{
  version: string;
  at: (database: string) => pg.ClientConfig;
  end: () => Promise<void>;
} | null> {
  const { version } = inject('kithPostgres');
  const kinds: EngineKind[] = ['system', 'embedded'];
  for (const kind of kinds) {
    const [engine] = findEngines(kind, databaseUser()).found;
    if (!engine || `${engine.version.major}` === version.split('.')[0]) continue;
    const dataDir = mkdtempSync(join(tmpdir(), 'kith-other-'));
    const postgres = await startPostgres({ dataDir, engine: kind, durable: false });
    const end = async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    return { version: postgres.version, at: (database) => postgres.connection(database), end };
  }
  return null;
}

function here(database: string): pg.ClientConfig {
  const { host, port, user } = inject('kithPostgres');
  return { host, port, user, database, password: '', ssl: false };
}

async function run(config: pg.ClientConfig, sql: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
