/** `./kith demo`: two made-up programmes in a throw-away data folder, on loopback only. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { demoPassphrase, makeDemoAccounts } from '../demo/demo-accounts.server.ts';
import { type DemoSignIn, demoSignIns, generateDemo } from '../demo/generate-demo.ts';
import { loadDemo } from '../demo/load-demo.server.ts';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { fromInstant } from '../shared/calendar-day.ts';
import { buildWebIfNeeded } from './build.ts';
import { readCount, readPort } from './options.ts';
import { print, untilStopped } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, people: { type: 'string' }, seed: { type: 'string' } } });
  const people = readCount('people', values.people, 240, 200_000);
  const port = readPort(values.port, 8420);
  await buildWebIfNeeded();
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-demo-'));
  const now = new Date();
  const organisations = generateDemo({
    seed: values.seed ?? randomBytes(6).toString('hex'),
    today: fromInstant(now, Intl.DateTimeFormat().resolvedOptions().timeZone),
    now: now.toISOString(),
    peoplePerOrganisation: Math.ceil(people / 2),
  });
  const signIns = demoSignIns(organisations);
  const passphrase = demoPassphrase();
  // The demo reads no setting of a real installation: nothing of it may reach a real database or a real mail server.
  const config = readConfig({ KITH_LOG_LEVEL: process.env.KITH_LOG_LEVEL ?? 'warn' }, { dataDir, port });
  const server = await startServer(config, {
    onProgress: print,
    beforeServing: async ({ admin }) => {
      print(`making up ${people} people and their last 18 months`);
      await loadDemo(admin, organisations);
      const client = new pg.Client(admin);
      await client.connect();
      try {
        await makeDemoAccounts(client, signIns, passphrase);
      } finally {
        await client.end();
      }
    },
  });
  print('');
  print(`Kith is running at ${server.origin}`);
  print(`Everyone signs in with the passphrase   ${passphrase}`);
  printSignIns(signIns);
  print('All people, places and numbers are made up. Stop with Ctrl-C; nothing is kept.');
  const code = await untilStopped(() => server.stop());
  rmSync(dataDir, { recursive: true, force: true });
  return code;
}

function printSignIns(signIns: readonly DemoSignIn[]): void {
  for (const organisation of new Set(signIns.map((one) => one.organisation))) {
    print('');
    print(`  ${organisation}`);
    for (const one of signIns.filter((each) => each.organisation === organisation)) {
      print(`    ${one.email.padEnd(34)} ${one.name.padEnd(20)} ${one.roles.map((role) => role.replace('_', ' ')).join(', ')}`);
    }
  }
  print('');
}
