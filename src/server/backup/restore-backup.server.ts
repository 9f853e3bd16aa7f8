/**
 * Puts a backup back. The file is read to its end and proved before anything is touched; then everything happens in one transaction, so that
 * a database is either as it was before or as it was when the backup was made.
 */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { UserError } from '../../shared/user-error.ts';
import type { Erased } from '../audit-copy.ts';
import { beginEpochs, mustSeeEverything } from '../epochs.ts';
import { applyMigration, type MigrationFile, readMigrations } from '../migrate.ts';
import { logins } from '../prepare-database.ts';
import { BackupBroken, type BackupHeader, tallyRows } from './backup-format.ts';
import { type CheckedBackup, checkBackup, partsOf } from './check-backup.server.ts';
import { eraseAgain } from './erase-again.server.ts';
import type { OnBytes, OpenedWith } from './seal-file.server.ts';
import { type CatalogueTable, listTables, rowsIn, rowsOut, schemas, writeAlike } from './tables.server.ts';

export type RestoredBackup = {
  header: BackupHeader;
  rows: number;
  organisations: number;
  migrated: string[];
  /** How many records were erased again. */
  erasedAgain: number;
};

export type RestoreParts = {
  /** An existing database; a role that may create roles and sees every row. */
  admin: pg.ClientConfig;
  path: string;
  withKey: OpenedWith;
  /** Puts the backup in the place of what is there. */
  replace: boolean;
  onProgress?: (line: string) => void;
  onBytes?: OnBytes;
  /** Whose record was erased since the backup was made; it is erased again before anything becomes so. */
  erasedSince?: (header: BackupHeader) => readonly Erased[];
  /** Called when everything is in and right, before it becomes so: the last moment to refuse by throwing. */
  beforeCommit?: (header: BackupHeader) => Promise<void>;
};

/** @throws UserError naming what stands against it; the database is then as it was */
export async function restoreBackup(parts: RestoreParts): Promise<RestoredBackup> {
  const say = parts.onProgress ?? (() => undefined);
  say('reading the whole file before anything is touched');
  const checked = await checkBackup(parts.path, parts.withKey, parts.onBytes);
  const { before, after } = sortMigrations(checked.header, await readMigrations());
  const client = new pg.Client(parts.admin);
  await client.connect();
  try {
    await mustSeeEverything(client, 'restore');
    await refuseIfInUse(client);
    if (!parts.replace) await refuseIfFull(client);
    await client.query('begin');
    await client.query(`drop schema if exists ${schemas.join(', ')} cascade`);
    for (const file of before) await applyMigration(client, file);
    const tables = await tablesFor(client, checked);
    await writeAlike(client);
    await load(client, { ...parts, say, tables });
    say('comparing every row with the file');
    await compare(client, tables, checked);
    await client.query('set local row_security = on');
    for (const file of after) await applyMigration(client, file);
    await endWhatMustNotComeBack(client);
    const organisations = await beginEpochs(client, 'restored');
    const erasedAgain = await eraseAgain(client, parts.erasedSince?.(checked.header) ?? []);
    await parts.beforeCommit?.(checked.header);
    await client.query('commit');
    await client.query('analyze');
    const rows = checked.tables.reduce((sum, table) => sum + table.rows, 0);
    return { header: checked.header, rows, organisations, migrated: after.map((file) => file.name), erasedAgain };
  } finally {
    await client.end();
  }
}

/** @returns the migrations the backup had, and those it lacks · @throws UserError when it has one that this Kith does not know */
function sortMigrations(header: BackupHeader, ours: readonly MigrationFile[]): { before: MigrationFile[]; after: MigrationFile[] } {
  const known = new Map(ours.map((file) => [file.name, file]));
  for (const { name, sha256 } of header.migrations) {
    const file = known.get(name);
    if (!file) throw new UserError(`this backup was made by a newer Kith (${name}): bring this one up to date first`);
    if (file.sha256 !== sha256) throw new UserError(`this backup was made by another Kith: its migration ${name} is not ours`);
  }
  const had = new Set(header.migrations.map((one) => one.name));
  return { before: ours.filter((file) => had.has(file.name)), after: ours.filter((file) => !had.has(file.name)) };
}

const triesForLeaving = 10;

