/** Starts Kith as a newcomer would, one for each worker, and reads from what it prints how to sign in. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';

export type Running = {
  origin: string;
  passphrase: string;
  emails: Record<string, string>;
  /** Of those who have a page of their own: the PIN they share, and their codes. */
  pin: string;
  codes: string[];
};

/** A port that nobody holds, so that two runs on one machine do not meet. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** Runs `./kith` until it has printed `ready`. */
async function runKith(args: readonly string[], ready: RegExp): Promise<{ printed: string; stop: () => Promise<void> }> {
  const kith = spawn(process.execPath, ['src/cli.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KITH_LOG_LEVEL: 'warn' },
  });
  const printed = await new Promise<string>((resolve, reject) => {
    let text = '';
    kith.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (ready.test(text)) resolve(text);
    });
    kith.once('exit', (code) => reject(new Error(`./kith ${args[0]} ended with ${code}:\n${text}`)));
  });
  return {
    printed,
    stop: async () => {
      kith.kill('SIGTERM');
      await once(kith, 'exit');
    },
  };
}

/** Journeys that run at the same time have a Kith each: they sign in as the same people, and count what they wrote. */
export default async function startKiths(config: Pick<FullConfig, 'workers'>): Promise<() => Promise<void>> {
  // The first builds the screens where that was not done yet.
  const first = await startKith();
  const started = [first, ...(await Promise.all(Array.from({ length: config.workers - 1 }, startKith)))];
  process.env.KITH_E2E = JSON.stringify(started.map(({ running }) => running));
  return async () => void (await Promise.all(started.map(({ stop }) => stop())));
}

export async function startKith(): Promise<{ running: Running; stop: () => Promise<void> }> {
  const port = await freePort();
  const { printed, stop } = await runKith(['demo', '--port', String(port), '--people', '80', '--seed', 'journeys'], /Stop with Ctrl-C/);
  return { running: readPrinted(printed, port), stop };
}

/** A Kith that nobody has set up yet, in a folder that is thrown away. */
export async function startForTheFirstTime(): Promise<{ setUpLink: string; stop: () => Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'kith-first-'));
  const { printed, stop } = await runKith(['start', '--port', String(await freePort()), '--data', data], /\/set-up\/\S+\n/);
  return {
    setUpLink: /\S+\/set-up\/\S+/.exec(printed)?.[0] ?? '',
    stop: async () => {
      await stop();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** `peer@thunai`, `supervisor@thunai`, … → e-mail; the first of each kind of work, peers that are nothing else. */
function readPrinted(text: string, port: number): Running {
  const emails: Record<string, string> = {};
  for (const [, email, organisation, roles] of text.matchAll(/^ {4}(\S+@(\w+)\.example\.org)\s+.*? {2,}(\S.*)$/gmu)) {
    const key = `${roles?.trim()}@${organisation}`;
    if (email) emails[key] ??= email;
  }
  return {
    origin: `http://localhost:${port}`,
    pin: /and the PIN\s+(\d+)/.exec(text)?.[1] ?? '',
    codes: [...text.matchAll(/^ {4}([2-9A-Z]{4}-[2-9A-Z]{4}) /gmu)].flatMap(([, code]) => code ?? []),
    passphrase: /passphrase\s+(\S+)/.exec(text)?.[1] ?? '',
    emails,
  };
}
