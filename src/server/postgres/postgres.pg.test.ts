import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../shared/user-error.ts';
import { databaseUser } from './database-user.server.ts';
import { findEngines } from './engines.server.ts';
import { type RunningPostgres, type StartPostgres, startPostgres } from './postgres.server.ts';
import { processStart, signal, waitUntilGone } from './processes.server.ts';

const isRoot = process.getuid?.() === 0;
const wanted = process.env.KITH_TEST_PG;
const installed = new Set(findEngines('auto', databaseUser()).found.map(({ kind }) => kind));
const engines = wanted === 'embedded' || wanted === 'system' ? ([wanted] as const) : [...installed];

let parent: string;
let started: RunningPostgres[];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'kith-supervisor-'));
  // Open to the database's user; the data folders inside close themselves.
  chmodSync(parent, 0o755);
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((postgres) => postgres.stop()));
  rmSync(parent, { recursive: true, force: true });
});

async function start(options: Partial<StartPostgres> = {}): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir: join(parent, 'data'), durable: false, ...options });
  started.push(postgres);
  return postgres;
}

async function ask(config: pg.ClientConfig | string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Starts the database from another process, as a server would, and says its process number once it is ready. */
async function startElsewhere(
  engine: string,
  end: 'stays' | 'exits',
  durable = true,
): Promise<{ child: ChildProcess; postmaster: number }> {
  const module = join(import.meta.dirname, 'postgres.server.ts');
  const dataDir = join(parent, 'data');
  const script = `
    const { startPostgres } = await import(${JSON.stringify(module)});
    const postgres = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, engine: ${JSON.stringify(engine)}, durable: ${durable} });
    process.stdout.write(String(postgres.pid) + '\\n');
    ${end === 'exits' ? 'process.exit(0)' : 'setInterval(() => undefined, 1000)'};`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const postmaster = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (text: Buffer) => resolve(Number(text.toString())));
    child.once('exit', () => reject(new Error('the other process ended before the database was ready')));
  });
  return { child, postmaster };
}

