/** `./kith start`: runs Kith for real. The first time it prints a one-time set-up link; no default password exists. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { buildWebIfNeeded } from './build.ts';
import { readPort } from './options.ts';
import { print, untilStopped } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      host: { type: 'string' },
      'without-screens': { type: 'boolean', default: false },
    },
  });
  const config = readConfig(process.env, {
    dataDir: resolve(values.data ?? 'data'),
    port: readPort(values.port, 8420),
    ...(values.host === undefined ? {} : { host: values.host }),
  });
  const serveWeb = !values['without-screens'];
  if (serveWeb) await buildWebIfNeeded();
  const server = await startServer(config, {
    onProgress: print,
    serveWeb,
    // Whoever watches over the process (systemd, a container) starts it again, and it takes its database up where it was.
    onDatabaseLost: (how) => {
      process.stderr.write(`kith start: ${how}; start Kith again\n`);
      process.exit(1);
    },
  });
  for (const warning of server.warnings) print(`note: ${warning}`);
  print(`Kith is running at ${server.origin}`);
  if (server.setUpLink) {
    print('');
    print('Nobody has set it up yet. Open this link once, within a day:');
    print(`  ${server.setUpLink}`);
  }
  return untilStopped(() => server.stop());
}
