/** `./kith rekey`: a new key for phones to seal unsent entries to, or to sign the audit trail with. Older ones go on proving and opening what they made. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rotateAuditKey, rotateSealKey } from '../server/secrets.ts';
import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' }, audit: { type: 'boolean', default: false } } });
  const dataDir = resolve(values.data ?? 'data');
  if (!existsSync(join(dataDir, 'secrets.json'))) throw new UserError('there is no Kith in this data folder; choose another with --data');
  const made = values.audit ? rotateAuditKey(dataDir) : rotateSealKey(dataDir);
  print(`made key ${made}; start every server anew, each with this secrets.json`);
  return 0;
}
