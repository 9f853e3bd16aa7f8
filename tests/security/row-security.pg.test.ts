/** PostgreSQL attacked with SQL, as if every query of the server had a hole: what comes out must be what plain relationships allow. */
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AttackWorld, anAttackWorld } from './attack-world.ts';
import { actorOf, ask, attackerConnection, fill, fingerprint, idsOf, type Outcome, opening, type Probe, surfaced } from './probe.ts';
import { hiddenWords, makeModelSchema, readEverything, type Tables } from './reach-model.ts';
import { escaping } from './statements/escaping.ts';
import { ownView } from './statements/own-view.ts';
import { reading } from './statements/reading.ts';
import { representatives } from './statements/representatives.ts';
import { requests } from './statements/requests.ts';
import { writing } from './statements/writing.ts';

let world: AttackWorld;
let tables: Tables;
let client: pg.Client;
let bystander: pg.Client;
const models = new Map<string, string>();
const hidden = new Map<string, Set<string>>();

beforeAll(async () => {
  world = await anAttackWorld();
  tables = await readEverything(world.admin);
  client = await attackerConnection(world);
  // Someone else at work at the same moment, with a signature an attacker would like to read.
  bystander = await attackerConnection(world);
  await bystander.query(opening(world, 'near', 'dina'));
});
afterAll(async () => {
  await bystander.end();
  await client.end();
  await world.end();
});

/** The same statement over the rows the model shows. */
async function overModel(probe: Probe, text: string): Promise<Outcome> {
  const [as, who] = probe;
  if (as === 'app') throw new Error('the model has no rows for a role that reads none');
  const key = `${as}_${who}`;
  let schema = models.get(key);
  if (schema === undefined) {
    schema = `model_${key}`;
    models.set(key, schema);
    await makeModelSchema(world.admin, tables, { schema, reach: as, actor: actorOf(world, who) });
  }
  return ask(world.admin, [text.replaceAll('kith.', `${schema}.`)]);
}

function leaked(probe: Probe, outcome: Outcome, said: string): string[] {
  const [as, who] = probe;
  const key = `${as}_${who}`;
  const reach = as === 'app' ? 'near' : as;
  const words = hidden.get(key) ?? hiddenWords(tables, reach, as === 'app' ? null : actorOf(world, who));
  hidden.set(key, words);
  const out = surfaced(outcome);
  return [...words].filter((each) => out.includes(each) && !said.includes(each));
}

async function run(probe: Probe): Promise<{ outcome: Outcome; statements: string[] }> {
  const [as, who, sql] = probe;
  const ids = idsOf(world);
  const statements = (typeof sql === 'string' ? [sql] : sql).map((each) => fill(each, ids));
  await client.query(opening(world, as, who));
  try {
    return { outcome: await ask(client, statements), statements };
  } finally {
    await client.query('rollback');
    await client.query('deallocate all');
  }
}

async function judge(probe: Probe): Promise<string | null> {
  const gives = probe[3];
  const { outcome, statements } = await run(probe);
  const leaks = leaked(probe, outcome, statements.join('\n'));
  if (leaks.length > 0) return `shows ${leaks.length} hidden words: ${leaks[0]}`;
  const code = outcome.error?.code;
  if (gives === 'error') return outcome.error ? null : 'no error';
  if (/^[0-9A-Z]{5}$/.test(gives)) return code === gives ? null : `${code ?? `${outcome.count} rows`} instead of ${gives}`;
  if (outcome.error) return `error ${code}: ${outcome.error.message}`;
  if (gives === 'nothing') return outcome.rows.length === 0 && !outcome.count ? null : `${outcome.count} rows`;
  if (gives === 'model') {
    const expected = await overModel(probe, statements.at(-1) ?? '');
    if (expected.error) return `the model cannot answer: ${expected.error.message}`;
    return fingerprint(expected) === fingerprint(outcome) ? null : `${outcome.rows.length} rows, the model has ${expected.rows.length}`;
  }
  const wanted = Number(gives.slice('done '.length));
  return outcome.count >= wanted && (outcome.count === wanted || /explain/.test(statements.at(-1) ?? ''))
    ? null
    : `${outcome.count} rows instead of ${wanted}`;
}

test.each([
  ['reading', reading],
  ['writing', writing],
  ['escaping', escaping],
  ['a person’s own view', ownView],
  ['a view for somebody else', representatives],
  ['what people ask for', requests],
] as const)('%s: every hand-written statement gives what it must', async (_name, probes) => {
  const wrong: string[] = [];
  for (const probe of probes) {
    const problem = await judge(probe);
    if (problem !== null) wrong.push(`${probe[0]} ${probe[1]}: ${[probe[2]].flat().join('; ')}\n    → ${problem}`);
  }
  expect(wrong).toEqual([]);
});

test('there are at least 150 of them, 15 of which are upserts or MERGE', () => {
  const all = [...reading, ...writing, ...escaping];
  process.stderr.write(`[row security] ${all.length} hand-written statements\n`);
  expect(writing.filter((probe) => /on conflict|^merge/.test([probe[2]].flat().join())).length).toBeGreaterThanOrEqual(15);
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(new Set(all.map((probe) => JSON.stringify(probe))).size).toBe(all.length);
});

