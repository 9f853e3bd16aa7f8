import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, secretOf, type World } from '../../bench/made-up-world.ts';
import type { Actor } from '../../server/actor.ts';
import { asActor, type Database, openPool } from '../../server/db.ts';
import { type TestDatabase, testDatabase } from '../../server/postgres/test-database.ts';
import { type QueryHandler, reachOfQuery } from '../../server/query-handler.ts';
import { runCommand } from '../../server/run-command.ts';
import type { CommandAnswer } from '../../shared/command.ts';
import { newId } from '../../shared/id.ts';
import { countContactsQuery } from './count-contacts.server.ts';
import type { CountAnswer } from './counts.ts';
import { exportContactCountsHandler, listContactWeeksCsvQuery } from './export-contact-counts.server.ts';
import { together } from './small-cells.ts';

let home: TestDatabase;
let owner: pg.Client;
let database: Database;
let world: World;
let foreign: World;

beforeAll(async () => {
  home = await testDatabase();
  owner = new pg.Client(home.config);
  await owner.connect();
  database = { pool: openPool({ ...home.config, user: 'kith_app' }), secret: await secretOf(owner) };
  const size = { programmes: 2, people: 60, peers: 2, contacts: 2000, days: 100, lastDay: '2026-03-31' };
  world = await makeWorld(owner, 'counted', size);
  foreign = await makeWorld(owner, 'foreign', { ...size, contacts: 50 });
});
afterAll(async () => {
  await database.pool.end();
  await owner.end();
  await home.drop();
});

type Prepared = QueryHandler & { prepare: (database: Database, actor: Actor) => Promise<void> };

/** What the route does with a question, in the same order. */
async function ask(handler: Prepared, actor: Actor, args: unknown): Promise<unknown> {
  const parsed = handler.args.parse(args);
  const denied = handler.may(actor, parsed);
  if (denied !== null) throw new Error(denied);
  await handler.prepare(database, actor);
  const answer = await asActor(database, actor, reachOfQuery(handler, actor), (tx) => handler.run({ tx, args: parsed, actor }), {
    snapshot: true,
  });
  return handler.answer.parse(answer);
}

const count = async (actor: Actor, args: { programmeId: string | null; from: string; to: string }) =>
  (await ask(countContactsQuery, actor, args)) as CountAnswer;

const all = { programmeId: null, from: '2025-01-01', to: '2026-03-31' };

test('peers and administrators are refused, and a coordinator asking for another programme', async () => {
  await expect(count(world.desk.administrator, all)).rejects.toThrow('role_may_not');
  for (const peer of world.peers) await expect(count(peer, all)).rejects.toThrow('role_may_not');
  await expect(count(world.desk.coordinator, { ...all, programmeId: world.programmes[1] ?? '' })).rejects.toThrow('not_yours');
});

test('a director counts every programme, a coordinator and a supervisor theirs, nobody another organisation’s', async () => {
  const whole = await count(world.desk.director, all);
  expect(whole.totals.contacts).toBe(2000);
  expect(whole.totals.people).toBe(60);
  expect(whole.hiddenCells).toBe(0);
  const lengths = Object.entries(whole.totals.lengths);
  expect(lengths.reduce((sum, [, n]) => sum + n, 0)).toBe(2000);
  expect(lengths.reduce((sum, [minutes, n]) => sum + Number(minutes) * n, 0)).toBe(whole.totals.minutes);
  expect(whole.cells.reduce((sum, cell) => sum + (cell.contacts ?? 0), 0)).toBe(2000);
  for (const actor of [world.desk.coordinator, world.desk.supervisor]) {
    const own = await count(actor, all);
    expect(own.totals.contacts).toBe(1000);
    expect(own.totals.people).toBe(30);
  }
  const theirs = await count(world.desk.director, { ...all, programmeId: foreign.programmes[0] ?? '' });
  expect(theirs.totals).toEqual({ contacts: 0, minutes: 0, people: 0, lengths: {} });
});

