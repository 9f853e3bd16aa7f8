/** `./kith new-epoch`: tells every phone that the database is an older one than they knew, after a restore that Kith could not see. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { signForRestore } from '../server/audit-copy-file.ts';
import { type Config, readConfig } from '../server/config.ts';
import { beginEpochs, mustSeeEverything } from '../server/epochs.ts';
import { openInstallation } from '../server/installation.ts';
import { tellEveryone } from '../server/pokes.ts';
import { openSecrets } from '../server/secrets.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  // One's own PostgreSQL is changed while Kith runs, too; Kith's own is started for the purpose.
  if (config.databaseUrl !== null) return begin({ connectionString: config.databaseUrl }, config);
  const installation = await openInstallation(config, print);
  try {
    return await begin(installation.admin, config);
  } finally {
    await installation.stop();
  }
}

async function begin(connection: pg.ClientConfig, config: Config): Promise<number> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await mustSeeEverything(client, 'new-epoch');
    await client.query('begin');
    const organisations = await beginEpochs(client, 'declared');
    await tellEveryone(client);
    await client.query('commit');
    // Whoever says so here holds the key: what is gone since the last seal is then known to be gone.
    await signForRestore(connection, config.auditCopy, openSecrets(config.dataDir).auditKeys);
    print(`a new epoch has begun for ${organisations} ${organisations === 1 ? 'organisation' : 'organisations'}`);
    print('every phone reads everything again, and sends again what is missing of its last 30 days');
    return 0;
  } finally {
    await client.end();
  }
}
