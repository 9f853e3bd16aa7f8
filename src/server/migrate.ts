/** Brings a database to the newest schema: plain SQL files, in order, forward only, each in one transaction. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const migrationsFolder = join(import.meta.dirname, '../../migrations');

/** Any constant will do, as long as every Kith server uses the same: one migrator at a time. */
const migratorLock = 0x6b697468;

export type MigrationResult = { applied: string[]; total: number };

/**
 * Applies what is missing. Safe to call from several servers at once: the others wait. A file that was changed after it was applied is
 * refused, because the database would then differ from what the code believes.
 *
 * @param connection a role that may create roles and schemas (the superuser of Kith's own PostgreSQL, or `DATABASE_URL`)
 * @param only stop after this file name (for tests of upgrades)
 */
export async function migrateDatabase(connection: pg.ClientConfig, only?: string): Promise<MigrationResult> {
  const files = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migratorLock]);
    await client.query('create schema if not exists migrations');
    await client.query(
      'create table if not exists migrations.applied (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations.applied');
    const known = new Map(rows.map((row) => [row.name, row.sha256]));
    const applied: string[] = [];
    for (const name of files) {
      const text = await readFile(join(migrationsFolder, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = known.get(name);
      if (before !== undefined && before !== sha256) {
        throw new Error(`migrations/${name} was changed after it was applied; write a new migration instead`);
      }
      if (before === undefined) {
        await applyOne(client, { name, text, sha256 });
        applied.push(name);
      }
      if (name === only) break;
    }
    return { applied, total: files.length };
  } finally {
    await client.end();
  }
}

async function applyOne(client: pg.Client, file: { name: string; text: string; sha256: string }): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.text);
    await client.query('reset role');
    await client.query('insert into migrations.applied (name, sha256) values ($1, $2)', [file.name, file.sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migrations/${file.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
