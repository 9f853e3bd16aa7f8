/** PostgreSQL's own proof that tables and indexes are whole: `pg_amcheck` where it is installed, else the extension it stands on. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { RunningPostgres } from '../../src/server/postgres/postgres.server.ts';

/** @returns how it was checked · @throws with what is broken */
export async function checkPages(postgres: RunningPostgres, database: string): Promise<string> {
  const program = join(postgres.binDir, 'pg_amcheck');
  if (existsSync(program)) {
    const place = ['--host', postgres.socketDir, '--port', '5432', '--username', 'postgres', '--database', database];
    await promisify(execFile)(program, [...place, '--install-missing', '--heapallindexed', '--jobs', '2'], {
      env: { PATH: process.env.PATH },
    });
    return 'pg_amcheck';
  }
  const client = new pg.Client(postgres.connection(database));
  await client.connect();
  try {
    await client.query('create extension if not exists amcheck');
    const { rows } = await client.query<{ wrong: string }>(
      `select c.oid::regclass || ' block ' || v.blkno || ': ' || v.msg as wrong
       from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral verify_heapam(c.oid) v
       where c.relkind in ('r', 't', 'm') and n.nspname not in ('information_schema')`,
    );
    if (rows.length > 0) throw new Error(rows.map((row) => row.wrong).join('\n'));
    await client.query(
      `select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
       where a.amname = 'btree' and i.indisvalid and c.relpersistence = 'p'`,
    );
    return 'extension amcheck';
  } finally {
    await client.end();
  }
}
