/** Brings a database to the newest schema: plain SQL files, in order, forward only, each in one transaction. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const migrationsFolder = join(import.meta.dirname, '../../migrations');

/** Any constant will do, as long as every Kith server uses the same: one migrator at a time. */
const migratorLock = 0x6b697468;

export type MigrationResult = { applied: string[]; total: number };

export type MigrationFile = { name: string; text: string; sha256: string };

/** Every migration there is, in order. */
export async function readMigrations(): Promise<MigrationFile[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(migrationsFolder, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing. Safe to call from several servers at once: the others wait. A file that was changed after it was applied is
 * refused, because the database would then differ from what the code believes.
 *
 * @param connection a role that may create roles and schemas (the superuser of Kith's own PostgreSQL, or `DATABASE_URL`)
 * @param only stop after this file name (for tests of upgrades)
 */
export async function migrateDatabase(connection: pg.ClientConfig, only?: string): Promise<MigrationResult> {
  const files = await readMigrations();
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migratorLock]);
    await makeList(client);
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations.applied');
    const known = new Map(rows.map((row) => [row.name, row.sha256]));
    const applied: string[] = [];
    for (const file of files) {
      const before = known.get(file.name);
      if (before !== undefined && before !== file.sha256) {
        throw new Error(`migrations/${file.name} was changed after it was applied; write a new migration instead`);
      }
      if (before === undefined) {
        await applyAlone(client, file);
        applied.push(file.name);
      }
      if (file.name === only) break;
    }
    return { applied, total: files.length };
  } finally {
    await client.end();
  }
}

/** Applies one file in the caller's transaction. */
export async function applyMigration(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await makeList(client);
    await runAmongOthers(client, file.text);
    await client.query('reset role');
    await client.query('insert into migrations.applied (name, sha256) values ($1, $2)', [file.name, file.sha256]);
  } catch (error) {
    throw new Error(`migrations/${file.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const mostTries = 20;

/**
 * Roles belong to the whole PostgreSQL server, which may hold other Kiths' databases: two that migrate at once may change the same role, and
 * then one of them is told so (XX000, "tuple concurrently updated"). It tries again a moment later, from where it was.
 */
async function runAmongOthers(client: pg.Client, text: string): Promise<void> {
  for (let nth = 1; ; nth += 1) {
    await client.query('savepoint among_others');
    try {
      await client.query(text);
      await client.query('release savepoint among_others');
      return;
    } catch (error) {
      await client.query('rollback to savepoint among_others');
      const { code, routine } = error as { code?: string; routine?: string };
      if (nth === mostTries || code !== 'XX000' || !['simple_heap_update', 'simple_heap_delete'].includes(routine ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 100));
    }
  }
}

async function applyAlone(client: pg.Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    await applyMigration(client, file);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function makeList(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists migrations');
  await client.query(
    'create table if not exists migrations.applied (name text primary key, sha256 text not null, at timestamptz not null default now())',
  );
}
