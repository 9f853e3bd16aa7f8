/**
 * Jobs: work that reaches outside the database, done after the transaction that asked for it and at least once. A job is put in its queue
 * by `kith.enqueue` inside that transaction (so it lives or dies with the row) and carries ids only; the worker here is pg-boss, signed in
 * as `kith_jobs`, which can touch schema `pgboss` and nothing else.
 */
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

/** No organisation: asked for at the door, before anybody is known. */
export type JobIds = { orgId: string | null; id: string };

/** Must be safe to repeat: a server may die between doing the work and saying so. */
export type Job = { queue: string; run: (ids: JobIds) => Promise<void> };

export type Jobs = { stop: () => Promise<void> };

export type JobsDeps = {
  /** How to sign in to PostgreSQL as `kith_jobs`. */
  connection: pg.PoolConfig;
  jobs: readonly Job[];
  log: Logger;
  /** Seconds between two looks at a queue. */
  pollSeconds?: number;
};

export async function openJobs({ connection, jobs, log, pollSeconds = 2 }: JobsDeps): Promise<Jobs> {
  const { host, port, database, user, connectionString, ssl, password } = connection;
  const given = { host, port, database, user, connectionString, ssl, password: typeof password === 'string' ? password : undefined };
  const boss = new PgBoss({
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, never>),
    schema: 'pgboss',
    max: 3,
    createSchema: false,
    migrate: false, // only migrations change tables
    schedule: false,
  });
  // Names and codes only: a message of a driver may quote a value.
  boss.on('error', (error) => log.error({ part: 'jobs', error: { name: error.name } }, 'a job queue reported an error'));
  await boss.start();
  for (const job of jobs) {
    await boss.work<JobIds>(job.queue, { pollingIntervalSeconds: pollSeconds, batchSize: 1 }, async (batch) => {
      for (const { id, data } of batch) {
        try {
          await job.run(data);
        } catch (error) {
          const kind = error as { name?: string; code?: string };
          log.warn(
            { part: 'jobs', queue: job.queue, job: id, error: { name: kind.name, code: kind.code } },
            'a job failed and will be tried again',
          );
          // pg-boss keeps what is thrown in the job's row: a code, never the message, which may hold an address.
          throw new Error(kind.code ?? kind.name ?? 'failed', { cause: undefined });
        }
      }
    });
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) };
}
