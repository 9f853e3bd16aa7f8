/** The database of this installation, running and migrated. Apart from the server itself, so that it can be started while that is still loading. */
import pg from 'pg';
import { UserError } from '../shared/user-error.ts';
import type { Config } from './config.ts';
import { findRunningPostgres, startPostgres } from './postgres/postgres.server.ts';
import { refusalOf, warningOf } from './postgres/version-rules.ts';
import { createDatabaseIfMissing, prepareDatabase } from './prepare-database.ts';
import { openSecrets, type Secrets } from './secrets.ts';

const databaseName = 'kith';

export type OpenDatabase = {
  /** A role that may create roles: for migrations, the demo, `verify`, backups only. */
  admin: pg.ClientConfig;
  warnings: string[];
  stop: () => Promise<void>;
};

export type Installation = OpenDatabase & { secrets: Secrets };

/**
 * The database of this installation, running and as it is: Kith's own, or the one `DATABASE_URL` names.
 * @param onDatabaseLost told in words when Kith's own PostgreSQL ends without having been asked to
 */
export async function openDatabase(
  config: Config,
  onProgress: (line: string) => void,
  onDatabaseLost?: (how: string) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    const admin = { connectionString: config.databaseUrl };
    return { admin, warnings: await judgeVersion(admin), stop: async () => undefined };
  }
  const lost = onDatabaseLost === undefined ? {} : { onUnexpectedEnd: onDatabaseLost };
  const postgres = await startPostgres({ dataDir: config.dataDir, onProgress, ...lost });
  try {
    await createDatabaseIfMissing(postgres.connection('postgres'), databaseName);
    return { admin: postgres.connection(databaseName), warnings: postgres.warnings, stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The same, migrated and ready to work on. */
export async function openInstallation(
  config: Config,
  onProgress: (line: string) => void,
  onDatabaseLost?: (how: string) => void,
): Promise<Installation> {
  const database = await openDatabase(config, onProgress, onDatabaseLost);
  try {
    const secrets = openSecrets(config.dataDir);
    await prepareDatabase(database.admin, secrets);
    return { ...database, secrets };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Kith's own database while another Kith is running it; null when none is. */
export async function findRunningDatabase(config: Config): Promise<pg.ClientConfig | null> {
  if (config.databaseUrl !== null) return null;
  const running = await findRunningPostgres(config.dataDir);
  return running === null ? null : running(databaseName);
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
