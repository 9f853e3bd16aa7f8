/** `./kith password`: for when nobody else can let somebody in again, as when the only administrator forgot, and no mail is set up. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeOperatorLink } from '../server/auth/operator-link.server.ts';
import { readConfig } from '../server/config.ts';
import { openInstallation } from '../server/installation.ts';
import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

const usualPort = 8420;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { data: { type: 'string' } }, allowPositionals: true });
  const [email, ...more] = positionals;
  if (email === undefined || more.length > 0) throw new UserError('say whose password it is: ./kith password E-MAIL');
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: usualPort });
  const installation = await openInstallation(config, () => undefined);
  try {
    const origin = config.origin ?? `http://localhost:${config.port}`;
    const link = await makeOperatorLink(installation.admin, { email, origin, secret: installation.secrets.session });
    if (link === null) throw new UserError('nobody who works here has an account with this address');
    print('Give this link to its owner. It works once, within a day; they are told that it came from you:');
    print(`  ${link}`);
    return 0;
  } finally {
    await installation.stop();
  }
}
