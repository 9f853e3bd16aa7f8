/**
 * reliability.md §2(b): processes are killed under load, and nothing that was acknowledged may be lost or doubled.
 *
 * The short form runs in `./kith test`. The whole one: `KITH_KILLS=50 KITH_ACKNOWLEDGED=100000 ./kith test --only kill`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordContact } from '../../src/features/contacts/record-contact.ts';
import { readConfig } from '../../src/server/config.ts';
import { openInstallation } from '../../src/server/installation.ts';
import type { RunningPostgres } from '../../src/server/postgres/postgres.server.ts';
import { createDatabaseIfMissing } from '../../src/server/prepare-database.ts';
import { openSecrets } from '../../src/server/secrets.ts';
import { verifyDatabase } from '../../src/server/verify.ts';
import { aContact, aPhone } from '../factories/a-phone.ts';
import { randomFrom } from '../security/statement-generator.ts';
import { checkPages } from './amcheck.ts';
import { endLeftovers, freePort, type KithProcess, killPostgres, startDurablePostgres, startKith } from './children.ts';
import { judge, type Verdict } from './judge.ts';
import { isPoked, type Load, startLoad, type Writer } from './load.ts';
import { aProgrammeOfWriters } from './programme.ts';
import { openRelay } from './relay.ts';

const kills = Number(process.env.KITH_KILLS ?? 3);
const wanted = Number(process.env.KITH_ACKNOWLEDGED ?? kills * 200);
const seed = Number(process.env.KITH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const perKill = Math.ceil(wanted / kills);
const timeout = 120_000 + kills * 60_000 + wanted * 60;
/**
 * From starting a server again to the first entry it acknowledges. Source: reliability.md §2(b). On a machine that has more to do than it has
 * processors for, everything takes as many times longer.
 */
const longestGap = () => 10_000 * Math.max(1, (loadavg()[0] ?? 0) / cpus().length);
/** Milliseconds, and the part of the longest gap that is allowed on a machine as busy as it was just then. */
type Gap = { took: number; of: number };

function gapSince(begun: number): Gap {
  const took = performance.now() - begun;
  return { took, of: took / longestGap() };
}
const none = { lost: 0, doubled: 0, stray: 0, elsewhere: 0 };
const database = 'kith';

let folder: string;
let kiths: KithProcess[];
let load: Load | undefined;
let random: () => number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-kill-'));
  kiths = [];
  load = undefined;
  const whole = randomFrom(seed);
  random = () => whole(1_000_000) / 1_000_000;
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    // A server that ended by itself says why; its log holds no names and no words.
    for (const kith of kiths) process.stderr.write(`[kill] a server of the failed test said last: ${kith.said().slice(-1000)}\n`);
  }
  for (const kith of kiths) await kith.kill();
  await load?.giveUp();
  await endLeftovers(folder);
  rmSync(folder, { recursive: true, force: true });
});

async function kith(options: Omit<Parameters<typeof startKith>[0], 'dataDir'> & { dataDir?: string }): Promise<KithProcess> {
  const started = await startKith({ dataDir: folder, ...options });
  kiths.push(started);
  return started;
}

/** After this many more acknowledgements, at no particular moment. */
async function atSomeMoment(count: number): Promise<void> {
  await load?.more(count);
  await sleep(random() * 200);
}

async function ownPostgres(settings: Record<string, string> = {}): Promise<RunningPostgres> {
  const postgres = await startDurablePostgres(folder, settings);
  await createDatabaseIfMissing(postgres.connection('postgres'), database);
  return postgres;
}

async function checkpoint(postgres: RunningPostgres): Promise<void> {
  const client = new pg.Client(postgres.connection(database));
  await client.connect();
  await client.query('checkpoint').finally(() => client.end());
}

async function settingsOf(connection: pg.ClientConfig): Promise<Record<string, string>> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  } finally {
    await client.end();
  }
}
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

function report(what: string, verdict: Verdict, gaps: readonly Gap[], more = ''): void {
  const { acknowledged, lost, doubled } = verdict;
  const gap =
    gaps.length === 0
      ? ''
      : `, first write at most ${(Math.max(...gaps.map(({ took }) => took)) / 1000).toFixed(1)} s after the start (${(Math.max(...gaps.map(({ of }) => of)) * 100).toFixed(0)} % of what is allowed on a machine as busy as it then was)`;
  process.stderr.write(`[kill] ${what}: ${acknowledged} acknowledged, lost ${lost}, doubled ${doubled}${gap}${more} (seed ${seed})\n`);
}