test('someone who claims a role the database does not know them to hold counts nothing', async () => {
  const [peer] = world.peers;
  if (!peer) throw new Error('the world has peers');
  const answer = await count({ ...peer, roles: ['director'] }, all);
  expect(answer.totals.contacts).toBe(0);
});

test('an evaluator is told no cell of 1 to 10 people, and no sum gives one away', async () => {
  const full = await count(world.desk.director, { ...all, programmeId: world.programmes[0] ?? '' });
  const told = await count(world.desk.evaluator, { ...all, programmeId: world.programmes[0] ?? '' });
  const small = full.cells.filter((cell) => (cell.people ?? 0) < 11);
  expect(small.length).toBeGreaterThan(10);
  expect(told.hiddenCells).toBeLessThan(small.length);
  for (const cell of told.cells) expect(cell.people === null || cell.people >= 11).toBe(true);
  const sum = told.cells.reduce((total, cell) => total + (cell.contacts ?? 0), 0);
  expect(sum).toBeGreaterThan(0);
  expect(told.totals.contacts).toBe(sum);
  // Most weeks have enough people to tell their small cells together; lengths, and so units, are of the same contacts.
  expect(sum).toBeGreaterThan((full.totals.contacts ?? 0) / 2);
  expect(Object.values(told.totals.lengths).reduce((total, n) => total + n, 0)).toBe(sum);
  const mentioned = told.cells.filter((cell) => cell.place === together && cell.contacts !== null);
  expect(mentioned.length).toBeGreaterThan(0);
  expect(mentioned.every((cell) => cell.people === null)).toBe(true);
  expect(told.weeks.reduce((total, week) => total + (week.contacts ?? 0), 0)).toBe(sum);
  for (const week of told.weeks) expect(week.people === null || week.people % 5 === 0).toBe(true);
  const both = await count(world.desk.evaluator, all);
  const other = await count(world.desk.evaluator, { ...all, programmeId: world.programmes[1] ?? '' });
  expect(both.totals.contacts).toBe((told.totals.contacts ?? 0) + (other.totals.contacts ?? 0));
});

test('where no cell is told, an evaluator is told no sum: never "0 contacts" where there were some', async () => {
  const programmeId = foreign.programmes[0] ?? '';
  const [few] = (await count(foreign.desk.director, { ...all, programmeId })).weeks;
  if (!few) throw new Error('the small organisation has a week with a few contacts');
  expect(few.people).toBeLessThan(11);
  const range = { programmeId, from: few.week, to: few.week };
  expect((await count(foreign.desk.director, range)).totals.contacts).toBeGreaterThan(0);
  const told = await count(foreign.desk.evaluator, range);
  expect(told.totals).toMatchObject({ contacts: null, minutes: null, lengths: {} });
  expect(told.weeks).toMatchObject([{ contacts: null, minutes: null }]);
  // Without any contact it is 0, to everybody.
  const before = await count(foreign.desk.evaluator, { ...range, from: '2020-01-06', to: '2020-01-12' });
  expect(before.totals).toMatchObject({ contacts: 0, minutes: 0 });
});

test('weeks are whole: asking for a Wednesday counts its Monday to Sunday', async () => {
  const week = await count(world.desk.director, { programmeId: null, from: '2026-03-04', to: '2026-03-04' });
  expect([week.from, week.to]).toEqual(['2026-03-02', '2026-03-08']);
  expect(week.weeks.map((one) => one.week)).toEqual(['2026-03-02']);
  expect(week.totals.contacts).toBe(140);
});

test.each([
  [{ ...all, from: '2026-04-01' }],
  [{ ...all, from: '2019-01-01' }],
  [{ ...all, from: 'yesterday' }],
  [{ ...all, extra: 1 }],
  [null],
])('%j is not understood', (args) => {
  expect(countContactsQuery.args.safeParse(args).success).toBe(false);
});

