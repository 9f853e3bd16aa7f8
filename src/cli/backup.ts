/** `./kith backup FILE`: everything, encrypted, in one file, while Kith may go on working. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeBackup } from '../server/backup/write-backup.server.ts';
import { readConfig } from '../server/config.ts';
import { findRunningDatabase, openDatabase } from '../server/installation.ts';
import { readSecrets } from '../server/secrets.ts';
import { UserError } from '../shared/user-error.ts';
import { makeKeyFile, sealedTo } from './backup-keys.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      to: { type: 'string', multiple: true },
      'passphrase-file': { type: 'string' },
      'make-key': { type: 'string' },
    },
    allowPositionals: true,
  });
  if (values['make-key'] !== undefined) {
    print(`public key, for --to: ${await makeKeyFile(resolve(values['make-key']))}`);
    print(`the secret key is in ${values['make-key']}: without it no backup made with --to can be opened`);
    return 0;
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UserError('name one file to write: ./kith backup FILE');
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  const secrets = readSecrets(config.dataDir);
  if (secrets === null) throw new UserError(`there is nothing to back up: Kith has never been started in ${config.dataDir}`);
  const to = await sealedTo(values);
  const running = await findRunningDatabase(config);
  const database = running === null ? await openDatabase(config, print) : { admin: running, stop: async () => undefined };
  try {
    const made = await writeBackup({ admin: database.admin, secrets, path: resolve(file), to, onProgress: print });
    const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
    print(`${file}: ${made.organisations} organisations, ${rows} rows of ${made.tables.length} tables, ${sizeOf(made.bytes)}`);
    print(`sha256 ${made.sha256}`);
    print(`try it: ./kith restore ${file} --check`);
    return 0;
  } finally {
    await database.stop();
  }
}

export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
