/** `./kith demo`: two made-up programmes in a throw-away data folder, on loopback only. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { DemoView } from '../demo/demo-views.server.ts';
import type { DemoSignIn } from '../demo/generate-demo.ts';
import { readConfig } from '../server/config.ts';
import { openInstallation } from '../server/installation.ts';
import { fromInstant } from '../shared/calendar-day.ts';
import { buildWebIfNeeded } from './build.ts';
import { readCount, readPort } from './options.ts';
import { print, untilStopped } from './run-until-stopped.ts';

/** Up to here the whole demo is made up beforehand and held in memory; a larger one travels in batches while it is made. */
const mostPeopleHeld = 1000;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, people: { type: 'string' }, seed: { type: 'string' } } });
  const people = readCount('people', values.people, 240, 200_000);
  const port = readPort(values.port, 8420);
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-demo-'));
  // Also when it is stopped before it serves: a large demo takes minutes to make.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, endAtOnce);
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  // The demo reads no setting of a real installation: nothing of it may reach a real database or a real mail server.
  const config = readConfig({ KITH_LOG_LEVEL: process.env.KITH_LOG_LEVEL ?? 'warn' }, { dataDir, port });
  // PostgreSQL makes its database in processes of its own. Meanwhile this one looks at the screens, loads the server, and makes up people.
  const installation = openInstallation(config, print);
  try {
    await buildWebIfNeeded();
    const { startServer } = await import('../server/main.ts');
    const demo = await makeUp({ people, seed: values.seed ?? randomBytes(6).toString('hex') });
    const server = await startServer(config, {
      onProgress: print,
      installation,
      beforeServing: async ({ admin }) => {
        print(`making up ${people} people and their last 18 months`);
        await demo.load(admin);
      },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, endAtOnce);
    print('');
    print(`Kith is running at ${server.origin}`);
    print(`Everyone signs in with the passphrase   ${demo.passphrase}`);
    printSignIns(demo.signIns);
    printViews(demo.views(), demo.pin);
    print('All people, places and numbers are made up. Stop with Ctrl-C; nothing is kept.');
    return await untilStopped(() => server.stop());
  } finally {
    // Stopping it again, after the server has, waits for the same end. When it never opened, that is what is being told.
    await installation.then(
      (opened) => opened.stop(),
      () => undefined,
    );
  }
}

function endAtOnce(): void {
  process.exit(130);
}

async function makeUp({ people, seed }: { people: number; seed: string }) {
  const { demoPassphrase, hashPassphrase, makeDemoAccounts } = await import('../demo/demo-accounts.server.ts');
  const { demoSignIns, generateDemo } = await import('../demo/generate-demo.ts');
  const { demoPin, makeDemoViews } = await import('../demo/demo-views.server.ts');
  const { demoBatches, loadDemo } = await import('../demo/load-demo.server.ts');
  const now = new Date();
  const organisations = generateDemo({
    seed,
    today: fromInstant(now, Intl.DateTimeFormat().resolvedOptions().timeZone),
    now: now.toISOString(),
    peoplePerOrganisation: Math.ceil(people / 2),
  });
  const passphrase = demoPassphrase();
  const hash = hashPassphrase(passphrase);
  const pin = demoPin();
  const pinHash = hashPassphrase(pin);
  let views: DemoView[] = [];
  const signIns = demoSignIns(organisations);
  const isLarge = people > mostPeopleHeld;
  const batches = isLarge ? demoBatches(organisations) : handOver([...demoBatches(organisations)]);
  return {
    passphrase,
    signIns,
    pin,
    views: () => views,
    load: async (admin: pg.ClientConfig) => {
      await loadDemo(admin, organisations, { batches, ...(isLarge ? { say: print } : {}) });
      const client = new pg.Client(admin);
      await client.connect();
      try {
        await makeDemoAccounts(client, signIns, await hash);
        views = await makeDemoViews(client, organisations, await pinHash);
      } finally {
        await client.end();
      }
    },
  };
}

/** Each once, keeping none: the server goes on in this process, and need not carry the texts. */
function* handOver<T>(list: T[]): Generator<T> {
  for (let next = list.shift(); next !== undefined; next = list.shift()) yield next;
}

/** People themselves: their code, and one PIN for all. */
function printViews(views: readonly DemoView[], pin: string): void {
  print(`Their own pages, with a code and the PIN   ${pin}`);
  for (const one of views) print(`    ${one.code}   ${one.name.padEnd(20)} ${one.organisation}`);
  print('');
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