describe.each(engines)('PostgreSQL run by Kith, %s', (engine) => {
  it('makes a database, keeps it over a restart, and starts again quickly', async () => {
    const first = await start({ engine });
    expect(first.engine).toBe(engine);
    await ask(first.connection('postgres'), 'create table kept as select 42 as answer');
    await first.stop();
    const before = performance.now();
    const second = await start({ engine });
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(await ask(second.connection('postgres'), 'select answer from kept')).toEqual([42]);
    expect(await ask(second.superuserUrl('postgres'), 'select answer from kept')).toEqual([42]);
  });

  it('knows the letters of every script and checks its pages', async () => {
    const { connection } = await start({ engine });
    const answers = await ask(
      connection('postgres'),
      `select lower('É'), 'அ' ~ '\\w', 'a' < 'B', current_setting('server_encoding'), current_setting('data_checksums'), 'அ' < 'ஆ' collate "ta-x-icu"`,
    );
    expect(answers).toEqual(['é', true, false, 'UTF8', 'on', true]);
  });

  it('can be reached by nobody else', async () => {
    const { socketDir, connection } = await start({ engine });
    expect(statSync(socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(parent, 'data')).mode & 0o007).toBe(0);
    expect(await ask(connection('postgres'), `select current_setting('listen_addresses')`)).toEqual(['']);
  });

  it('keeps what people wrote out of its log', async () => {
    const { connection } = await start({ engine });
    await expect(ask(connection('postgres'), `select 'a sentence about someone'::int`)).rejects.toThrow('a sentence about someone');
    await ask(connection('postgres'), 'create table once (word text primary key)');
    await expect(ask(connection('postgres'), `insert into once values ('canary word'), ('canary word')`)).rejects.toThrow('duplicate key');
    const log = readFileSync(join(parent, 'data', 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toMatch(/sentence|canary/);
  });

  it('refuses a second start on the same folder with one line, also from another process', async () => {
    await start({ engine });
    const refusal = await startPostgres({ dataDir: join(parent, 'data'), engine }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as Error).message).toMatch(/^Another Kith is already running on [^\n]+$/);
    await Promise.all(started.splice(0).map((postgres) => postgres.stop()));
    const elsewhere = await startElsewhere(engine, 'stays');
    await expect(startPostgres({ dataDir: join(parent, 'data'), engine })).rejects.toThrow(`process ${elsewhere.child.pid}`);
    signal(elsewhere.child.pid ?? 0, 'SIGKILL');
    await waitUntilGone([elsewhere.child.pid ?? 0], 5_000);
    await start({ engine });
  });

  it('gives the folder to one of many that start at once over a stale lock', async () => {
    await (await start({ engine })).stop();
    writeFileSync(join(parent, 'data', 'kith.lock'), '{"pid":1,"start":"long ago","space":"elsewhere","token":"gone"}');
    const old = new Date(Date.now() - 60_000);
    utimesSync(join(parent, 'data', 'kith.lock'), old, old);
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => start({ engine })));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
  });

  it('takes over a database that a killed server left running', async () => {
    const elsewhere = await startElsewhere(engine, 'stays');
    signal(elsewhere.child.pid ?? 0, 'SIGKILL');
    await waitUntilGone([elsewhere.child.pid ?? 0], 5_000);
    expect(processStart(elsewhere.postmaster)).not.toBeNull();
    const postgres = await start({ engine });
    expect(postgres.pid).not.toBe(elsewhere.postmaster);
    expect(processStart(elsewhere.postmaster)).toBeNull();
    expect(await ask(postgres.connection('postgres'), 'select 1')).toEqual([1]);
  });

  it('shuts the database down when the server ends without stopping it', async () => {
    const { postmaster } = await startElsewhere(engine, 'exits');
    expect(await waitUntilGone([postmaster], 10_000)).toBe(true);
    expect(existsSync(join(parent, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('ends a throw-away database with the process that started it, also when that is killed', async () => {
    const elsewhere = await startElsewhere(engine, 'stays', false);
    signal(elsewhere.child.pid ?? 0, 'SIGKILL');
    expect(await waitUntilGone([elsewhere.postmaster], 10_000)).toBe(true);
  });

  it('says so when the database is killed, and recovers what was committed', async () => {
    const ends: string[] = [];
    const first = await start({ engine, durable: true, onUnexpectedEnd: (how) => ends.push(how) });
    await ask(first.connection('postgres'), 'create table kept as select generate_series(1, 1000) as n');
    // A backend in the middle of a long statement outlives its head and holds the shared memory.
    const busy = new pg.Client(first.connection('postgres'));
    busy.on('error', () => undefined);
    await busy.connect();
    const cut = busy.query('select pg_sleep(60)').catch((error: Error) => error);
    signal(first.pid, 'SIGKILL');
    await waitUntilGone([first.pid], 5_000);
    await sleep(50);
    expect(ends).toEqual([expect.stringContaining('SIGKILL')]);
    const second = await start({ engine, durable: true });
    expect(await ask(second.connection('postgres'), 'select count(*)::int from kept')).toEqual([1000]);
    expect(await cut).toBeInstanceOf(Error);
  });

  it('starts over a postmaster.pid whose number now belongs to another process', async () => {
    await (await start({ engine })).stop();
    const { uid, gid } = statSync(join(parent, 'data', 'postgres'));
    const stranger = spawn('/bin/sleep', ['60'], { stdio: 'ignore', uid, gid, cwd: '/' });
    writeFileSync(join(parent, 'data', 'postgres', 'postmaster.pid'), `${stranger.pid}\n${join(parent, 'data', 'postgres')}\n`, {
      mode: 0o600,
    });
    try {
      expect(await ask((await start({ engine })).connection('postgres'), 'select 1')).toEqual([1]);
      expect(processStart(stranger.pid ?? 0)).not.toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('works in a folder whose path is too long for a socket, and leaves nothing outside it', async () => {
    const dataDir = join(parent, 'a-long-name-'.repeat(8), 'another-long-name-'.repeat(6), 'அகம்');
    const postgres = await start({ engine, dataDir });
    expect(Buffer.byteLength(postgres.socketDir)).toBeLessThan(90);
    expect(statSync(postgres.socketDir).mode & 0o777).toBe(0o700);
    expect(await ask(postgres.superuserUrl('postgres'), 'select 1')).toEqual([1]);
    await postgres.stop();
    expect(existsSync(postgres.socketDir)).toBe(false);
  });

  it('clears a first start that was killed half-way', async () => {
    mkdirSync(join(parent, 'data', 'postgres.draft-killed', 'cluster'), { recursive: true });
    await start({ engine });
    expect(existsSync(join(parent, 'data', 'postgres.draft-killed'))).toBe(false);
  });

  it('never opens data of another major version', async () => {
    await (await start({ engine })).stop();
    writeFileSync(join(parent, 'data', 'postgres', 'PG_VERSION'), '12\n');
    await expect(start({ engine })).rejects.toThrow(/made by PostgreSQL 12, and only .* is usable here\. Install PostgreSQL 12/);
  });

  it('gives the last words of a PostgreSQL that does not start', async () => {
    await expect(start({ engine, settings: { shared_buffers: 'a lot' } })).rejects.toThrow(/shared_buffers/);
    await expect(start({ engine, settings: { max_connections: '20' } })).resolves.toMatchObject({ engine });
  });

  it.runIf(isRoot)('as root, runs as another user and says which folder that user may not enter', async () => {
    const postgres = await start({ engine });
    expect(statSync(`/proc/${postgres.pid}`).uid).toBe(databaseUser()?.uid);
    const closed = join(parent, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const refusal = await startPostgres({ dataDir: join(closed, 'data'), engine }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as Error).message).toContain(`may not enter ${join(closed, 'data')} (look at the modes of ${closed})`);
  });
});

it('has an engine to test', () => {
  expect(engines.length).toBeGreaterThan(0);
});
