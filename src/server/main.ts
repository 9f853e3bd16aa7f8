/** Starts Kith: database, schema, application, jobs, metrics. Wired by hand; the services are plain values. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import pg from 'pg';
import { sendInvitationJob } from '../features/staff/send-invitation-job.server.ts';
import { loadPackSet } from '../packs/load-pack.server.ts';
import type { PackSet } from '../packs/pack-schema.ts';
import { UserError } from '../shared/user-error.ts';
import { makeApp, type ServerDeps } from './app.ts';
import { openDoor } from './auth/door.server.ts';
import { openCaretaker } from './caretaker.ts';
import type { Config } from './config.ts';
import { type Database, openPool } from './db.ts';
import { openJobs } from './jobs.ts';
import { makeLog } from './log.ts';
import { openMailer } from './mail/mailer.server.ts';
import { makeMetrics, serveMetrics } from './metrics.ts';
import { openPokes } from './pokes.ts';
import { startPostgres } from './postgres/postgres.server.ts';
import { refusalOf, warningOf } from './postgres/version-rules.ts';
import { connectionAs, createDatabaseIfMissing, logins, prepareDatabase } from './prepare-database.ts';
import { commandHandlers, feedSources, queryHandlers } from './registry.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { openWriterGate } from './writer-gate.ts';

const projectFolder = join(import.meta.dirname, '../..');
const webFolder = join(projectFolder, 'dist/web');
export const packsFolder = join(projectFolder, 'packs');
const databaseName = 'kith';

export type PreparedDatabase = {
  /** A role that may create roles: for migrations, the demo and `verify` only. */
  admin: pg.ClientConfig;
  secrets: Secrets;
  warnings: string[];
  stop: () => Promise<void>;
};

/** The database of this installation, running and migrated: Kith's own, or the one `DATABASE_URL` names. */
export async function openInstallation(config: Config, onProgress: (line: string) => void): Promise<PreparedDatabase> {
  if (config.databaseUrl !== null) {
    const secrets = openSecrets(config.dataDir);
    const admin = { connectionString: config.databaseUrl };
    const warnings = await judgeVersion(admin);
    await prepareDatabase(admin, secrets);
    return { admin, secrets, warnings, stop: async () => undefined };
  }
  const postgres = await startPostgres({ dataDir: config.dataDir, onProgress });
  try {
    const secrets = openSecrets(config.dataDir);
    await createDatabaseIfMissing(postgres.connection('postgres'), databaseName);
    const admin = postgres.connection(databaseName);
    await prepareDatabase(admin, secrets);
    return { admin, secrets, warnings: postgres.warnings, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The same oldest versions as for Kith's own PostgreSQL: older ones have holes that concern row security. @throws UserError */
async function judgeVersion(admin: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(admin);
  try {
    await client.connect();
    const { rows } = await client.query<{ n: number }>(`select current_setting('server_version_num')::int as n`);
    const n = rows[0]?.n ?? 0;
    const version = { major: Math.floor(n / 10_000), minor: n % 10_000 };
    const refusal = refusalOf(version);
    if (refusal !== null) throw new UserError(refusal);
    const warning = warningOf(version);
    return warning === null ? [] : [warning];
  } catch (error) {
    if (error instanceof UserError) throw error;
    // The driver's message may quote the address with its password.
    throw new UserError(`the PostgreSQL that DATABASE_URL names does not answer (${(error as { code?: string }).code ?? 'no code'})`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export type RunningServer = {
  /** Where people go, such as `http://localhost:8420`. */
  origin: string;
  /** The one-time link that makes the first organisation; null once there is one. */
  setUpLink: string | null;
  warnings: string[];
  stop: () => Promise<void>;
};

export type StartOptions = {
  onProgress?: (line: string) => void;
  /** Called when the database is ready and before anyone is served: the demo fills it here. */
  beforeServing?: (installation: PreparedDatabase) => Promise<void>;
  /** False while Vite serves the screens. */
  serveWeb?: boolean;
};

export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const onProgress = options.onProgress ?? (() => undefined);
  const serveWeb = options.serveWeb ?? true;
  if (serveWeb && !existsSync(join(webFolder, 'index.html'))) throw new UserError('the screens are not built yet: run ./kith build');
  const installation = await openInstallation(config, onProgress);
  const closers: (() => Promise<unknown>)[] = [installation.stop];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { admin, secrets } = installation;
    const log = makeLog(config.logLevel);
    const appConnection = connectionAs(admin, logins.app, secrets.appPassword);
    const pool = openPool(appConnection);
    closers.push(() => pool.end());
    const database: Database = { pool, secret: Buffer.from(secrets.actor, 'hex') };
    const origin = config.origin ?? `http://localhost:${config.port}`;
    await options.beforeServing?.(installation);
    const mailer = config.smtpUrl && config.mailFrom ? openMailer({ url: config.smtpUrl, from: config.mailFrom }) : null;
    closers.push(async () => mailer?.close());
    const jobs = await openJobs({
      connection: connectionAs(admin, logins.jobs, secrets.jobsPassword),
      jobs: [sendInvitationJob({ database, mailer, secret: secrets.session, origin })],
      log,
    });
    closers.push(() => jobs.stop());
    const caretaker = openCaretaker({ database, log });
    closers.push(() => caretaker.stop());
    const door = await openDoor({
      database,
      authPool: connectionAs(admin, logins.auth, secrets.authPassword),
      secret: secrets.session,
      origin,
      log,
      hasMail: mailer !== null,
      packsFolder,
      trustedProxies: config.trustedProxies,
    });
    closers.push(() => door.close());
    const pokes = await openPokes(database, appConnection);
    closers.push(() => pokes.stop());
    const metrics = makeMetrics();
    const deps: ServerDeps = {
      database,
      door,
      commands: commandHandlers,
      feeds: feedSources,
      queries: queryHandlers,
      pokes,
      writers: openWriterGate(),
      metrics,
      log,
      onFault: ({ command, state, error }) => {
        metrics.faults.inc({ command });
        log.error({ command, state, err: error instanceof Error ? error : new Error('unknown') }, 'command met a fault');
      },
      packsFor: rememberPacks(),
      webFolder: serveWeb ? webFolder : null,
      origin,
    };
    const server = await listen(makeApp(deps).fetch, config);
    closers.push(() => server.close());
    if (config.metricsPort !== null) {
      const metricsServer = await serveMetrics(metrics, config.metricsPort);
      closers.push(async () => metricsServer.close());
    }
    return { origin, setUpLink: await door.firstStartLink(), warnings: installation.warnings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Packs are files of the product and do not change while it runs. */
function rememberPacks(): (ids: readonly string[]) => Promise<PackSet> {
  const known = new Map<string, Promise<PackSet>>();
  return (ids) => {
    const key = ids.join('+');
    const found = known.get(key) ?? loadPackSet(packsFolder, ids);
    known.set(key, found);
    return found;
  };
}

async function listen(
  fetchHandler: (request: Request) => Response | Promise<Response>,
  config: Config,
): Promise<{ close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: fetchHandler, port: config.port, hostname: config.host }, () =>
      resolve({
        close: () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
            // Event streams stay open for minutes; devices come back by themselves.
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new UserError(`port ${config.port} is in use; choose another with --port`) : error),
    );
  });
}
