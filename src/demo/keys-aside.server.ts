/**
 * Filling tables without paying for each row: foreign keys and indexes are set aside, and made again over all rows at once. A foreign key looked
 * up row by row cost more than everything else together, and indexes on ids in no order are written all over.
 */
import type pg from 'pg';

type Constraint = { tableName: string; name: string; kind: 'f' | 'p' | 'u'; definition: string };
type Index = { indexName: string; definition: string };

/**
 * Runs `work` in the transaction the caller has opened. Afterwards every key and index is there as before, and has judged every row: one that
 * points nowhere, or comes twice, throws, and the caller's rollback takes everything back.
 * @param client a superuser's connection, in a transaction; nobody else reaches the tables until it ends
 * @param tables names in schema `kith`
 */
export async function withKeysAside(client: pg.Client, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const constraints = await listConstraints(client, tables);
  const indexes = await listIndexes(client, tables);
  const foreign = constraints.filter((one) => one.kind === 'f');
  const own = constraints.filter((one) => one.kind !== 'f');
  // Foreign keys lean on primary and unique ones: they go first and come last.
  for (const { tableName, name } of [...foreign, ...own]) await client.query(`alter table ${tableName} drop constraint ${name}`);
  for (const { indexName } of indexes) await client.query(`drop index ${indexName}`);
  await work();
  // Sorting and joining in memory; the usual 64 MB and 4 MB would go through files.
  await client.query("set local maintenance_work_mem = '256MB'");
  for (const { tableName, name, definition } of own) await client.query(`alter table ${tableName} add constraint ${name} ${definition}`);
  for (const { definition } of indexes) await client.query(definition);
  for (const { tableName, name, definition } of foreign)
    await client.query(`alter table ${tableName} add constraint ${name} ${definition}`);
}

/** Keys of these tables, and foreign keys of others that point at them. */
async function listConstraints(client: pg.Client, tables: readonly string[]): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select c.conrelid::regclass::text as "tableName", quote_ident(c.conname) as name, c.contype as kind, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c
     where c.contype in ('f', 'p', 'u') and (c.conrelid = any ($1::regclass[]) or c.confrelid = any ($1::regclass[]))
     order by c.oid`,
    [tables.map((table) => `kith.${table}`)],
  );
  return rows;
}

/** Indexes that no constraint stands on. */
async function listIndexes(client: pg.Client, tables: readonly string[]): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select i.indexrelid::regclass::text as "indexName", pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid = any ($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by i.indexrelid`,
    [tables.map((table) => `kith.${table}`)],
  );
  return rows;
}
