/** Takes a backup: the whole database as of one moment, while Kith may go on working. */
import pg from 'pg';
import { UserError } from '../../shared/user-error.ts';
import { mustSeeEverything } from '../epochs.ts';
import type { Secrets } from '../secrets.ts';
import { type BackupHeader, writeParts } from './backup-format.ts';
import { type SealedTo, writeSealed } from './seal-file.server.ts';
import { type CatalogueTable, listTables, rowsOut, writeAlike } from './tables.server.ts';

export type WrittenBackup = {
  /** Of the file. */
  bytes: number;
  sha256: string;
  organisations: number;
  tables: { name: string; rows: number }[];
};

/**
 * One repeatable-read snapshot, table by table, past row security; counted a second time in the same snapshot, because a backup that is
 * silently empty is worse than none.
 * @param admin a role that sees every row
 * @throws UserError with what to do about it
 */
export async function writeBackup(parts: {
  admin: pg.ClientConfig;
  secrets: Secrets;
  path: string;
  to: SealedTo;
  onProgress?: (line: string) => void;
}): Promise<WrittenBackup> {
  const say = parts.onProgress ?? (() => undefined);
  const client = new pg.Client(parts.admin);
  await client.connect();
  try {
    await mustSeeEverything(client, 'backup');
    await client.query('begin isolation level repeatable read read only');
    await writeAlike(client);
    const header = await headerOf(client, parts.secrets);
    const tables = await listTables(client);
    const byName = new Map(tables.map((table) => [table.name, table]));
    const written: { name: string; rows: number }[] = [];
    const named = tables.map(({ name, columns }) => ({ name, columns }));
    const plain = writeParts(header, named, ({ name }) => {
      const table = byName.get(name) as CatalogueTable;
      say(`${written.length + 1} of ${tables.length}: ${name}`);
      return {
        rows: rowsOut(client, table),
        written: async ({ rows }) => {
          const counted = await client.query<{ n: string }>(`select count(*) as n from ${table.target}`);
          if (Number(counted.rows[0]?.n) !== rows)
            throw new UserError(`only ${rows} of ${counted.rows[0]?.n} rows of ${name} could be read`);
          written.push({ name, rows });
        },
      };
    });
    const file = await writeSealed(parts.path, parts.to, plain);
    const organisations = written.find((one) => one.name === 'kith.organisations')?.rows ?? 0;
    return { ...file, organisations, tables: written };
  } finally {
    await client.end();
  }
}

async function headerOf(client: pg.Client, secrets: Secrets): Promise<BackupHeader> {
  const { rows: known } = await client.query<{ there: boolean }>(`select to_regclass('migrations.applied') is not null as there`);
  if (!known[0]?.there) throw new UserError('there is nothing to back up: this database has never held a Kith');
  const { rows: migrations } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from migrations.applied order by name',
  );
  const { rows } = await client.query<{ at: Date; postgres: string }>(`select now() as at, current_setting('server_version') as postgres`);
  const [now] = rows;
  if (!now) throw new Error('the database did not say what time it is');
  return { format: 1, at: now.at.toISOString(), postgres: now.postgres.split(' ')[0] ?? now.postgres, migrations, secrets };
}
