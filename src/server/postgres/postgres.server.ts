import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import {
  makeCluster,
  makeSocketFolder,
  openDataFolder,
  ownCluster,
  readCluster,
  rememberCluster,
  removeSocketFolder,
  superuser,
} from './cluster.server.ts';
import { databaseUser } from './database-user.server.ts';
import { chooseEngine, type Engine, type EngineKind, findEngines } from './engines.server.ts';
import { lockFolder } from './folder-lock.server.ts';
import { clearLeftovers } from './leftover.server.ts';
import { connectionTo, endPostmaster, type Postmaster, spawnPostmaster, tryConnection, waitUntilReady } from './postmaster.server.ts';
import { signal } from './processes.server.ts';
import { formatVersion, warningOf } from './version-rules.ts';

export type StartPostgres = {
  /** The folder Kith keeps its data in; PostgreSQL's files go into folders inside it. Made when missing. */
  dataDir: string;
  /** `auto`, the default, takes the machine's own PostgreSQL where it is recent enough, else the one from npm. */
  engine?: EngineKind | 'auto';
  /** False for tests only: nothing is forced to disk, and a power cut may destroy the database. */
  durable?: boolean;
  /** Settings of postgresql.conf, which win over Kith's own. */
  settings?: Record<string, string>;
  /** Hears what is being done when it takes longer: one short line each time. */
  onProgress?: (line: string) => void;
  /** Hears, in words, when PostgreSQL ends without having been asked to. Kith cannot go on then. */
  onUnexpectedEnd?: (how: string) => void;
};

export type RunningPostgres = {
  /** Such as `18.4`. */
  version: string;
  major: number;
  engine: EngineKind;
  binDir: string;
  socketDir: string;
  /** PostgreSQL's main process. */
  pid: number;
  /** What the operator should know, in full sentences. */
  warnings: string[];
  /** For programs of PostgreSQL such as `psql`, and for `DATABASE_URL`. */
  superuserUrl(database: string): string;
  /** For `pg`: the superuser, through the private socket. */
  connection(database: string): pg.ClientConfig;
  /** Shuts down in order, giving the folder free. Calling it again waits for the same end. */
  stop(): Promise<void>;
};

/**
 * How to reach the PostgreSQL that another Kith is running in this data folder, as its superuser; null when none answers.
 * Only the database's own user, and root, can enter the folder its socket lies in.
 */
export async function findRunningPostgres(dataDir: string): Promise<((database: string) => pg.ClientConfig) | null> {
  const folder = resolve(dataDir);
  const socketDir = readCluster(folder)?.socketDir;
  const owner = (path: string) => statSync(path, { throwIfNoEntry: false })?.uid;
  // A folder that somebody else made in its place would lead to somebody else's database.
  if (!socketDir || owner(socketDir) === undefined || owner(socketDir) !== owner(join(folder, 'postgres'))) return null;
  if ((await tryConnection(socketDir)) !== 'ready') return null;
  return (database) => connectionTo(socketDir, database);
}

/**
 * Starts PostgreSQL for one data folder, making its database first where there is none, and taking over what a killed Kith left.
 * Whoever can reach the socket is trusted, so the socket lies in a folder that only the database's user can enter.
 *
 * @throws UserError with one line: the folder is in use, cannot be reached, was made by another major version, or the last
 *   words of PostgreSQL when it does not start.
 */
export async function startPostgres(options: StartPostgres): Promise<RunningPostgres> {
  const progress = options.onProgress ?? (() => undefined);
  const durable = options.durable ?? true;
  const user = databaseUser();
  const folder = openDataFolder(resolve(options.dataDir), user);
  const lock = await lockFolder(folder);
  let socketDir: string | null = null;
  let postmaster: Postmaster | null = null;
  try {
    const made = readCluster(folder);
    const engine = chooseEngine(findEngines(options.engine ?? 'auto', user), made, folder);
    const cluster = join(folder, 'postgres');
    if (made) {
      await clearLeftovers(cluster, progress);
      removeSocketFolder(folder, made.socketDir);
      ownCluster(folder, user);
    } else {
      progress(`making a database with PostgreSQL ${formatVersion(engine.version)}`);
      await makeCluster(folder, engine, user, durable);
    }
    socketDir = makeSocketFolder(folder, user, tmpdir());
    rememberCluster(folder, engine, socketDir);
    const place = { cluster, socketDir, logFile: join(folder, 'postgres.log') };
    postmaster = spawnPostmaster(engine, place, { user, durable, settings: options.settings ?? {} });
    const running = postmaster;
    // Should this process end without stopping the database (an uncaught error), the database still shuts down in order.
    const endWithUs = () => signal(running.pid, 'SIGINT');
    process.once('exit', endWithUs);
    running.ended.then(() => process.removeListener('exit', endWithUs));
    await waitUntilReady(running, place, progress);
    return handle(running, engine, socketDir);
  } catch (error) {
    if (postmaster) await endPostmaster(postmaster);
    removeSocketFolder(folder, socketDir);
    lock.release();
    throw error;
  }

  function handle(running: Postmaster, engine: Engine, socket: string): RunningPostgres {
    const warning = warningOf(engine.version);
    let stopping: Promise<void> | null = null;
    const clean = () => {
      removeSocketFolder(folder, socket);
      lock.release();
    };
    running.ended.then((how) => {
      if (stopping) return;
      clean();
      options.onUnexpectedEnd?.(`PostgreSQL ${how} (log: ${join(folder, 'postgres.log')})`);
    });
    return {
      version: formatVersion(engine.version),
      major: engine.version.major,
      engine: engine.kind,
      binDir: engine.binDir,
      socketDir: socket,
      pid: running.pid,
      warnings: warning ? [warning] : [],
      superuserUrl: (database) => `postgresql://${superuser}@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socket)}`,
      connection: (database) => connectionTo(socket, database),
      stop: () => {
        stopping ??= endPostmaster(running).then(clean);
        return stopping;
      },
    };
  }
}