async function send(actor: Actor, args: unknown): Promise<CommandAnswer> {
  const client = await database.pool.connect();
  try {
    const commands = new Map([[exportContactCountsHandler.command.name, exportContactCountsHandler]]);
    const onFault = ({ error }: { error: unknown }) => {
      throw error;
    };
    const envelope = {
      id: newId(),
      name: 'export-contact-counts',
      version: 1,
      args,
      recordedAt: new Date().toISOString(),
      packVersion: 'p',
    };
    return await runCommand({ database, commands, onFault }, client, actor, envelope);
  } finally {
    client.release();
  }
}

const csv = (actor: Actor, exportId: string) =>
  ask(listContactWeeksCsvQuery, actor, { exportId, locale: 'en' }) as Promise<{ ready: boolean; fileName: string; csv: string }>;

const march = { programmeId: null, from: '2026-03-02', to: '2026-03-29' };

test('no file without a note of who takes it; nobody gets a file from another’s note', async () => {
  expect(await csv(world.desk.director, newId())).toEqual({ ready: false });
  const exportId = newId();
  expect((await send(world.desk.director, { exportId, ...march })).outcome).toBe('accepted');
  expect(await csv(world.desk.coordinator, exportId)).toEqual({ ready: false });
  expect(await csv(foreign.desk.director, exportId)).toEqual({ ready: false });
  expect((await csv(world.desk.director, exportId)).ready).toBe(true);
  await owner.query("update kith.count_exports set at = now() - interval '61 minutes' where id = $1", [exportId]);
  expect(await csv(world.desk.director, exportId)).toEqual({ ready: false });
});

test('the note of an export is refused to who may not count, and kept in the audit trail of who may', async () => {
  expect(await send(world.desk.administrator, { exportId: newId(), ...march })).toMatchObject({ refusal: { code: 'role_may_not' } });
  const exportId = newId();
  await send(world.desk.evaluator, { exportId, ...march });
  const { rows } = await owner.query(
    `select actor_id, details from kith.audit_events where event = 'counts.exported' and details->>'exportId' = $1`,
    [exportId],
  );
  expect(rows).toEqual([{ actor_id: world.desk.evaluator.staffId, details: { exportId, ...march, format: 'csv' } }]);
});

test('the file is for spreadsheets: byte order mark, CRLF, formulas made text, labels in words, a name that tells nothing', async () => {
  const exportId = newId();
  await owner.query(`update kith.programmes set name = '=HYPERLINK("http://x","y")' where org_id = $1 and id = $2`, [
    world.orgId,
    world.programmes[0],
  ]);
  await owner.query(`update kith.programmes set name = 'A, "quoted" one' where org_id = $1 and id = $2`, [
    world.orgId,
    world.programmes[1],
  ]);
  await send(world.desk.director, { exportId, ...march });
  const file = await csv(world.desk.director, exportId);
  expect(file.fileName).toBe('kith-2026-W10-W13.csv');
  const lines = file.csv.split('\r\n');
  expect(lines[0]).toBe('\uFEFFWeek from Monday,Programme,Where,How,Contacts,People,Minutes');
  expect(file.csv).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
  expect(file.csv).toContain('"A, ""quoted"" one"');
  expect(file.csv.replaceAll('\r\n', '')).not.toContain('\n');
  const contacts = lines.slice(1, -1).reduce((sum, line) => sum + Number(line.split(',').at(-3)), 0);
  expect(contacts).toBe((await count(world.desk.director, march)).totals.contacts);
});

test('an evaluator’s file says "1 to 10" where the page says nothing', async () => {
  const exportId = newId();
  await send(world.desk.evaluator, { exportId, ...march });
  const { csv: text } = await csv(world.desk.evaluator, exportId);
  const told = await count(world.desk.evaluator, march);
  expect(text.split('1 to 10,1 to 10,1 to 10').length - 1).toBe(told.hiddenCells);
});
