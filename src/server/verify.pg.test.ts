import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testSigner } from '../../tests/factories/test-seals.ts';
import { makeWorld, secretOf, type World } from '../bench/made-up-world.ts';
import { linesOf } from '../cli/verify.ts';
import { recordContactHandler } from '../features/contacts/record-contact.server.ts';
import { newId } from '../shared/id.ts';
import { sealAudit } from './audit-seals.ts';
import { type Database, openPool } from './db.ts';
import { type TestDatabase, testDatabase } from './postgres/test-database.ts';
import { rollUp } from './rollup.ts';
import { runCommand } from './run-command.ts';
import { verifyDatabase } from './verify.ts';

let home: TestDatabase;
let owner: pg.Client;
let database: Database;
let world: World;

// Each test breaks its own database: nothing here could be put right again afterwards.
beforeEach(async () => {
  home = await testDatabase();
  owner = new pg.Client(home.config);
  await owner.connect();
  database = { pool: openPool({ ...home.config, user: 'kith_app', max: 2 }), secret: await secretOf(owner) };
  const size = { programmes: 1, people: 4, peers: 1, contacts: 20, days: 20, lastDay: new Date().toISOString().slice(0, 10) };
  world = await makeWorld(owner, 'proved', size);
  for (let n = 0; n < 6; n += 1) await record(n % 4);
  await sealAudit(database, world.desk.director, testSigner);
  for (let n = 0; n < 4; n += 1) await record(n % 4);
  await sealAudit(database, world.desk.director, testSigner);
  await rollUp(database, world.desk.director);
});
afterEach(async () => {
  await database.pool.end();
  await owner.end();
  await home.drop();
});

async function record(person: number): Promise<void> {
  const [peer] = world.peers;
  if (!peer) throw new Error('the world has a peer');
  const { rows } = await owner.query<{ id: string }>('select id from kith.people where org_id = $1 order by id offset $2 limit 1', [
    world.orgId,
    person,
  ]);
  const now = new Date(Date.now() - 3_600_000).toISOString();
  const args = {
    occasionId: newId(),
    startedAt: now,
    minutes: 30,
    day: now.slice(0, 10),
    place: 'home',
    mode: 'in_person',
    did: [],
    words: 'none',
    late: false,
    with: [{ contactId: newId(), personId: rows[0]?.id, programmeId: world.programmes[0], goalIds: [], entries: [], followUp: null }],
    visitId: null,
  };
  const client = await database.pool.connect();
  try {
    const answer = await runCommand(
      {
        database,
        commands: new Map([['record-contact', recordContactHandler]]),
        onFault: ({ error }) => {
          throw error;
        },
      },
      client,
      peer,
      { id: newId(), name: 'record-contact', version: 1, args, recordedAt: now, packVersion: 'p' },
    );
    expect(answer.outcome).toBe('accepted');
  } finally {
    client.release();
  }
}

const found = async () => (await verifyDatabase(home.config)).findings.map((finding) => finding.message);

