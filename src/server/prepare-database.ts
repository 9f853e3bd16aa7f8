/** From a PostgreSQL that answers to one that Kith can work on: database, schema, roles' passwords, the actor's signing key. */
import pg from 'pg';
import { migrateDatabase } from './migrate.ts';
import type { Secrets } from './secrets.ts';

/** Log-in roles of the server. */
export const logins = { app: 'kith_app', auth: 'kith_auth', jobs: 'kith_jobs' } as const;

export async function createDatabaseIfMissing(maintenance: pg.ClientConfig, name: string): Promise<void> {
  const client = new pg.Client(maintenance);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** @param admin a connection to Kith's database whose role may create roles */
export async function prepareDatabase(admin: pg.ClientConfig, secrets: Secrets): Promise<void> {
  await migrateDatabase(admin);
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('set role kith_owner');
    await client.query(
      'insert into reach.secrets (secret) values ($1) on conflict (only_row) do update set secret = excluded.secret where reach.secrets.secret <> excluded.secret',
      [Buffer.from(secrets.actor, 'hex')],
    );
    await client.query('reset role');
    // Hex of our own making, so the literal is safe; ALTER ROLE takes no parameters.
    await client.query(`alter role ${logins.app} password '${secrets.appPassword}'`);
    await client.query(`alter role ${logins.auth} password '${secrets.authPassword}'`);
    await client.query(`alter role ${logins.jobs} password '${secrets.jobsPassword}'`);
  } finally {
    await client.end();
  }
}

/** The same database, as one of the server's own roles. */
export function connectionAs(admin: pg.ClientConfig, user: string, password: string): pg.ClientConfig {
  if (!admin.connectionString) return { ...admin, user, password };
  const url = new URL(admin.connectionString);
  url.username = user;
  url.password = password;
  return { ...admin, connectionString: url.href };
}
