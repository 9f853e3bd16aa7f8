/**
 * A PgBouncer between the tests and their PostgreSQL: transaction pooling, a Unix socket, few server connections. It is Debian's package
 * `pgbouncer`; `KITH_PGBOUNCER` names another one. Where there is none, tests that need it are skipped and say so.
 */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { asUser, databaseUser, versionPrintedBy } from '../../src/server/postgres/database-user.server.ts';

export type PgBouncerProgram = {
  program: string;
  version: string;
  /** From 1.21 on it keeps named prepared statements under transaction pooling. */
  keepsStatements: boolean;
};

export function findPgBouncer(): PgBouncerProgram | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  const program = process.env.KITH_PGBOUNCER ?? folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path));
  if (program === undefined) return null;
  const printed = versionPrintedBy(program, databaseUser()) ?? '';
  const [, version, major, minor] = /PgBouncer ((\d+)\.(\d+)\S*)/.exec(printed) ?? [];
  if (version === undefined) return null;
  return { program, version, keepsStatements: Number(major) > 1 || Number(minor) >= 21 };
}

export type PgBouncer = {
  /** The same database and any of its log-ins, through the pooler. */
  host: string;
  port: number;
  stop: () => Promise<void>;
};

const port = 6432;

/** @param server where PostgreSQL's own socket is */
export async function startPgBouncer(
  { program, keepsStatements }: PgBouncerProgram,
  server: pg.ClientConfig,
  options: { connections: number; statements?: number },
): Promise<PgBouncer> {
  const user = databaseUser();
  const folder = mkdtempSync(join(tmpdir(), 'kith-pool-'));
  const file = (name: string) => join(folder, name);
  const settings = {
    listen_addr: '',
    listen_port: port,
    unix_socket_dir: folder,
    auth_type: 'trust',
    auth_file: file('users'),
    pool_mode: 'transaction',
    default_pool_size: options.connections,
    max_client_conn: 500,
    ignore_startup_parameters: 'extra_float_digits',
    // Of itself it keeps a log of every connection; only what is wrong is of use here.
    log_connections: 0,
    log_disconnections: 0,
    ...(keepsStatements ? { max_prepared_statements: options.statements ?? 500 } : {}),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(
    file('ini'),
    ['[databases]', `* = host=${server.host} port=${server.port ?? 5432}`, '[pgbouncer]', ...lines, ''].join('\n'),
  );
  writeFileSync(file('users'), ['postgres', 'kith_app', 'kith_auth', 'kith_jobs'].map((name) => `"${name}" ""\n`).join(''));
  for (const path of [folder, file('ini'), file('users')]) if (user) chownSync(path, user.uid, user.gid);
  chmodSync(folder, 0o700);
  let said = '';
  const child = spawn(program, [file('ini')], { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...asUser(user) });
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const stop = async () => {
    process.removeListener('exit', orphaned);
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answered({ ...server, host: folder, port }, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`PgBouncer did not answer: ${said}`, { cause: error });
  }
  return { host: folder, port, stop };
}

async function answered(config: pg.ClientConfig, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(config);
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (hasEnded() || tries > 200) throw error;
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
