/** `./kith restore FILE`: puts a backup back, whole or not at all. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Erased, readCopy } from '../server/audit-copy.ts';
import { readCopyFile, signForRestore } from '../server/audit-copy-file.ts';
import { publicHalf, trust } from '../server/audit-keys.ts';
import type { BackupHeader } from '../server/backup/backup-format.ts';
import { checkBackup } from '../server/backup/check-backup.server.ts';
import { restoreBackup } from '../server/backup/restore-backup.server.ts';
import { prepareSecrets } from '../server/backup/saved-secrets.server.ts';
import type { OpenedWith } from '../server/backup/seal-file.server.ts';
import { type Config, readConfig } from '../server/config.ts';
import { openDatabase } from '../server/installation.ts';
import { prepareDatabase } from '../server/prepare-database.ts';
import { openSecrets, readSecrets, secretsSchema } from '../server/secrets.ts';
import { verifyDatabase } from '../server/verify.ts';
import { UserError } from '../shared/user-error.ts';
import { sizeOf } from './backup.ts';
import { openedWith } from './backup-keys.ts';
import { print } from './run-until-stopped.ts';
import { linesOf, proofFor, readCopyGiven } from './verify.ts';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      key: { type: 'string' },
      'passphrase-file': { type: 'string' },
      replace: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      against: { type: 'string', multiple: true },
    },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UserError('name one file to read: ./kith restore FILE');
  const path = resolve(file);
  const withKey = await openedWith(values);
  if (values.check) return check(path, withKey);
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  return restore(config, { path, withKey, replace: values.replace, copies: (values.against ?? []).map(readCopyGiven) });
}

async function check(path: string, withKey: OpenedWith): Promise<number> {
  const { header, tables } = await checkBackup(path, withKey, progress());
  for (const { name, rows } of tables) print(`${String(rows).padStart(10)} ${name}`);
  print(`made ${header.at} from PostgreSQL ${header.postgres}: whole and unchanged`);
  return 0;
}

type Asked = { path: string; withKey: OpenedWith; replace: boolean /** Of the audit seals, kept elsewhere. */; copies: readonly string[] };

async function restore(config: Config, asked: Asked): Promise<number> {
  const database = await openDatabase(config, print);
  let secrets: ReturnType<typeof prepareSecrets> | undefined;
  try {
    const done = await restoreBackup({
      ...asked,
      admin: database.admin,
      onProgress: print,
      onBytes: progress(),
      erasedSince: (header) => whoWasErased(config, header, asked.copies),
      beforeCommit: async (header) => {
        secrets = prepareSecrets(config.dataDir, header.secrets);
      },
    });
    secrets?.put();
    secrets = undefined;
    const ours = openSecrets(config.dataDir);
    await prepareDatabase(database.admin, ours);
    await signForRestore(database.admin, config.auditCopy, ours.auditKeys);
    print(`put back: ${done.organisations} organisations and ${done.rows} rows, as they were on ${done.header.at}`);
    if (done.migrated.length > 0) print(`brought to the newest schema: ${done.migrated.join(', ')}`);
    print(`records erased since that backup, and erased again: ${done.erasedAgain}`);
    print('everyone signs in once; phones then send again what is missing of their last 30 days');
    const verified = await verifyDatabase(database.admin, proofFor(config, []));
    for (const line of linesOf(verified)) print(line);
    return verified.findings.length === 0 ? 0 : 1;
  } finally {
    secrets?.drop();
    await database.stop();
  }
}

/** Who was erased since, by the copy this installation keeps and those that were given. A restore without any says so. */
function whoWasErased(config: Config, header: BackupHeader, copies: readonly string[]): readonly Erased[] {
  const own = readCopyFile(config.auditCopy);
  const texts = [...copies, ...(own === '' ? [] : [own])];
  if (texts.length === 0) {
    print(
      'there is no copy of the audit seals here: whoever was erased since that backup is back, unless you give the copy with --against',
    );
    return [];
  }
  const keys = [...(readSecrets(config.dataDir)?.auditKeys ?? []), ...(secretsSchema.safeParse(header.secrets).data?.auditKeys ?? [])];
  const copy = readCopy(texts, keys.length > 0 ? trust(keys.map(publicHalf)) : null);
  for (const problem of copy.problems) print(problem);
  return copy.erased;
}

/** One line every two seconds. */
function progress(): (done: number, of: number) => void {
  let last = Date.now();
  return (done, of) => {
    if (Date.now() - last < 2_000) return;
    last = Date.now();
    print(`  ${sizeOf(done)} of ${sizeOf(of)} read`);
  };
}
