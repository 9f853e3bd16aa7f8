/** What the migrations built, asked of the catalogue: a table, function or view added tomorrow must obey the same rules or be named here. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../src/server/postgres/test-database.ts';

let made: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  made = await testDatabase();
  admin = new pg.Client(made.config);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await made.drop();
});

/** The first column of every row. */
async function list(sql: string): Promise<string[]> {
  const { rows } = await admin.query<string[]>({ text: sql, rowMode: 'array' });
  return rows.map((row) => row.map(String).join(' · '));
}

const tenantTables = `select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p')`;

test('every table of the organisation has row security, enabled and forced, and at least one policy', async () => {
  expect(await list(`select relname from (${tenantTables}) t where not relrowsecurity or not relforcerowsecurity`)).toEqual([]);
  expect(await list(`select relname from (${tenantTables}) t where not exists (select from pg_policy p where p.polrelid = t.oid)`)).toEqual(
    [],
  );
  expect(
    await list(
      `select relname from (${tenantTables}) t where not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'org_id' and a.attnotnull)`,
    ),
  ).toEqual([]);
});

test('no table with an organisation lies outside the schema that is watched', async () => {
  expect(
    await list(`select c.oid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attname = 'org_id' and c.relkind in ('r', 'p', 'm', 'f') and n.nspname <> 'kith'`),
  ).toEqual([]);
});

const conditions = `select polrelid::regclass as on_table, polname, coalesce(pg_get_expr(polqual, polrelid), '') || ' / ' || coalesce(pg_get_expr(polwithcheck, polrelid), '') as says from pg_policy`;

test('policies contain no OR', async () => {
  expect(await list(`select on_table, polname, says from (${conditions}) p where says ~* '\\mor\\M'`)).toEqual([]);
});

test('no role has two permissive policies for reading one table, for that is an OR, too', async () => {
  const doubled = await list(
    `select polrelid::regclass, r.rolname, c.command, count(*) from pg_policy p cross join unnest(p.polroles) as roles (id) join pg_roles r on r.oid = roles.id
       cross join unnest(case p.polcmd when '*' then array['r', 'a', 'w', 'd'] else array[p.polcmd::text] end) as c (command)
     where p.polpermissive group by 1, 2, 3 having count(*) > 1 order by 1, 2`,
  );
  expect(doubled).toEqual([
    // Writing what belongs to a registration: for people in reach, or for whom one has just registered. Judged once a row written.
    'kith.people_words · kith_near · a · 2',
    'kith.enrolments · kith_near · a · 2',
  ]);
});

test('only the reach functions and the door may read without a condition', async () => {
  expect(
    await list(`select distinct r.rolname from pg_policy p cross join unnest(p.polroles) as roles (id) left join pg_roles r on r.oid = roles.id
      where pg_get_expr(p.polqual, p.polrelid) = 'true' or pg_get_expr(p.polwithcheck, p.polrelid) = 'true'`),
  ).toEqual(['kith_eraser', 'kith_reach']);
  expect(await list(`select polrelid::regclass, polname from pg_policy where 0 = any (polroles)`)).toEqual([]); // for PUBLIC
});