test('an untouched database is found right, and its seals hold every audit row', async () => {
  const report = await verifyDatabase(home.config);
  expect(report.findings).toEqual([]);
  expect(report.chain).toMatchObject({ seals: 2, sealedRows: 10, unsealedRows: 0 });
  expect(report.chain.heads).toEqual([{ orgId: world.orgId, seq: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(report.epochs).toEqual([{ orgId: world.orgId, seq: 1, why: 'set_up', beganAt: expect.any(String), fromPosition: 0 }]);
  expect(linesOf(report).at(-1)).toBe('nothing wrong was found');
  expect(linesOf(report).filter((line) => line.startsWith('ok'))).toHaveLength(report.checks.length);
});

test('sealing again, and at the same moment, adds nothing; the next rows get the next seal', async () => {
  const none = { seals: 0, rows: 0 };
  expect(await Promise.all([1, 2, 3].map(() => sealAudit(database, world.desk.director, testSigner)))).toEqual([none, none, none]);
  await record(1);
  const both = await Promise.all([1, 2].map(() => sealAudit(database, world.desk.director, testSigner)));
  expect(both.map((one) => one.rows).sort()).toEqual([0, 1]);
  expect((await verifyDatabase(home.config)).chain.seals).toBe(3);
});

test('the server itself can neither change nor remove an audit row or a seal', async () => {
  for (const role of ['near', 'wide', 'admin', 'rollup', 'past']) {
    for (const table of ['audit_events', 'audit_seals']) {
      for (const statement of [`update kith.${table} set org_id = org_id`, `delete from kith.${table}`, `truncate kith.${table}`]) {
        const client = await database.pool.connect();
        try {
          await client.query(`begin; set local role kith_${role}`);
          await expect(client.query(statement)).rejects.toThrow('permission denied');
          await client.query('rollback');
        } finally {
          client.release();
        }
      }
    }
  }
});

const third = '(select id from kith.audit_events order by position offset 2 limit 1)';

test.each([
  ['an event was changed', `update kith.audit_events set event = 'contact.struck' where id = ${third}`, 'seal 1', 'changed or moved'],
  [
    'an instant was moved by a microsecond',
    `update kith.audit_events set at = at + interval '1 microsecond' where id = ${third}`,
    'seal 1',
    'changed',
  ],
  ['details were put in', `update kith.audit_events set details = '{"a": 1}' where id = ${third}`, 'seal 1', 'changed'],
  [
    'another actor was named',
    `update kith.audit_events set actor_id = (select id from kith.staff where name = 'director') where id = ${third}`,
    'seal 1',
    'changed',
  ],
  ['a row was taken out', `delete from kith.audit_events where id = ${third}`, 'seal 1', '1 of its 6 audit rows are gone'],
  [
    'two rows changed places',
    `update kith.audit_events e set position = case position when 2 then 3 else 2 end where position in (2, 3)`,
    'seal 1',
    'changed or moved',
  ],
  ['a seal was taken out', 'delete from kith.audit_seals where seq = 1', 'seal 2', 'does not follow'],
  [
    'a seal was made anew without the rows',
    `update kith.audit_seals set hash = sha256('x') where seq = 1`,
    'seal 1',
    'its hash is another',
  ],
  ['a later seal points elsewhere', `update kith.audit_seals set previous_hash = sha256('x') where seq = 2`, 'seal 2', 'does not follow'],
])('%s: the first broken seal is named', async (_what, tamper, seal, why) => {
  await owner.query(tamper);
  const chain = (await verifyDatabase(home.config)).findings.filter((finding) => finding.check === 'audit chain');
  expect(chain).toHaveLength(1);
  expect(chain[0]?.message).toContain(`${seal} of organisation ${world.orgId}`);
  expect(chain[0]?.message).toContain(why);
});

test('a row put in after its batch was sealed is found', async () => {
  await owner.query(
    `insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
     select org_id, position, gen_random_uuid(), actor_id, event, scope_id, command_id from kith.audit_events where position = 3`,
  );
  expect(await found()).toContain(`seal 1 of organisation ${world.orgId}: 1 audit rows were put in after it was made`);
});

test('the newest rows cannot be cut off together with their seal: their receipts remain', async () => {
  await owner.query('delete from kith.audit_seals where seq = 2');
  await owner.query('delete from kith.audit_events where position > 6');
  expect((await found()).filter((message) => message.includes('no audit row says so'))).toHaveLength(4);
});

test.each([
  ['a counter was set back', 'update kith.change_counters set n = n - 1', 'the change counter says 9, but'],
  [
    'an epoch was changed behind the list',
    'alter table kith.change_counters disable trigger user; update kith.change_counters set epoch = gen_random_uuid()',
    'is not the newest that is written down',
  ],
  ['an epoch began where nothing was yet', 'update kith.epochs set from_position = 99', 'epoch 1 began at 99, before the one it follows'],
  [
    'the database was restored from another server’s files',
    `update kith.epochs set server = '7000000000000000000/00000002'`,
    'restored or promoted since its epoch began',
  ],
  ['a receipt is gone', 'delete from kith.receipts where position = 2', 'has no receipt that says so'],
  [
    'an entry is about someone else than its contact',
    `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, written_at)
     select c.org_id, gen_random_uuid(), c.id, (select id from kith.people where id <> c.person_id limit 1), c.author_id, 'peer', 'team', 'w', 'en', now()
     from kith.contacts c limit 1`,
    'is about another person than its contact',
  ],
  ['row security was switched off', 'alter table kith.people disable row level security', 'table people has row security switched off'],
  [
    'row security lets the owner pass',
    'alter table kith.goals no force row level security',
    'table goals has row security that its owner may pass',
  ],
  ['a policy got an OR', 'create policy loose on kith.goals to kith_wide using (true or org_id is null)', 'policy loose on goals'],
  ['audit rows became changeable', 'grant update on kith.audit_events to kith_near', 'audit rows may be changed by role kith_near'],
  ['a table without the organisation', 'create table kith.loose (id int primary key)', 'table loose has no primary key'],
  ['a counted week was changed', 'update kith.contact_weeks set contacts = contacts + 1', 'differs from its contacts'],
  ['a counted week lost a person', 'update kith.programme_weeks set people = people - 1', 'differs from its contacts'],
  ['a contact was struck behind the counter', 'update kith.contacts set struck_at = now()', 'differs from its contacts'],
])('%s: it is found', async (_what, tamper, message) => {
  await owner.query(tamper);
  expect((await found()).some((one) => one.includes(message))).toBe(true);
});

test('a week that waits for the next roll-up is not a finding', async () => {
  await record(2);
  expect(await found()).toEqual([]);
});

test('a role that cannot see every row is refused, instead of finding nothing', async () => {
  await expect(verifyDatabase({ ...home.config, user: 'kith_app' })).rejects.toThrow('sees every row');
});

test('nothing that is printed names a person or repeats words', async () => {
  await owner.query('delete from kith.receipts');
  await owner.query('update kith.contact_weeks set contacts = 99');
  const text = linesOf(await verifyDatabase(home.config)).join('\n');
  expect(text).toMatch(/WRONG {2}receipts and audit rows/);
  expect(text).not.toMatch(/Person \d|example\.org/);
});
