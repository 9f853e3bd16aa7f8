/**
 * Who may see which row, worked out a second time from plain relationships in memory, without any SQL of Kith's own. The harness compares
 * PostgreSQL with this; where the two differ, one of them is wrong.
 */
import type pg from 'pg';
import type { Reach } from '../../src/server/db.ts';
import type { Attacker } from './attack-world.ts';

export type Row = Record<string, unknown> & { org_id: string };
export type Tables = Map<string, { ctid: string; row: Row }[]>;

/** Every row of every table, read as superuser. */
export async function readEverything(admin: pg.Client): Promise<Tables> {
  const { rows: names } = await admin.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'kith'::regnamespace and relkind = 'r' order by 1`,
  );
  const tables: Tables = new Map();
  for (const { relname } of names) {
    const { rows } = await admin.query<{ ctid: string; row: string }>(`select ctid::text, to_jsonb(t)::text as row from kith.${relname} t`);
    tables.set(
      relname,
      rows.map(({ ctid, row }) => ({ ctid, row: JSON.parse(row) as Row })),
    );
  }
  return tables;
}

const ofThePerson = [
  'people_words',
  'enrolments',
  'assignments',
  'goals',
  'goal_steps',
  'goal_ratings',
  'contacts',
  'contact_goals',
  'follow_ups',
  'visits',
  'looks',
];
const ofColleagues = ['organisations', 'programmes', 'staff', 'staff_roles', 'staff_programmes', 'supervisions'];
const ofCounting = [
  'contacts',
  'changes',
  'programmes',
  'contact_weeks',
  'programme_weeks',
  'counted_people',
  'rollup_marks',
  'audit_events',
  'audit_seals',
  'people',
];

/** Columns a reach may read of a table, where it may not read all. */
export const someColumns: Partial<Record<Reach, Record<string, readonly string[]>>> = {
  rollup: { people: ['org_id', 'id', 'merged_into'] },
};

/** Tables a reach may name at all; a select on any other is refused. */
export const readable: Record<Reach, readonly string[]> = {
  near: [...ofColleagues, 'people', ...ofThePerson, 'entries', 'devices', 'mirror_keeps', 'change_counters', 'changes', 'receipts'],
  wide: [
    ...ofColleagues,
    'people',
    'people_words',
    'assignments',
    'contacts',
    'enrolments',
    'change_counters',
    'receipts',
    'contact_weeks',
    'programme_weeks',
    'count_exports',
  ],
  admin: [...ofColleagues, 'invitations', 'devices', 'change_counters', 'receipts'],
  rollup: [...ofCounting, 'change_counters'],
};

/** What the actor may see through this reach; the rule for each table in one line. */
export function modelFor(tables: Tables, reach: Reach, actor: Attacker): (table: string, row: Row) => boolean {
  const rowsOf = (table: string) => (tables.get(table) ?? []).map((each) => each.row);
  const mine = rowsOf('staff').find((row) => row.id === actor.staffId && row.org_id === actor.orgId);
  const active = mine?.active === true;
  const roles = new Set(
    rowsOf('staff_roles').flatMap((row) => (row.staff_id === actor.staffId && row.org_id === actor.orgId ? [row.role] : [])),
  );
  const is = (...names: string[]) => active && names.some((name) => roles.has(name));
  const now = Date.now();
  const current = (row: Row) =>
    Date.parse(String(row.starts_at)) <= now && (row.ends_at === 'infinity' || Date.parse(String(row.ends_at)) > now);

  const walked = (staffId: unknown) =>
    rowsOf('assignments').flatMap((row) => (row.org_id === actor.orgId && row.staff_id === staffId && current(row) ? [row.person_id] : []));
  const people = new Set(active ? walked(actor.staffId) : []);
  if (is('supervisor', 'coordinator', 'director')) {
    for (const row of rowsOf('supervisions')) {
      if (row.org_id === actor.orgId && row.supervisor_id === actor.staffId && current(row))
        for (const id of walked(row.staff_id)) people.add(id);
    }
  }
  for (const row of rowsOf('people'))
    if (row.merged_into !== null && people.has(row.merged_into) && row.org_id === actor.orgId) people.add(row.id);

  const programmes = new Set(
    is('director', 'biller', 'evaluator')
      ? rowsOf('programmes').flatMap((row) => (row.org_id === actor.orgId ? [row.id] : []))
      : rowsOf('staff_programmes').flatMap((row) =>
          row.staff_id === actor.staffId && row.org_id === actor.orgId ? [row.programme_id] : [],
        ),
  );
  const programmeOf = new Map(rowsOf('people').map((row) => [row.id, row.programme_id]));

  const near = (table: string, row: Row): boolean => {
    if (ofColleagues.includes(table) || table === 'change_counters') return true;
    if (table === 'people') return people.has(row.id);
    if (ofThePerson.includes(table)) return people.has(row.person_id);
    if (table === 'entries') return people.has(row.person_id) && (row.audience !== 'pair' || row.author_id === actor.staffId);
    if (table === 'devices' || table === 'mirror_keeps') return row.staff_id === actor.staffId;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (table === 'changes') return row.scope_id === actor.orgId || people.has(row.scope_id);
    return false;
  };
  const wide = (table: string, row: Row): boolean => {
    if (ofColleagues.includes(table) || table === 'change_counters') return true;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (table === 'people' || table === 'contacts' || table === 'enrolments') {
      return is('director', 'coordinator', 'biller') && programmes.has(row.programme_id);
    }
    if (table === 'people_words') return is('director', 'coordinator') && programmes.has(programmeOf.get(row.person_id));
    if (table === 'assignments') return is('director', 'coordinator') && programmes.has(row.programme_id);
    const counts = is('director', 'coordinator', 'biller', 'evaluator', 'supervisor');
    if (table === 'contact_weeks' || table === 'programme_weeks') return counts && programmes.has(row.programme_id);
    if (table === 'count_exports') return counts && row.staff_id === actor.staffId;
    return false;
  };
  const admin = (table: string, row: Row): boolean => {
    if (table === 'change_counters') return true;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (ofColleagues.includes(table) || table === 'invitations' || table === 'devices') return is('administrator', 'director');
    return false;
  };
  const rollup = (table: string): boolean => ofCounting.includes(table) || table === 'change_counters';

  const rule = { near, wide, admin, rollup }[reach];
  return (table, row) => row.org_id === actor.orgId && readable[reach].includes(table) && rule(table, row);
}

/** Copies of what the model shows, in a schema of their own, so that any statement can be asked there, too. */
export async function makeModelSchema(
  admin: pg.Client,
  tables: Tables,
  asked: { schema: string; reach: Reach; actor: Attacker | null },
): Promise<void> {
  const sees = asked.actor === null ? () => false : modelFor(tables, asked.reach, asked.actor);
  const statements = [`create schema ${asked.schema}`];
  for (const table of readable[asked.reach]) {
    const shown = (tables.get(table) ?? []).filter(({ row }) => sees(table, row)).map(({ ctid }) => `'${ctid}'`);
    const columns = someColumns[asked.reach]?.[table]?.join(', ') ?? '*';
    const from = `select ${columns} from kith.${table}`;
    statements.push(
      `create table ${asked.schema}.${table} as ${from} where ${shown.length === 0 ? 'false' : `ctid = any (array[${shown.join(',')}]::tid[])`}`,
    );
  }
  await admin.query(statements.join(';\n'));
}

/** Every word, number-like text and id in the rows that stay hidden; none of them may surface. */
export function hiddenWords(tables: Tables, reach: Reach, actor: Attacker | null): Set<string> {
  const sees = actor === null ? () => false : modelFor(tables, reach, actor);
  const hidden = new Set<string>();
  const shown = new Set<string>();
  for (const [table, rows] of tables) {
    for (const { row } of rows) {
      const into = sees(table, row) ? shown : hidden;
      const columns = someColumns[reach]?.[table];
      for (const [name, value] of Object.entries(row)) {
        const to = columns && !columns.includes(name) ? hidden : into;
        for (const found of JSON.stringify(value ?? '').matchAll(
          /canary [a-z0-9 -]+ [0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
        ))
          to.add(found[0]);
      }
    }
  }
  for (const each of shown) hidden.delete(each);
  return hidden;
}
