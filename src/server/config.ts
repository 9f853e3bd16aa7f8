/** What the operator may set, read from the environment and judged at start. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../shared/user-error.ts';

const schema = z.object({
  /** PostgreSQL 15 or newer of one's own, with a role that may create roles. Left out, Kith runs its own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** PgBouncer in front of that PostgreSQL, for what serves people; everything that needs a connection of its own goes past it. */
  KITH_POOL_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The address people type. Left out: loopback. */
  KITH_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  /** `smtp://user:password@host:587`; left out, invitation links are shown to copy. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom mails come from, such as `programme@example.org`. */
  KITH_MAIL_FROM: z.email().optional(),
  /** Where the copy of the signed audit seals is written. Left out: in the data folder. */
  KITH_AUDIT_COPY: z.string().min(1).optional(),
  KITH_METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** How many reverse proxies of one's own append to `x-forwarded-for`; guesses at passwords are counted by the address before them. */
  KITH_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  KITH_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = {
  dataDir: string;
  port: number;
  /** Loopback unless the operator asks for more. */
  host: string;
  databaseUrl: string | null;
  poolUrl: string | null;
  origin: string | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  /** A file that only grows. */
  auditCopy: string;
  metricsPort: number | null;
  trustedProxies: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** @throws UserError naming the setting that is wrong, never its value */
export function readConfig(env: NodeJS.ProcessEnv, given: { dataDir: string; port: number; host?: string }): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(`the setting ${issue?.path.join('.')} is not right: ${issue?.message}`);
  }
  const set = parsed.data;
  if (set.KITH_POOL_URL !== undefined && set.DATABASE_URL === undefined) {
    throw new UserError('the setting KITH_POOL_URL needs DATABASE_URL beside it: migrations, jobs and notices go past the pooler');
  }
  return {
    dataDir: given.dataDir,
    port: given.port,
    host: given.host ?? '127.0.0.1',
    databaseUrl: set.DATABASE_URL ?? null,
    poolUrl: set.KITH_POOL_URL ?? null,
    origin: set.KITH_ORIGIN ?? null,
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.KITH_MAIL_FROM ?? null,
    auditCopy: resolve(set.KITH_AUDIT_COPY ?? join(given.dataDir, 'audit-copy.jsonl')),
    metricsPort: set.KITH_METRICS_PORT ?? null,
    trustedProxies: set.KITH_TRUSTED_PROXIES,
    logLevel: set.KITH_LOG_LEVEL,
  };
}
