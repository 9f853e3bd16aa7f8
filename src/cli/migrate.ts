/** `./kith migrate`: brings the database to this version's schema without serving anyone. `start` does the same by itself. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/config.ts';
import { openInstallation } from '../server/installation.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  const installation = await openInstallation(config, print);
  await installation.stop();
  print('the database has the newest schema');
  return 0;
}
