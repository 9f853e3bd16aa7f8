import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { UserError } from '../../shared/user-error.ts';
import { superuser } from './cluster.server.ts';
import { asUser, type DatabaseUser, databaseEnvironment } from './database-user.server.ts';
import type { Engine } from './engines.server.ts';
import { signal } from './processes.server.ts';

export type PostmasterPlace = { cluster: string; socketDir: string; logFile: string };

/** PostgreSQL's main process. `ended` answers in words how it ended. */
export type Postmaster = { pid: number; ended: Promise<string>; hasEnded(): boolean };

const port = 5432;

/**
 * Reached through the socket only. The log keeps what the server does and not what it refuses: error texts quote values, and
 * Kith's logs hold nothing people wrote (whoever sent the statement is told).
 */
function settingsFor(socketDir: string, durable: boolean): Record<string, string> {
  const always = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    port: String(port),
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_checkpoints: 'off',
    timezone: 'UTC',
    jit: 'off',
    // For one small programme on a small machine (decision 0028): what does not fit is read from the system's own cache.
    shared_buffers: '64MB',
    max_connections: '60',
    max_logical_replication_workers: '0',
  };
  return durable ? always : { ...always, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
}

/** Starts the process; it is ready only when `waitUntilReady` says so. */
export function spawnPostmaster(
  engine: Engine,
  place: PostmasterPlace,
  options: { user: DatabaseUser | null; durable: boolean; settings: Record<string, string> },
): Postmaster {
  const settings = { ...settingsFor(place.socketDir, options.durable), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(place.logFile);
  let child: ChildProcess;
  try {
    // In a session of its own: Ctrl-C in the terminal reaches Kith, which ends its own work before the database's.
    child = spawn(join(engine.binDir, 'postgres'), ['-D', place.cluster, ...flags], {
      cwd: '/',
      env: databaseEnvironment(),
      stdio: ['ignore', log, log],
      detached: true,
      ...asUser(options.user),
    });
  } finally {
    closeSync(log);
  }
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, killedBy) => resolve(killedBy ? `was ended by ${killedBy}` : `ended with ${code}`));
  }).finally(() => {
    over = true;
  });
  child.unref();
  if (!options.durable && child.pid !== undefined) tether(child.pid, ended);
  return { pid: child.pid ?? -1, ended, hasEnded: () => over };
}

/**
 * A database nobody will open again ends with the process that started it, also when that is killed: a shell waits for the other
 * end of a pipe to close. A durable one is left running then, since the next start takes it over.
 */
function tether(pid: number, ended: Promise<string>): void {
  const shell = spawn('/bin/sh', ['-c', 'read -r line; kill -INT "$1"', 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.on('error', () => undefined);
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  ended.then(() => shell.kill('SIGKILL'));
}

/**
 * Waits until the database answers a connection: at most 30 s without a word from it. While it says that it is recovering from an
 * unclean end, it is given up to 10 minutes, since stopping it then would only begin the recovery again.
 */
export async function waitUntilReady(postmaster: Postmaster, place: PostmasterPlace, progress: (line: string) => void): Promise<void> {
  const begun = Date.now();
  let recovering = false;
  let lastLine = begun;
  for (;;) {
    if (postmaster.hasEnded())
      throw new UserError(`PostgreSQL did not start: it ${await postmaster.ended}. ${lastLogLines(place.logFile)}`);
    const answer = await tryConnection(place.socketDir);
    if (answer === 'ready') return;
    recovering ||= answer === 'starting' && Date.now() - begun > 1_000;
    const waited = Date.now() - begun;
    if (waited > (recovering ? 600_000 : 30_000))
      throw new UserError(`PostgreSQL did not answer in ${Math.round(waited / 1000)} s. ${lastLogLines(place.logFile)}`);
    if (Date.now() - lastLine > 2_000) {
      lastLine = Date.now();
      progress(recovering ? 'PostgreSQL is recovering from an unclean end' : 'waiting for PostgreSQL');
    }
    await sleep(waited < 1_000 ? 15 : 100);
  }
}

/** Asks for a fast shutdown (connections are ended, everything is written) and waits; after a minute, an immediate one. */
export async function endPostmaster(postmaster: Postmaster): Promise<void> {
  if (postmaster.hasEnded() || postmaster.pid < 0) return;
  signal(postmaster.pid, 'SIGINT');
  const slow = setTimeout(() => signal(postmaster.pid, 'SIGQUIT'), 60_000);
  await postmaster.ended;
  clearTimeout(slow);
}

export function connectionTo(socketDir: string, database: string): pg.ClientConfig {
  // Everything is named, so that no PG… variable of the caller's environment can send us to another server.
  return { host: socketDir, port, user: superuser, database, password: '', ssl: false };
}

/** Whether a PostgreSQL answers at this socket. */
export async function tryConnection(socketDir: string): Promise<'ready' | 'starting' | 'silent'> {
  const client = new pg.Client({ ...connectionTo(socketDir, 'postgres'), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    return (error as { code?: unknown }).code === '57P03' ? 'starting' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** One file and the one before it, about 10 MB each. */
function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function lastLogLines(path: string): string {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(-5);
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|HINT|DETAIL|cannot|could not/.test(line));
  const said = (telling.length > 0 ? telling : lines)
    .map((line) => line.replace(/^.*?(FATAL|PANIC|ERROR|HINT|DETAIL|LOG):\s+/, ''))
    .join('; ');
  return said ? `It said: ${said} (log: ${path})` : `It said nothing (log: ${path})`;
}
