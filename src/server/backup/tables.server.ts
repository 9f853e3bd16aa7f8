/** Which tables a backup holds, in an order in which foreign keys hold, and how their rows are put into words that can be compared. */
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { BackupTable } from './backup-format.ts';

/** Schemas that our migrations make. */
export const schemas = ['kith', 'auth', 'pgboss', 'reach', 'migrations'] as const;

/** Not in a backup, and why. Every other table is. */
export const leftOut: Readonly<Record<string, string>> = {
  'migrations.applied': 'the header names the migrations; applying them writes it',
  'reach.secrets': 'the signing key travels in the header and is written at each start',
  'pgboss.version': 'of the schema, which the migrations bring',
  'pgboss.bam': 'the queue library’s own upkeep',
  'pgboss.warning': 'the queue library’s own upkeep',
  'pgboss.queue_stats': 'the queue library’s own counting',
  'pgboss.instance': 'which servers are running now',
};

export type CatalogueTable = BackupTable & {
  /** SQL, quoted, with schema. */
  target: string;
  columnList: string;
  orderBy: string;
  /** Triggers of ours, which must not run while rows are put back. */
  hasTriggers: boolean;
};

/**
 * Every table of the database that belongs in a backup, parents before children. Partitions are read and written through their parent.
 * @throws Error when foreign keys go round in a circle: then no order would do, and the schema needs another look
 */
export async function listTables(client: pg.ClientBase): Promise<CatalogueTable[]> {
  const { rows } = await client.query<{
    name: string;
    target: string;
    columns: string[];
    quoted: string[];
    key: string[];
    triggers: boolean;
  }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as target, k.columns, k.quoted,
       exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers,
       array(
         -- Text is sorted byte by byte, so that every PostgreSQL puts the rows in the same order.
         select format('%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
         from pg_constraint p cross join unnest(p.conkey) with ordinality as key (attnum, at)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = key.attnum
         where p.conrelid = c.oid and p.contype = 'p' order by key.at) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     cross join lateral (
       select array_agg(a.attname::text order by a.attnum) as columns, array_agg(format('%I', a.attname) order by a.attnum) as quoted
       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') k
     where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition
     order by 1`,
    [[...schemas]],
  );
  const tables = rows
    .filter((row) => !(row.name in leftOut))
    .map((row) => {
      if (row.key.length === 0) throw new Error(`table ${row.name} has no primary key, so its rows have no order to be compared in`);
      const { name, columns, target, triggers: hasTriggers } = row;
      return { name, columns, target, hasTriggers, columnList: row.quoted.join(', '), orderBy: row.key.join(', ') };
    });
  return parentsFirst(tables, await listReferences(client));
}

async function listReferences(client: pg.ClientBase): Promise<{ child: string; parent: string }[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    `select distinct cn.nspname || '.' || coalesce(root.relname, c.relname) as child, pn.nspname || '.' || p.relname as parent
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
     join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
     left join pg_inherits i on i.inhrelid = c.oid left join pg_class root on root.oid = i.inhparent
     where k.contype = 'f' and cn.nspname = any ($1)`,
    [[...schemas]],
  );
  // A row that points into its own table is checked when the whole COPY is in.
  return rows.filter((row) => row.child !== row.parent);
}

function parentsFirst(tables: readonly CatalogueTable[], references: readonly { child: string; parent: string }[]): CatalogueTable[] {
  const placed: CatalogueTable[] = [];
  const names = new Set(tables.map((table) => table.name));
  let left = [...tables];
  while (left.length > 0) {
    const done = new Set(placed.map((table) => table.name));
    const ready = left.filter((table) =>
      references.every((one) => one.child !== table.name || !names.has(one.parent) || done.has(one.parent)),
    );
    if (ready.length === 0) throw new Error(`foreign keys go round in a circle: ${left.map((table) => table.name).join(', ')}`);
    placed.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return placed;
}

/** The same text for the same rows, whatever the server's version, locale and time zone. For the transaction only. */
export async function writeAlike(client: pg.ClientBase): Promise<void> {
  await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
    set local bytea_output = 'hex'; set local extra_float_digits = 1; set local client_encoding = 'UTF8';
    set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
}

/** A table's rows in COPY's text format, by primary key. Nothing else may use the connection until they are read to the end. */
export function rowsOut(client: pg.ClientBase, table: CatalogueTable): AsyncIterable<Uint8Array> {
  return client.query(copyTo(`copy (select ${table.columnList} from ${table.target} order by ${table.orderBy}) to stdout`));
}

/** A stream that puts rows in COPY's text format into the table. */
export function rowsIn(client: pg.ClientBase, table: CatalogueTable) {
  return client.query(copyFrom(`copy ${table.target} (${table.columnList}) from stdin`));
}
