/** Real processes to be killed: Kith as an operator starts it, and PostgreSQL with everything that belongs to it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearLeftovers } from '../../src/server/postgres/leftover.server.ts';
import { type RunningPostgres, startPostgres } from '../../src/server/postgres/postgres.server.ts';
import { processesOnCluster, signal, waitUntilGone } from '../../src/server/postgres/processes.server.ts';

const root = join(import.meta.dirname, '../..');

export type KithProcess = {
  port: number;
  origin: string;
  /** Kills it with SIGKILL and waits until it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end, in order. */
  stop: () => Promise<void>;
  /** How it ended: its exit code, or the signal. */
  ended: Promise<string>;
  said: () => string;
};

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** @param program `src/cli.ts`, or one that plants a fault and then does the same */
export async function startKith(options: { dataDir: string; port: number; databaseUrl?: string; program?: string }): Promise<KithProcess> {
  const { dataDir, port, databaseUrl, program = 'src/cli.ts' } = options;
  const args = ['--max-semi-space-size=8', program, 'start', '--without-screens', '--port', String(port), '--data', dataDir];
  const { DATABASE_URL: _ours, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, KITH_LOG_LEVEL: 'error', ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<string>((resolve) => child.once('exit', (code, by) => resolve(by ?? String(code))));
  await new Promise<void>((ready, failed) => {
    const hear = (text: Buffer) => {
      said += text.toString();
      if (said.includes('Kith is running at')) ready();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((how) => failed(new Error(`Kith ended with ${how}:\n${said}`)));
  });
  return {
    ...{ port, ended, origin: `http://127.0.0.1:${port}` },
    said: () => said,
    kill: () => endBy(child, 'SIGKILL', ended),
    stop: () => endBy(child, 'SIGTERM', ended),
  };
}

async function endBy(child: ChildProcess, by: NodeJS.Signals, ended: Promise<string>): Promise<void> {
  child.kill(by);
  await ended;
}

/** A PostgreSQL as a production one is: everything it says is on the disk, is. `settings` is for planting the contrary. */
export async function startDurablePostgres(dataDir: string, settings: Record<string, string> = {}): Promise<RunningPostgres> {
  return startPostgres({ dataDir, durable: true, settings: { max_connections: '200', ...settings } });
}

/** The postmaster and every child of it, at once, as when the machine's memory is gone. */
export async function killPostgres(dataDir: string): Promise<number> {
  const cluster = join(dataDir, 'postgres');
  const pids = processesOnCluster(cluster);
  for (const pid of pids) signal(pid, 'SIGKILL');
  if (!(await waitUntilGone(pids, 10_000))) throw new Error('PostgreSQL does not die');
  // What it forked while it died.
  for (const pid of processesOnCluster(cluster)) signal(pid, 'SIGKILL');
  await sleep(20);
  return pids.length;
}

/** Ends whatever a test that failed left working in this folder. */
export async function endLeftovers(dataDir: string): Promise<void> {
  await clearLeftovers(join(dataDir, 'postgres'), () => undefined);
}
