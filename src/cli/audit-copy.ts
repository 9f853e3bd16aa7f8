/** `./kith audit-copy`: the signed seals to keep elsewhere, and the proof of one audit row. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readCopyFile } from '../server/audit-copy-file.ts';
import { publicHalf } from '../server/audit-keys.ts';
import { proveRow } from '../server/audit-proof.ts';
import { readConfig } from '../server/config.ts';
import { findRunningDatabase, openDatabase } from '../server/installation.ts';
import { readSecrets } from '../server/secrets.ts';

import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' }, prove: { type: 'string' } } });
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  if (values.prove === undefined) {
    const copy = readCopyFile(config.auditCopy);
    if (copy === '')
      throw new UserError(`there is no copy of the seals yet in ${config.auditCopy}: a running Kith begins it within a minute`);
    process.stdout.write(copy);
    return 0;
  }
  // Rows that were made by the clock have ids of the database's own making.
  if (!z.uuid().safeParse(values.prove).success) throw new UserError('name the audit row by its id: ./kith audit-copy --prove ID');
  const keys = readSecrets(config.dataDir)?.auditKeys ?? [];
  const running = await findRunningDatabase(config);
  const database = running === null ? await openDatabase(config, () => undefined) : { admin: running, stop: async () => undefined };
  try {
    print(JSON.stringify(await proveRow(database.admin, values.prove, keys.map(publicHalf)), null, 2));
    return 0;
  } finally {
    await database.stop();
  }
}