test('each hand-written statement changed nothing: all were rolled back', async () => {
  const after = await readEverything(world.admin);
  for (const [table, rows] of tables)
    expect(
      after.get(table)?.map(({ row }) => row),
      table,
    ).toEqual(rows.map(({ row }) => row));
});

/** Faults planted one after the other, each of which some statement above must notice. Nothing is repaired: the world ends here. */
const faults: readonly [what: string, sql: string, noticed: Probe][] = [
  [
    'a policy open by mistake',
    'create policy careless on kith.goals for select to kith_near using (true)',
    ['near', 'meena', 'select * from kith.goals', 'model'],
  ],
  ['the same, seen by its count alone', 'select 1', ['near', 'meena', 'select count(*) from kith.goals', 'model']],
  [
    'an emergency that never ends',
    `create or replace function kith.me_opened() returns uuid[] language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as
       $$ select array(select e.person_id from kith.emergencies e where e.org_id = kith.me_org() and e.staff_id = kith.me_staff()) $$`,
    ['near', 'nila', `select id from kith.people where id = '{selvi}'`, 'nothing'],
  ],
  [
    'row security switched off',
    'alter table kith.follow_ups disable row level security',
    ['near', 'empty', 'select count(*) from kith.follow_ups having count(*) > 0', 'nothing'],
  ],
  [
    'a signature that does not name the reach',
    `create or replace function kith.me_signed() returns boolean language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as
       $$ select exists (select from reach.secrets) and current_setting('app.sig', true) <> '' $$`,
    ['near', 'meena', ['set local role kith_rollup', 'select * from kith.contacts'], 'nothing'],
  ],
  ['the same, when anybody signs', 'select 1', ['near', 'forged', 'select * from kith.staff', 'nothing']],
  [
    'a coordinator who may assign anybody',
    'alter policy wide_make on kith.assignments with check (org_id = (select kith.me_coordinating_org()))',
    [
      'wide',
      'devi',
      `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by) values ('{here}', gen_random_uuid(), '{selvi}', '{devi}', '{walk}', 'peer', now(), '{devi}')`,
      '42501',
    ],
  ],
  [
    'a right to the words people say of themselves',
    'grant select (matters) on kith.people to kith_wide',
    ['wide', 'bala', 'select count(*) from kith.people where matters is not null', '42501'],
  ],
  [
    'the same, for the whole row',
    'grant select on kith.people to kith_wide',
    ['wide', 'bala', 'select to_jsonb(p) from kith.people p', '42501'],
  ],
  [
    'an administrator who may let anybody in again',
    'alter policy make on kith.password_resets with check (org_id = (select kith.me_admin_org()))',
    [
      'admin',
      'anu',
      `insert into kith.password_resets (org_id, id, staff_id, kind, made_by, expires_at) values ('{here}', gen_random_uuid(), '{dina}', 'administrator', '{anu}', now() + interval '1 hour')`,
      '42501',
    ],
  ],
  [
    'why somebody left, shown to who bills',
    'alter policy wide on kith.enrolments using (org_id = (select kith.me_wide_org()))',
    ['wide', 'bala', 'select left_reason from kith.enrolments', 'nothing'],
  ],
  ['a lock that nobody asks', 'drop policy not_locked on kith.goals', ['near', 'latha', 'select * from kith.goals', 'nothing']],
  [
    'a record of sharing that asks for no consent',
    `alter policy near_share on kith.disclosures with check (org_id = (select kith.me_org()) and discloser_id = (select kith.me_staff()))`,
    [
      'near',
      'meena',
      `insert into kith.disclosures (org_id, id, person_id, consent_id, discloser_id, recipient_name, description, purpose, legal_basis, channel, notice_id,
         consent_attached, partial_because_locked, from_day, to_day, content, content_hash)
       select '{here}', gen_random_uuid(), '{kavi}', c.id, '{meena}', 'x', '', 'x', 'x', 'pdf', 'x', true, false, '2026-01-01', '2026-01-02', '', '' from kith.consents c limit 1`,
      '42501',
    ],
  ],
  [
    'name words without their people',
    'alter policy wide on kith.people_words using (org_id = (select kith.me_coordinating_org()))',
    ['wide', 'devi', 'select * from kith.people_words', 'model'],
  ],
  [
    'a grant too many',
    'grant update on kith.entries to kith_near; create policy careless on kith.entries for update to kith_near using (true)',
    ['near', 'meena', `update kith.entries set words = 'other words'`, '42501'],
  ],
  [
    "a view of the owner's",
    'create view kith.handy as select * from kith.change_counters; grant select on kith.handy to kith_near',
    ['near', 'meena', 'select * from kith.handy where org_id is null', '42501'],
  ],
  ['temporary tables', 'select 1', ['near', 'meena', 'create temporary table mine (x text)', '42501']],
];

test.each(faults)('the harness notices: %s', async (what, sql, noticed) => {
  if (what === 'temporary tables') await world.admin.query(`grant temporary on database ${world.config.database} to public`);
  else
    await world.admin.query(
      `set role kith_owner; ${/function kith.me_(signed|opened)/.test(sql) ? `reset role; ${sql}` : `${sql}; reset role`}`,
    );
  expect(await judge(noticed)).not.toBeNull();
});
