/** Starts Kith: database, schema, application, jobs, metrics. Wired by hand; the services are plain values. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { sendInvitationJob } from '../features/staff/send-invitation-job.server.ts';
import { sendPasswordChangedJob, sendResetJob } from '../features/staff/send-reset-job.server.ts';
import { loadPackSet } from '../packs/load-pack.server.ts';
import type { PackSet } from '../packs/pack-schema.ts';
import { leastAppVersion } from '../shared/app-version.ts';
import { UserError } from '../shared/user-error.ts';
import { makeApp, type ServerDeps } from './app.ts';
import { openAuditCopy } from './audit-copy-file.ts';
import { signerWith } from './audit-keys.ts';
import { openDoor } from './auth/door.server.ts';
import { openCaretaker } from './caretaker.ts';
import type { Config } from './config.ts';
import { type Database, openPool } from './db.ts';
import { mindEpochs } from './epochs.ts';
import { type Installation, openInstallation } from './installation.ts';
import { openJobs } from './jobs.ts';
import { makeLog } from './log.ts';
import { openMailer } from './mail/mailer.server.ts';
import { makeMetrics, serveMetrics } from './metrics.ts';
import { openPokes } from './pokes.ts';
import { judgePooler } from './pooler.ts';
import { connectionAs, logins } from './prepare-database.ts';
import { collectWithV8, openQuietCollection } from './quiet-collection.ts';
import { commandHandlers, feedSources, queryHandlers } from './registry.ts';
import { openSealKeys } from './seal-keys.ts';
import { sturdyPool } from './sturdy-pool.ts';

const projectFolder = join(import.meta.dirname, '../..');
const webFolder = join(projectFolder, 'dist/web');
export const packsFolder = join(projectFolder, 'packs');
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
  /** One that is being opened already; it is closed with the server, and also when the server does not start. */
  installation?: Promise<Installation>;
  /** Called when the database is ready and before anyone is served: the demo fills it here. */
  beforeServing?: (installation: Installation) => Promise<void>;
  /** False while Vite serves the screens. */
  serveWeb?: boolean;
  /** Told in words when Kith's own PostgreSQL has ended without having been asked to: nothing can be taken any more. */
  onDatabaseLost?: (how: string) => void;
};

export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const onProgress = options.onProgress ?? (() => undefined);
  const serveWeb = options.serveWeb ?? true;
  const installation = await (options.installation ?? openInstallation(config, onProgress, options.onDatabaseLost));
  const closers: (() => Promise<unknown>)[] = [installation.stop];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    if (serveWeb && !existsSync(join(webFolder, 'index.html'))) throw new UserError('the screens are not built yet: run ./kith build');
    const { admin, secrets } = installation;
    const log = makeLog(config.logLevel);
    // Behind a pooler every transaction may get another connection; LISTEN and the job queue need their own and go past it.
    const serving = config.poolUrl === null ? admin : { connectionString: config.poolUrl };
    const appConnection = connectionAs(serving, logins.app, secrets.appPassword);
    if (config.poolUrl !== null) await judgePooler(appConnection);
    const pool = openPool(appConnection);
    closers.push(() => pool.end());
    const database: Database = { pool, secret: Buffer.from(secrets.actor, 'hex') };
    const origin = config.origin ?? `http://localhost:${config.port}`;
    await options.beforeServing?.(installation);
    const begun = await mindEpochs(database);
    if (begun > 0)
      installation.warnings.push('the database was restored or promoted since the last start: phones will read everything again');
    const mailer = config.smtpUrl && config.mailFrom ? openMailer({ url: config.smtpUrl, from: config.mailFrom }) : null;
    closers.push(async () => mailer?.close());
    const authConnection = connectionAs(serving, logins.auth, secrets.authPassword);
    // Its connection opens when there is a mail to send, and closes again.
    const authPool = sturdyPool({ ...authConnection, max: 1 });
    closers.push(() => authPool.end());
    const mails = { database, authPool, mailer, secret: secrets.session, origin };
    const jobs = await openJobs({
      connection: connectionAs(admin, logins.jobs, secrets.jobsPassword),
      jobs: [sendInvitationJob(mails), sendResetJob(mails), sendPasswordChangedJob(mails)],
      log,
    });
    closers.push(() => jobs.stop());
    const [auditKey] = secrets.auditKeys;
    if (!auditKey) throw new Error('there is no key to sign the audit trail with');
    const auditCopy = openAuditCopy(config.auditCopy, secrets.auditKeys);
    const caretaker = openCaretaker({ database, log, signer: signerWith(auditKey), auditCopy });
    closers.push(() => caretaker.stop());
    const door = await openDoor({
      database,
      authPool: authConnection,
      secret: secrets.session,
      origin,
      log,
      hasMail: mailer !== null,
      packsFolder,
      trustedProxies: config.trustedProxies,
    });
    closers.push(() => door.close());
    const pokes = await openPokes(database, connectionAs(admin, logins.app, secrets.appPassword));
    closers.push(() => pokes.stop());
    const metrics = makeMetrics();
    const deps: ServerDeps = {
      database,
      door,
      commands: commandHandlers,
      feeds: feedSources,
      queries: queryHandlers,
      pokes,
      seals: await openSealKeys(secrets.sealKeys),
      metrics,
      log,
      onFault: ({ command, state, error }) => {
        metrics.faults.inc({ command });
        log.error({ command, state, err: error instanceof Error ? error : new Error('unknown') }, 'command met a fault');
      },
      packsFor: rememberPacks(),
      webFolder: serveWeb ? webFolder : null,
      leastApp: leastAppVersion,
      origin,
    };
    const quiet = openQuietCollection(collectWithV8);
    closers.push(async () => quiet.stop());
    const { fetch: answer } = makeApp(deps);
    const server = await listen((request, env) => {
      quiet.asked();
      return answer(request, env);
    }, config);
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

async function listen(fetchHandler: Parameters<typeof serve>[0]['fetch'], config: Config): Promise<{ close: () => Promise<void> }> {
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
