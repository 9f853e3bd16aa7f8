/**
 * A phone for measuring: a real Chromium with its processor slowed four times, signed in as a peer with a caseload of 60 people and three years,
 * and a server of its own.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import pg from 'pg';
import { findOrInstallChromium } from '../cli/find-chromium.ts';
import { demoPassphrase, hashPassphrase, makeDemoAccounts } from '../demo/demo-accounts.server.ts';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { makeWorld } from './made-up-world.ts';

/** How many times slower than this machine a cheap phone is taken to be. */
export const slower = 4;
export const phoneSize = { width: 390, height: 844 };

export type Account = { email: string; passphrase: string };
export type BenchPhone = { browser: Browser; origin: string; account: Account };

/** Serves a caseload and opens a browser for the measuring; both are gone afterwards. */
export async function withBenchPhone<T>(onProgress: (line: string) => void, measure: (phone: BenchPhone) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  const port = await freePort();
  const passphrase = demoPassphrase();
  let email = '';
  const server = await startServer(readConfig({ KITH_LOG_LEVEL: 'warn' }, { dataDir, port }), {
    beforeServing: async ({ admin }) => {
      const client = new pg.Client(admin);
      await client.connect();
      const lastDay = new Date().toISOString().slice(0, 10);
      const size = { programmes: 1, people: 60, peers: 1, contacts: 9_400, days: 1095, lastDay, entries: true };
      const world = await makeWorld(client, 'unlock', size);
      const [peer] = world.peers;
      if (!peer) throw new Error('the made-up world has no peer');
      email = `${peer.staffId}@example.org`;
      await makeDemoAccounts(
        client,
        [{ ...peer, organisation: 'unlock', email, roles: [...peer.roles] }],
        await hashPassphrase(passphrase),
      );
      await client.end();
    },
  });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: findOrInstallChromium(onProgress),
    args: [...sandbox, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  try {
    return await measure({ browser, origin: server.origin, account: { email, passphrase } });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A port that nobody holds: other benches may run beside. */
async function freePort(): Promise<number> {
  const holding = createServer().listen(0, '127.0.0.1');
  await once(holding, 'listening');
  const { port } = holding.address() as AddressInfo;
  holding.close();
  await once(holding, 'close');
  return port;
}

/** The browser slows the page, not its workers: their answers are held back until they have taken four times as long. */
export async function slowWorkers(page: Page): Promise<void> {
  await page.addInitScript((factor) => {
    const marks = { stretched: 0, factor };
    Object.assign(window, { benchMarks: marks });
    const askedAt = new WeakMap<Worker, number>();
    const { postMessage, addEventListener } = Worker.prototype;
    Object.assign(Worker.prototype, {
      postMessage(this: Worker, message: unknown) {
        askedAt.set(this, performance.now());
        postMessage.call(this, message);
      },
      addEventListener(this: Worker, type: string, listener: (event: Event) => void) {
        addEventListener.call(this, type, (event: Event) => {
          const begun = askedAt.get(this) ?? performance.now();
          const late = () => {
            marks.stretched = performance.now() - begun;
            listener(event);
          };
          setTimeout(late, (performance.now() - begun) * (marks.factor - 1));
        });
      },
    });
  }, slower);
}

/** Signs in and makes the vault. @returns the words that open it */
export async function setUp(page: Page, { email, passphrase }: Account): Promise<string> {
  await page.goto('/');
  await page.waitForURL('**/sign-in');
  await page.locator('input[autocomplete~="username"]').fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(passphrase);
  await page.locator('button[type="submit"]').click();
  const proposed = page.locator('.keywords li');
  await proposed.first().waitFor({ timeout: 60_000 });
  const words = (await proposed.allTextContents()).join(' ');
  await page.locator('button[type="submit"]').click();
  await page.locator('.receipt[data-step="3"]').first().waitFor({ timeout: 120_000 });
  return words;
}

/** From the press of the button until Today's sections are drawn and the next frame has been painted. */
export async function timeUnlock(page: Page): Promise<{ total: number; stretching: number }> {
  return page.evaluate(async () => {
    const begun = performance.now();
    document.querySelector<HTMLButtonElement>('.savebar button[type="submit"]')?.click();
    await new Promise<void>((done) => {
      const watching = new MutationObserver(() => {
        if (!document.querySelector('#follow') || !document.querySelector('nav.dock')) return;
        watching.disconnect();
        requestAnimationFrame(() => setTimeout(done));
      });
      watching.observe(document, { childList: true, subtree: true });
    });
    const { stretched } = (window as unknown as { benchMarks: { stretched: number } }).benchMarks;
    return { total: performance.now() - begun, stretching: stretched };
  });
}