it(`${kills} times kill -9 of the server under 16 writers: nothing lost, nothing doubled`, { timeout }, async () => {
  const config = readConfig({}, { dataDir: folder, port: 0 });
  const installation = await openInstallation(config, () => undefined);
  let writers: Writer[];
  try {
    expect(await settingsOf(installation.admin)).toEqual(durable);
    writers = (await aProgrammeOfWriters(installation.admin, installation.secrets)).slice(0, 16);
  } finally {
    await installation.stop();
  }
  const port = await freePort();
  let running = await kith({ port });
  load = startLoad(writers, () => running.origin, { mostInBatch: 40, random });
  const gaps: Gap[] = [];
  for (let n = 0; n < kills; n++) {
    await atSomeMoment(perKill);
    await running.kill();
    const begun = performance.now();
    running = await kith({ port });
    await load.next();
    gaps.push(gapSince(begun));
  }
  await load.finish();
  await running.stop();
  const again = await openInstallation(config, () => undefined);
  try {
    const verdict = await judge(again.admin, load.ledger);
    report(`${kills} kills of the server`, verdict, gaps);
    expect(load.ledger.wrong).toEqual([]);
    expect(verdict).toMatchObject(none);
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(wanted);
    expect(Math.max(...gaps.map(({ of }) => of))).toBeLessThan(1);
    expect((await verifyDatabase(again.admin)).findings).toEqual([]);
  } finally {
    await again.stop();
  }
});

it(`${kills} times kill -9 of PostgreSQL and all its children: the same, and every page and the audit chain are whole`, {
  timeout,
}, async () => {
  let postgres = await ownPostgres();
  expect(await settingsOf(postgres.connection(database))).toEqual(durable);
  const writers = (await aProgrammeOfWriters(postgres.connection(database), openSecrets(folder))).slice(0, 16);
  const running = await kith({ port: await freePort(), databaseUrl: postgres.superuserUrl(database) });
  load = startLoad(writers, () => running.origin, { mostInBatch: 40, random });
  const gaps: Gap[] = [];
  for (let n = 0; n < kills; n++) {
    await atSomeMoment(perKill);
    expect(await killPostgres(folder)).toBeGreaterThan(5);
    const begun = performance.now();
    postgres = await startDurablePostgres(folder);
    await load.next();
    gaps.push(gapSince(begun));
  }
  // The connection that hears of changes died as well, each time.
  expect(await isPoked(running.origin, writers[0]?.cookie ?? '')).toBe(true);
  await load.finish();
  await running.stop();
  const verdict = await judge(postgres.connection(database), load.ledger);
  const checkedBy = await checkPages(postgres, database);
  report(`${kills} kills of PostgreSQL ${postgres.version} (${checkedBy})`, verdict, gaps);
  expect(load.ledger.wrong).toEqual([]);
  expect(verdict).toMatchObject(none);
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(wanted);
  expect(Math.max(...gaps.map(({ of }) => of))).toBeLessThan(1);
  expect((await verifyDatabase(postgres.connection(database))).findings).toEqual([]);
  await postgres.stop();
});

it('a server whose own PostgreSQL dies says so and ends, and takes everything up again when it is started', {
  timeout: 120_000,
}, async () => {
  const config = readConfig({}, { dataDir: folder, port: 0 });
  const installation = await openInstallation(config, () => undefined);
  const writers = await aProgrammeOfWriters(installation.admin, installation.secrets, 4).finally(() => installation.stop());
  const port = await freePort();
  const first = await kith({ port });
  let running = first;
  load = startLoad(writers, () => running.origin, { mostInBatch: 10, random });
  await load.more(40);
  await killPostgres(folder);
  expect(await first.ended).toBe('1');
  expect(first.said()).toMatch(/kith start: PostgreSQL was ended by SIGKILL .*; start Kith again/);
  running = await kith({ port });
  await load.more(40);
  await load.finish();
  await running.stop();
  const again = await openInstallation(config, () => undefined);
  try {
    expect(load.ledger.wrong).toEqual([]);
    expect(await judge(again.admin, load.ledger)).toMatchObject(none);
  } finally {
    await again.stop();
  }
});