test('every question about who is acting is asked once a query, in a sub-select', async () => {
  const { rows } = await admin.query<{ says: string; on_table: string; polname: string }>(conditions);
  const bare = rows.filter(({ says }) =>
    says.replaceAll(/\(\s*select kith\.me_\w+\(\)( as \w+)?\s*\)/gi, '').match(/me_\w+\(|current_setting/i),
  );
  expect(bare).toEqual([]);
  expect(rows.some(({ says }) => says.includes('me_people'))).toBe(true);
});

test('there are no views, materialised views or foreign tables that could show rows past their policies', async () => {
  expect(
    await list(`select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('kith', 'reach', 'auth', 'public') and (c.relkind in ('m', 'f') or (c.relkind = 'v' and not coalesce(c.reloptions, '{}') @> '{security_invoker=true}'))`),
  ).toEqual([]);
});

test('definer functions have their search path pinned, belong to kith_reach, and are not for everyone', async () => {
  const ours = `select p.oid::regprocedure as f, p.* from pg_proc p where p.pronamespace in ('kith'::regnamespace, 'reach'::regnamespace, 'auth'::regnamespace)`;
  expect(
    await list(`select f from (${ours}) p where prosecdef and not coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'`),
  ).toEqual([]);
  expect(await list(`select f from (${ours}) p where prosecdef and proowner <> 'kith_reach'::regrole`)).toEqual([
    'kith.erase_now(uuid,uuid)', // of kith_eraser, and nothing else is
  ]);
  expect(await list(`select f from (${ours}) p where has_function_privilege('public', oid, 'execute')`)).toEqual([]);
  expect(await list(`select f from (${ours}) p where proleakproof`)).toEqual([]);
  expect(
    await list(
      `select p.oid::regprocedure from pg_proc p where p.prosecdef and p.pronamespace not in ('kith'::regnamespace, 'pg_catalog'::regnamespace)`,
    ),
  ).toEqual([]);
  expect(await list(`select f from (${ours}) p where proname like 'me\\_%' and (provolatile <> 's' or proparallel <> 's')`)).toEqual([]);
});

test("the server's roles can do nothing but their work", async () => {
  expect(
    await list(
      `select rolname from pg_roles where rolname like 'kith%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)`,
    ),
  ).toEqual([]);
  expect(await list(`select rolname from pg_roles where rolname like 'kith%' and rolcanlogin order by 1`)).toEqual([
    'kith_app',
    'kith_auth',
    'kith_jobs',
  ]);
  expect(
    await list(
      `select r.rolname, g.rolname from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname like 'kith%' order by 2`,
    ),
  ).toEqual([
    'kith_app · kith_admin',
    'kith_app · kith_near',
    'kith_app · kith_past',
    'kith_app · kith_representative',
    'kith_app · kith_rollup',
    'kith_app · kith_self',
    'kith_app · kith_wide',
  ]);
  // Rights on a database are not cloned with it, so the template is asked.
  expect(
    await list(`select r.rolname from pg_roles r where r.rolname like 'kith%' and r.rolname not in ('kith_owner')
      and (has_database_privilege(r.rolname, 'kith_template', 'create') or has_database_privilege(r.rolname, 'kith_template', 'temporary'))`),
  ).toEqual([]);
  expect(
    await list(`select r.rolname, n.nspname from pg_roles r cross join pg_namespace n where r.rolname like 'kith%' and r.rolname <> 'kith_owner'
      and n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast%' and has_schema_privilege(r.rolname, n.nspname, 'create')`),
  ).toEqual(['kith_jobs · pgboss']); // it owns that schema; the queue's library makes partitions
  expect(
    await list(`select r.rolname, c.oid::regclass from pg_roles r cross join pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('kith', 'auth', 'reach', 'pgboss', 'migrations') and c.relkind = 'r' and has_table_privilege(r.rolname, c.oid, 'select')
        and ((r.rolname = 'kith_app') or (r.rolname = 'kith_auth' and n.nspname <> 'auth') or (r.rolname = 'kith_jobs' and n.nspname <> 'pgboss'))`),
  ).toEqual([]);
  expect(
    await list(
      `select c.oid::regclass from pg_class c where c.relnamespace = 'kith'::regnamespace and c.relkind = 'r' and c.relowner <> 'kith_owner'::regrole`,
    ),
  ).toEqual([]);
});

test('nobody can become who erases: it owns one function, runs nothing by itself, and may not touch the audit trail that says so', async () => {
  expect(
    await list(`select roleid::regrole, member::regrole from pg_auth_members where 'kith_eraser'::regrole in (roleid, member)`),
  ).toEqual([]);
  expect(await list(`select oid::regprocedure from pg_proc where proowner = 'kith_eraser'::regrole`)).toEqual([
    'kith.erase_now(uuid,uuid)',
  ]);
  expect(
    await list(
      `select r.rolname from pg_roles r where not r.rolsuper and has_function_privilege(r.oid, 'kith.erase_now(uuid, uuid)', 'execute') order by 1`,
    ),
  ).toEqual(['kith_eraser', 'kith_owner', 'kith_reach']); // kith_owner: when a backup is put back
  expect(
    await list(`select c.relname, p.privilege from pg_class c cross join unnest(array['select', 'update', 'delete', 'truncate']) as p (privilege)
      where c.relnamespace = 'kith'::regnamespace and c.relname in ('audit_events', 'audit_seals', 'receipts', 'changes', 'looks')
        and has_table_privilege('kith_eraser', c.oid, p.privilege)`),
  ).toEqual([]);
});

/**
 * What becomes of each text about a person when their record is erased. A column added tomorrow is not in this list, and somebody has to think: whoever
 * lets it stay says why.
 */
test('every text about a person is taken away with their record, or is a code', async () => {
  const stays = [
    'assignments.kind',
    'consents.copy_offered', // codes and hashes, the proof of what was agreed to
    'consents.document_hash',
    'consents.ended_how',
    'consents.explained_language',
    'consents.kind',
    'consents.pack_version',
    'consents.state',
    'contacts.did', // codes of a pack: weeks were counted from them
    'contacts.origin', // a code
    'contacts.mode',
    'contacts.pack_version',
    'contacts.place',
    'contacts.words', // whether there were any
    'disclosures.channel', // that something went, when and on which consent
    'disclosures.content_hash',
    'disclosures.description',
    'disclosures.legal_basis',
    'disclosures.notice_id',
    'disclosures.purpose',
    'emergencies.outcome', // codes: that there was one, and what was found in the review
    'emergencies.told',
    'enrolments.left_reason', // a code
    'erasures.content_hash',
    'erasures.pack_version',
    'erasures.rule',
    'looks.what',
    ...['basis', 'kind', 'locale', 'pack_version', 'parts'].map((column) => `representatives.${column}`), // codes
    'views.locale',
  ];
  const emptied = [
    ...[
      'consents.ended_words',
      'consents.explained_aids',
      'consents.recipient_key',
      'consents.signature',
      'consents.terms',
      'consents.document',
    ],
    ...['nature', 'person_name', 'recipient_facility', 'recipient_name', 'review_words', 'risk'].map((column) => `emergencies.${column}`),
    ...['contacts.struck_why', 'disclosures.content', 'disclosures.recipient_address', 'disclosures.recipient_name', 'views.user_id'],
    ...['name', 'name_key', 'user_id'].map((column) => `representatives.${column}`),
    ...[
      'age_band',
      'culture',
      'email',
      'emergency',
      'full_name',
      'languages',
      'matters',
      'name',
      'phone',
      'pronouns',
      'safe_contact',
      'strengths',
    ].map((column) => `people.${column}`),
  ];
  const deleted = await list(`select table_name from information_schema.role_table_grants
    where table_schema = 'kith' and grantee = 'kith_eraser' and privilege_type = 'DELETE'`);
  const found = await list(
    `select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json')
       and c.relname in (select i.relname from pg_class i join pg_attribute p on p.attrelid = i.oid and p.attname = 'person_id' where i.relnamespace = 'kith'::regnamespace union select 'people')`,
  );
  const left = found.filter((column) => !deleted.includes(column.split('.')[0] ?? ''));
  expect(left.toSorted()).toEqual([...stays, ...emptied].toSorted());
});

test('one connection cannot read in pg_stat_activity what another is saying', async () => {
  expect(await list(`select unnest(rolconfig) from pg_roles where rolname = 'kith_app'`)).toContain('track_activities=off');
});

test('what was written stays: nobody may change or delete entries, looks, receipts, changes or the audit trail', async () => {
  expect(
    await list(`select g.table_name, g.grantee, g.privilege_type from information_schema.role_table_grants g
      where g.table_schema = 'kith' and g.table_name in ('entries', 'looks', 'receipts', 'changes', 'audit_events', 'audit_seals', 'goal_ratings')
        and g.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and g.grantee not in ('kith_owner', 'kith_eraser')`),
  ).toEqual([]);
  expect(
    await list(
      `select distinct table_name from information_schema.role_table_grants where table_schema = 'kith' and grantee not in ('kith_owner', 'kith_eraser') and privilege_type = 'DELETE' order by 1`,
    ),
  ).toEqual(['contact_weeks', 'counted_people', 'people_words', 'programme_weeks', 'staff_programmes', 'staff_roles']); // counted again, indexed again, appointed again
});

test('whoever counts, bills or answers for a programme may name no column in which somebody wrote about themselves or another', async () => {
  const text = await list(
    `select c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json') and has_column_privilege('kith_wide', c.oid, a.attnum, 'select')
       and c.relname in (select i.relname from pg_class i join pg_attribute p on p.attrelid = i.oid and p.attname = 'person_id' where i.relnamespace = 'kith'::regnamespace union select 'people')
     order by 1`,
  );
  // A column added tomorrow is granted to nobody by itself; whoever grants it says here what it holds.
  expect(text).toEqual([
    'assignments.kind', // a code
    'contacts.did', // codes of a pack
    'contacts.mode',
    'contacts.pack_version',
    'contacts.place',
    'contacts.words', // whether there are any
    'enrolments.left_reason', // rows for coordinators and directors only
    'erasures.content_hash', // rows for directors only
    'erasures.pack_version',
    'erasures.rule',
    'legal_holds.lifted_why', // rows for directors only, who write them
    'legal_holds.reason',
    'people.age_band', // from here on: identity and contact, practice-and-law.md §1.6
    'people.email',
    'people.full_name',
    'people.languages',
    'people.name',
    'people.phone',
    'people.pronouns',
    'people.safe_contact',
    'people_words.word', // of names; rows for coordinators and directors only
    'request_files.channel', // codes
    'request_files.language',
    'request_files.what',
    // From here on: what is asked of the programme, in the words it was asked in, and what the programme answered. It is addressed to them; rows for
    // coordinators and directors only. docs/decisions/0035-requests-and-their-clocks.md
    'requests.answer_words',
    'requests.asked_how',
    'requests.correction',
    'requests.extended_why',
    'requests.identity',
    'requests.item_table',
    'requests.kind',
    'requests.outcome',
    'requests.reason',
    'requests.reminder',
    'requests.rule',
    'requests.state',
    'requests.statement',
    'requests.withheld',
    'requests.words',
  ]);
});

test('every key, foreign key and unique index begins with the organisation', async () => {
  const first = (relation: string, column: string) =>
    `(select attname from pg_attribute a where a.attrelid = ${relation} and a.attnum = ${column})`;
  expect(
    await list(`select i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'kith'::regnamespace and ${first('i.indrelid', 'i.indkey[0]')} is distinct from 'org_id' order by 1`),
  ).toEqual([
    'kith.staff_by_user', // at the door an account is looked up before its organisation is known; not unique, so it tells nothing
    'kith.invitations_id', // the link of an invitation names its id only; beyond it, the primary key is (org_id, id)
    'kith.devices_to_wipe', // a device that was ended names only itself: it has no session any more
    'kith.password_resets_id', // the same for the link that chooses a password
    'kith.views_by_user', // as for staff
    'kith.view_invitations_id', // as for colleagues' invitations
    'kith.view_invitations_code', // somebody types the code they are shown and nothing else; not unique
    'kith.representatives_by_user', // as for views
  ]);
  expect(
    await list(`select conrelid::regclass, conname from pg_constraint k where contype = 'f' and connamespace = 'kith'::regnamespace
      and (${first('k.conrelid', 'k.conkey[1]')} <> 'org_id' or ${first('k.confrelid', 'k.confkey[1]')} <> 'org_id')`),
  ).toEqual([]);
});

test('no column is an enum, whose equality no index may use below a policy', async () => {
  expect(
    await list(`select a.attrelid::regclass, a.attname from pg_attribute a join pg_type t on t.oid = a.atttypid join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'kith'::regnamespace and t.typtype = 'e'`),
  ).toEqual([]);
});

test('the generated types say what the database says', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kith-types-'));
  try {
    const { host, port, user } = made.config;
    const url = `postgres://${user}@localhost:${port}/${made.name}?host=${encodeURIComponent(host ?? '')}`;
    const root = join(import.meta.dirname, '../..');
    const options = [
      '--dialect',
      'postgres',
      '--default-schema',
      'kith',
      '--include-pattern',
      'kith.*',
      '--camel-case',
      '--date-parser',
      'string',
    ];
    const mapping = ['--type-mapping', '{"timestamptz":"string","int8":"number"}', '--out-file', join(folder, 'types.ts')];
    await promisify(execFile)(process.execPath, [
      join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--url',
      url,
      ...options,
      ...mapping,
    ]);
    expect(await readFile(join(folder, 'types.ts'), 'utf8')).toBe(await readFile(join(root, 'src/server/db-types.ts'), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
