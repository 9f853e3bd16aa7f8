/**
 * Writes what a database of a released schema looks like, with a few rows in every table, as plain SQL: `contracts/schemas/<migration>.sql`.
 *   node tests/upgrades/dump-schema.ts 0013_caretaker.sql
 * Done once for each schema that was released, and never again: the file is what machines out there really have. Needs a PostgreSQL of this
 * machine, because the one from npm has no pg_dump.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../../src/server/migrate.ts';
import { startPostgres } from '../../src/server/postgres/postgres.server.ts';
import { schemasFolder } from './released-schemas.ts';

const [migration] = process.argv.slice(2);
if (migration === undefined) throw new Error('name the last migration of the schema');
const file = join(schemasFolder, migration);
if (existsSync(file)) throw new Error(`${migration} is written down already, and stays as it is`);

const dataDir = mkdtempSync(join(tmpdir(), 'kith-schema-'));
const postgres = await startPostgres({ dataDir, engine: 'system', durable: false });
try {
  const maintenance = new pg.Client(postgres.connection('postgres'));
  await maintenance.connect();
  await maintenance.query('create database released').finally(() => maintenance.end());
  await migrateDatabase(postgres.connection('released'), migration);
  const client = new pg.Client(postgres.connection('released'));
  await client.connect();
  await client.query(readFileSync(join(import.meta.dirname, 'some-rows.sql'), 'utf8')).finally(() => client.end());
  const args = ['--column-inserts', '--host', postgres.socketDir, '--username', 'postgres', 'released'];
  const dumped = execFileSync(join(postgres.binDir, 'pg_dump'), args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  // Lines for psql only, and what names the program's version.
  const text = dumped.replaceAll(/^\\(un)?restrict .*\n/gm, '').replaceAll(/^--( Dumped .*)?\n/gm, '');
  writeFileSync(file, text.replaceAll(/\n{3,}/g, '\n\n'));
  process.stdout.write(`wrote ${migration}: ${Math.round(text.length / 1024)} KB\n`);
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