/** A server that goes on working would meet tables that vanish under it, and sign with another key. */
async function refuseIfInUse(client: pg.Client): Promise<void> {
  // A server that has just been stopped may still be taking its leave.
  for (let nth = 1; ; nth += 1) {
    const { rows } = await client.query<{ n: number }>(
      'select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = any ($1) and pid <> pg_backend_pid()',
      [Object.values(logins)],
    );
    if (rows[0]?.n === 0) return;
    if (nth === triesForLeaving) throw new UserError('Kith is still running on this database. Stop every server first.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function refuseIfFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ kith: boolean; accounts: boolean }>(
    `select to_regclass('kith.organisations') is not null as kith, to_regclass('auth."user"') is not null as accounts`,
  );
  const asked = [
    ...(rows[0]?.kith ? ['select 1 from kith.organisations'] : []),
    ...(rows[0]?.accounts ? ['select 1 from auth."user"'] : []),
  ].join(' union all ');
  if (asked === '') return;
  const { rowCount } = await client.query(`${asked} limit 1`);
  if (rowCount !== 0) {
    throw new UserError(
      'this database is not empty. With --replace the backup takes the place of everything in it; make a backup of that first.',
    );
  }
}

/** The file's tables, found in the catalogue that our own migrations built. Names from the file are only compared, never put into SQL. */
async function tablesFor(client: pg.Client, checked: CheckedBackup): Promise<CatalogueTable[]> {
  const tables = await listTables(client);
  const here = tables.map(({ name, columns }) => `${name} (${columns.join(', ')})`).sort();
  const there = checked.tables.map(({ name, columns }) => `${name} (${columns.join(', ')})`).sort();
  const strange = there.find((one, n) => one !== here[n]) ?? here.find((one, n) => one !== there[n]);
  if (strange !== undefined) throw new BackupBroken('its tables are not those of its migrations');
  return tables;
}

type Loading = RestoreParts & { say: (line: string) => void; tables: readonly CatalogueTable[] };

async function load(client: pg.Client, { path, withKey, onBytes, say, tables }: Loading): Promise<void> {
  // Migrations leave rows of their own (queues); what the backup had is all there shall be.
  await client.query(`truncate ${tables.map((table) => table.target).join(', ')}`);
  const withTriggers = tables.filter((table) => table.hasTriggers);
  for (const table of withTriggers) await client.query(`alter table ${table.target} disable trigger user`);
  const byName = new Map(tables.map((table) => [table.name, table]));
  let into: { name: string; stream: ReturnType<typeof rowsIn> } | undefined;
  let count = 0;
  for await (const part of partsOf(path, withKey, onBytes)) {
    if (part.kind === 'table') {
      const table = byName.get(part.table.name);
      if (!table) throw new BackupBroken('its parts changed while it was read');
      count += 1;
      say(`${count} of ${tables.length}: ${table.name}`);
      into = { name: table.name, stream: rowsIn(client, table) };
      into.stream.on('error', () => undefined); // met again below, where it is waited for
    } else if (part.kind === 'rows' && into) {
      const { name, stream } = into;
      if (!stream.write(part.bytes))
        await Promise.race([once(stream, 'drain'), finished(stream)]).catch((error) => refusedRows(name, error));
    } else if (part.kind === 'end' && into) {
      const { name, stream } = into;
      stream.end();
      await finished(stream).catch((error: unknown) => refusedRows(name, error));
      if (stream.rowCount !== part.end.rows) throw new BackupBroken(`only ${stream.rowCount} of ${part.end.rows} rows of ${name} went in`);
      into = undefined;
    }
  }
  for (const table of withTriggers) await client.query(`alter table ${table.target} enable trigger user`);
}

/** PostgreSQL's own words quote the row. */
function refusedRows(name: string, error: unknown): never {
  throw new BackupBroken(`the database does not take rows of ${name} (${(error as { code?: string }).code ?? 'no code'})`);
}

/** What is in the tables now, written out again the same way, has the hashes of the file. */
async function compare(client: pg.Client, tables: readonly CatalogueTable[], checked: CheckedBackup): Promise<void> {
  const expected = new Map(checked.tables.map((table) => [table.name, table]));
  for (const table of tables) {
    const tally = tallyRows();
    for await (const bytes of rowsOut(client, table)) tally.add(bytes);
    const found = tally.end();
    const wanted = expected.get(table.name);
    if (found.rows !== wanted?.rows || found.sha256 !== wanted.sha256)
      throw new BackupBroken(`the rows of ${table.name} came out differently`);
  }
}

/**
 * A session or link that was ended after the backup was made would be good again: so nobody is signed in any more, and everyone signs in once.
 * Nothing recorded on a phone is touched by that; it waits there, as always.
 */
async function endWhatMustNotComeBack(client: pg.Client): Promise<void> {
  await client.query('delete from auth."session"');
  await client.query('delete from auth.set_up_link');
  await client.query('delete from auth.reset_asks');
  await client.query('update kith.password_resets set withdrawn_at = now() where used_at is null and withdrawn_at is null');
}