it('two servers behind one address that drops, delays and cuts, one killed and started again: the same, and phones end matched', {
  timeout,
}, async () => {
  const postgres = await ownPostgres();
  const secrets = openSecrets(folder);
  const writers = await aProgrammeOfWriters(postgres.connection(database), secrets);
  const databaseUrl = postgres.superuserUrl(database);
  const other = join(folder, 'other');
  await cp(join(folder, 'secrets.json'), join(other, 'secrets.json'));
  const [one, two] = [await freePort(), await freePort()];
  let first = await kith({ port: one, databaseUrl });
  const second = await kith({ port: two, databaseUrl, dataDir: other });
  const faults = { drop: 0.02, cut: 0.01, delay: 0.1, delayMilliseconds: 150 };
  const relay = await openRelay([one, two], faults, random);
  const origin = `http://127.0.0.1:${relay.port}`;
  load = startLoad(writers.slice(0, 26), () => origin, { mostInBatch: 40, random });
  const phones = await Promise.all(
    writers.slice(26).map(async (writer) => {
      const fetchFrom: typeof fetch = (path, init) =>
        fetch(`${origin}${String(path)}`, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie: writer.cookie } });
      return { writer, phone: await aPhone(writer, fetchFrom), made: 0 };
    }),
  );
  /** What one of a phone's rounds does: something recorded, then sent as far as the network allows. */
  const carryOn = async (one: (typeof phones)[number]) => {
    const person = one.writer.people[one.made++ % one.writer.people.length];
    if (!person) throw new Error('everyone walks with somebody');
    await one.phone.submit(recordContact, aContact(person));
    await one.phone.sync().catch(() => undefined);
  };
  let isOver = false;
  const carrying = phones.map(async (one) => {
    while (!isOver && one.made < 60) {
      await carryOn(one);
      await sleep(random() * 400);
    }
  });
  for (let n = 0; n < kills; n++) {
    await atSomeMoment(perKill);
    await first.kill();
    await load.more(Math.min(perKill, 50)); // the other one goes on alone
    first = await kith({ port: one, databaseUrl });
  }
  await load.finish();
  isOver = true;
  await Promise.all(carrying);
  for (const { phone } of phones) {
    for (let round = 0; phone.outbox().entries().length > 0 && round < 50; round++) await phone.sync().catch(() => undefined);
    expect(phone.outbox().entries()).toEqual([]);
  }
  await relay.close();
  await first.stop();
  await second.stop();
  const made = phones.reduce((sum, one) => sum + one.made, 0);
  const client = new pg.Client(postgres.connection(database));
  await client.connect();
  const ofPhones = phones.map(({ writer }) => writer.staffId);
  const { rows } = await client.query<{ contacts: number; receipts: number }>(
    `select (select count(*)::int from kith.contacts where author_id = any ($1)) as contacts,
       (select count(*)::int from kith.receipts where actor_id = any ($1) and position is not null) as receipts`,
    [ofPhones],
  );
  // The phones' own are proved by themselves; the judge looks at the writers'.
  expect(rows).toEqual([{ contacts: made, receipts: made }]);
  await client.query('create table public.of_phones as select id from kith.contacts where author_id = any ($1)', [ofPhones]);
  await client.end();
  const verdict = await judge(postgres.connection(database), load.ledger);
  report(
    `two servers, ${kills} kills of one, 32 devices`,
    verdict,
    [],
    `; ${made} more from phones; network ${JSON.stringify(relay.counts)}`,
  );
  expect(load.ledger.wrong).toEqual([]);
  expect({ ...verdict, stray: verdict.stray - made * 3 }).toMatchObject(none);
  expect(verdict.acknowledged).toBeGreaterThanOrEqual(wanted);
  expect(relay.counts.dropped + relay.counts.cut).toBeGreaterThan(5);
  expect((await verifyDatabase(postgres.connection(database))).findings).toEqual([]);
  await postgres.stop();
});

/** A planted fault loses an entry only when the kill falls between the answer and what it promised; so it gets some kills to be found in. */
const mostTries = 10;

it('the same test finds a server that answers before COMMIT', { timeout: 300_000 }, async () => {
  const postgres = await ownPostgres();
  const writers = (await aProgrammeOfWriters(postgres.connection(database), openSecrets(folder))).slice(0, 16);
  const databaseUrl = postgres.superuserUrl(database);
  const port = await freePort();
  const faulty = { port, databaseUrl, program: 'tests/kill/answers-before-commit.ts' };
  let running = await kith(faulty);
  load = startLoad(writers, () => running.origin, { mostInBatch: 1, random });
  let verdict: Verdict | undefined;
  for (let n = 0; n < mostTries && !verdict?.lost; n++) {
    await load.more(4);
    await running.kill();
    verdict = await judge(postgres.connection(database), load.ledger);
    running = await kith(faulty);
  }
  await load.giveUp();
  if (verdict) report('planted: answers before COMMIT', verdict, []);
  expect(verdict?.lost).toBeGreaterThan(0);
  await running.kill();
  await postgres.stop();
});

it('the same test finds a PostgreSQL that answers before the disk has it', { timeout: 300_000 }, async () => {
  const settings = { synchronous_commit: 'off', wal_writer_delay: '10s', wal_writer_flush_after: '1GB', wal_buffers: '64MB' };
  let postgres = await ownPostgres(settings);
  const writers = (await aProgrammeOfWriters(postgres.connection(database), openSecrets(folder))).slice(0, 16);
  await checkpoint(postgres); // the programme itself is on the disk; what follows is only said to be
  const running = await kith({ port: await freePort(), databaseUrl: postgres.superuserUrl(database) });
  load = startLoad(writers, () => running.origin, { mostInBatch: 4, random });
  let verdict: Verdict | undefined;
  for (let n = 0; n < mostTries && !verdict?.lost; n++) {
    await load.more(20);
    await killPostgres(folder);
    postgres = await startDurablePostgres(folder, settings);
    verdict = await judge(postgres.connection(database), load.ledger);
  }
  await load.giveUp();
  if (verdict) report('planted: synchronous_commit off', verdict, []);
  expect(verdict?.lost).toBeGreaterThan(0);
  await running.stop();
  await postgres.stop();
});
