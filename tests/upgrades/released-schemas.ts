/** Databases as released versions of Kith left them: `contracts/schemas/`, made by dump-schema.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export const schemasFolder = join(import.meta.dirname, '../../contracts/schemas');

/** Names of the last migration of each, oldest first. */
export const releasedSchemas = readdirSync(schemasFolder)
  .filter((name) => name.endsWith('.sql'))
  .sort();

/** Fills an empty database with what a released version left. */
export async function restoreReleased(config: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    // A dump sets search_path and more for its session, which ends here.
    await client.query(readFileSync(join(schemasFolder, name), 'utf8'));
  } finally {
    await client.end();
  }
}

export type Contents = Record<string, { columns: string[]; rows: string[] }>;

/** Every row of every table of ours, by the columns that are named (or that there are), as text and sorted. */
export async function contentsOf(client: pg.Client, like?: Contents): Promise<Contents> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attname) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('kith', 'auth', 'reach', 'migrations') and c.relkind = 'r' order by 1`);
  const contents: Contents = {};
  for (const { name, columns: present } of tables) {
    if (like && !(name in like)) continue;
    const columns = (like?.[name]?.columns ?? present).filter((column) => present.includes(column));
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
    const { rows } = await client.query<{ row: string }>(`select row(${list})::text as row from ${name} order by 1`);
    contents[name] = { columns, rows: rows.map(({ row }) => row) };
  }
  return contents;
}

/**
 * What the catalogue says that matters: columns, constraints, indexes, policies, functions, triggers and who may do what. Column order is left
 * out, because an added column always comes last.
 */
export async function schemaOf(client: pg.Client): Promise<string[]> {
  const ours = `('kith', 'auth', 'reach')`;
  const { rows } = await client.query<{ what: string }>(`
    select format('column %s.%s %s %s default %s generated %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then 'not null' else 'null' end, pg_get_expr(d.adbin, d.adrelid), a.attgenerated) as what
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where n.nspname in ${ours} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    union all
    select format('constraint %s %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname in ${ours} and k.contype <> 'n'
    union all
    select format('index %s', pg_get_indexdef(i.indexrelid)) from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours}
    union all
    select format('policy %s %s %s %s %s %s', p.polrelid::regclass, p.polname, p.polcmd,
        (select string_agg(r.rolname, ',' order by r.rolname) from pg_roles r where r.oid = any (p.polroles)),
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours}
    union all
    select format('function %s %s %s %s %s', p.oid::regprocedure, r.rolname, md5(p.prosrc), p.proconfig,
        (select string_agg(a::text, ' ' order by a::text) from unnest(p.proacl) a))
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where n.nspname in ${ours}
    union all
    select format('trigger %s', pg_get_triggerdef(t.oid)) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours} and not t.tgisinternal
    union all
    select format('right %s %s %s %s', g.table_schema || '.' || g.table_name, g.column_name, g.grantee, g.privilege_type)
      from information_schema.column_privileges g where g.table_schema in ${ours} and g.grantee like 'kith%'
    union all
    select format('security %s %s %s', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity) from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours} and c.relkind = 'r'
    order by 1`);
  return rows.map(({ what }) => what);
}
