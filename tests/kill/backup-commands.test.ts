/** `./kith backup`, `restore` and `new-epoch` as an operator calls them, while a server is at work. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { openInstallation } from '../../src/server/installation.ts';
import { findRunningPostgres } from '../../src/server/postgres/postgres.server.ts';
import { endLeftovers, freePort, type KithProcess, startKith } from './children.ts';
import { type Load, startLoad, type Writer } from './load.ts';
import { aProgrammeOfWriters } from './programme.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
let kith: KithProcess | undefined;
let load: Load | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-commands-'));
  chmodSync(folder, 0o711); // as root, PostgreSQL's own user must pass through it
});
afterEach(async () => {
  await kith?.kill();
  await load?.giveUp();
  for (const name of ['here', 'there']) await endLeftovers(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _ours, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/cli.ts', ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    );
  });
}

async function aProgramme(dataDir: string): Promise<Writer[]> {
  const installation = await openInstallation(readConfig({}, { dataDir, port: 0 }), () => undefined);
  return aProgrammeOfWriters(installation.admin, installation.secrets, 4).finally(() => installation.stop());
}

it('a backup of a server at work, put back elsewhere, has everything that was acknowledged before it', { timeout: 240_000 }, async () => {
  const [here, there, file] = [join(folder, 'here'), join(folder, 'there'), join(folder, 'kith.backup')];
  const writers = await aProgramme(here);
  const port = await freePort();
  const server = await startKith({ dataDir: here, port });
  kith = server;
  load = startLoad(writers, () => server.origin, { mostInBatch: 5, random: Math.random });
  await load.more(30);
  const before = [...load.ledger.acknowledged.keys()];

  const made = await run('backup', '--make-key', join(folder, 'key'));
  expect(made).toMatchObject({ code: 0, err: '' });
  const recipient = /age1[a-z0-9]+/.exec(made.out)?.[0] ?? '';
  expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
  expect(await run('backup', file, '--data', here, '--to', recipient)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/1 organisations, \d+ rows/),
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file).includes('Person 1')).toBe(false);
  await load.finish();

  // Nothing is put back over a server at work, or without the key, or over what is there.
  const key = ['--key', join(folder, 'key')];
  expect(await run('restore', file, '--data', here, ...key)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('Another Kith is already running'),
  });
  await server.stop();
  writeFileSync(join(folder, 'passphrase'), 'not the one\n');
  expect(await run('restore', file, '--check', '--passphrase-file', join(folder, 'passphrase'))).toEqual({
    code: 1,
    out: '',
    err: 'kith restore: this backup cannot be used: it does not open with this key or passphrase\n',
  });
  expect(await run('restore', file, '--check', ...key)).toMatchObject({ code: 0, out: expect.stringContaining('whole and unchanged') });
  expect(await run('restore', file, '--data', here, ...key)).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });

  expect(await run('restore', file, '--data', there, ...key)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('nothing wrong was found'),
  });
  const session = (dataDir: string) => (JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { session: string }).session;
  expect(session(there)).toBe(session(here));
  kith = await startKith({ dataDir: there, port: await freePort() });
  // Who was signed in signs in again.
  const asked = await fetch(`${kith.origin}/api/me`, { headers: { cookie: writers[0]?.cookie ?? '' } });
  expect(asked.status).toBe(401);
  const running = await findRunningPostgres(there);
  if (!running) throw new Error('the database is running');
  const client = new pg.Client(running('kith'));
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from kith.receipts where command_id = any ($1)', [
      before,
    ]);
    expect(rows).toEqual([{ n: before.length }]);
  } finally {
    await client.end();
  }
  await kith.stop();
  expect(await run('new-epoch', '--data', there)).toMatchObject({
    code: 0,
    out: expect.stringContaining('a new epoch has begun for 1 organisation'),
  });
});

it('is called wrongly with one line: no file, a passphrase that could be guessed, nothing to back up', { timeout: 120_000 }, async () => {
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'password1234\n');
  const empty = join(folder, 'empty');
  expect(await run('backup')).toMatchObject({ code: 1, err: expect.stringContaining('name one file') });
  expect(await run('backup', join(folder, 'x'), '--data', empty)).toMatchObject({
    code: 1,
    err: expect.stringContaining('never been started'),
  });
  await aProgramme(join(folder, 'here'));
  const guessed = await run('backup', join(folder, 'x'), '--data', join(folder, 'here'), '--passphrase-file', passphrase);
  expect(guessed).toMatchObject({ code: 1, err: expect.stringContaining('could be guessed') });
  expect(await run('restore', join(folder, 'absent'), '--passphrase-file', passphrase, '--check')).toMatchObject({
    code: 1,
    err: expect.stringContaining('there is no file'),
  });
});
