/** Steps of the device cases (reliability.md §2c): what a browser does to a store, and how a peer's work looks from outside. */
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { expect, goTo, reopen } from './journey.ts';

/** How often a case is tried: a few times in `./kith test`, as often as it takes to believe it with KITH_DEVICE_CASES=full. */
export function times(few: number, full: number): number {
  return process.env.KITH_DEVICE_CASES === 'full' ? full : few;
}

/** From the second visit on every screen is on the phone. */
export async function ready(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await reopen(page);
  await allMatched(page);
}

/** On Today: nothing waits, and all was read back. The words alone may be of an earlier time, since when something was written. */
export async function allMatched(page: Page): Promise<void> {
  await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
  await expect(page.getByText(/read back and matched/)).toBeVisible({ timeout: 45_000 });
}

/** Opens the form and fills it in, words included, without keeping it. Gives the id of the person it is about. */
export async function fillIn(page: Page, words: string): Promise<string> {
  await goTo(page, '/record');
  const who = page.getByRole('group', { name: 'Who', exact: true });
  await expect(who.getByRole('checkbox').first()).not.toBeChecked();
  await who.locator('.chip__face').first().click();
  await page.locator('.chip__face', { hasText: '45' }).click();
  const where = page.getByRole('radiogroup', { name: 'Where and how' });
  if ((await where.getByRole('radio', { checked: true }).count()) === 0)
    await where.locator('.chip__face', { hasText: 'Our place' }).click();
  await page.locator('.chip__face', { hasText: 'Listened' }).first().click();
  await page.getByRole('textbox', { name: 'My words' }).fill(words);
  return (await who.getByRole('checkbox').first().getAttribute('value')) ?? '';
}

export const save = (page: Page) => page.getByRole('button', { name: 'Save on this phone' }).click();

/** Saves, and waits until Today shows it. */
export async function keep(page: Page): Promise<void> {
  await save(page);
  await expect(page.getByRole('heading', { name: 'Only on this phone' })).toBeVisible();
}

/** Rows under "Only on this phone", once the phone has read its store. */
export function onlyHere(page: Page) {
  return page.locator('section', { has: page.getByRole('heading', { name: 'Only on this phone' }) }).getByRole('listitem');
}

/** Everything written about a person, as their page shows it. */
export async function wordsAbout(page: Page, personId: string): Promise<string> {
  await goTo(page, `/people/${personId}`);
  await page.locator('#time').waitFor();
  const more = page.getByRole('button', { name: /^Look back/ });
  for (let pressed = 0; pressed < 40 && (await more.count()) > 0; pressed += 1) await more.first().click();
  return (await page.locator('main').textContent()) ?? '';
}

export async function cdp(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** The browser takes the store away, as it does when room runs short. */
export async function evict(page: Page): Promise<void> {
  const session = await cdp(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'indexeddb' });
  await session.detach();
}

/** Kills the page's process at once, as a phone out of memory does. Gives a new page of the same browser. */
export async function killRenderer(page: Page): Promise<Page> {
  const { context } = { context: page.context() };
  const session = await cdp(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await context.newPage();
  await page.close();
  return next;
}

/** Ids of commands that were sent, one for each sending. */
export function watchSending(context: BrowserContext): string[] {
  const sent: string[] = [];
  context.on('request', (request) => {
    if (!request.url().endsWith('/api/commands')) return;
    const { commands } = JSON.parse(request.postData() ?? '{"commands":[]}') as { commands: { id: string; name: string }[] };
    sent.push(...commands.filter(({ name }) => name === 'record-contact').map(({ id }) => id));
  });
  return sent;
}

/** How much room the browser believes there is for this site. */
export async function quotaOf(page: Page) {
  const session = await cdp(page);
  const { origin } = new URL(page.url());
  const set = (quotaSize?: number) =>
    session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
  return {
    none: () => set(1),
    /** So many bytes more than are used now. */
    room: async (bytes: number) => {
      const { usage } = await page.evaluate(() => navigator.storage.estimate());
      await set((usage ?? 0) + bytes);
    },
    lift: () => set(),
  };
}

/** Makes the served service worker another one, as a new release does, and puts the built one back at the end. */
export async function newServiceWorkers() {
  const files = ['dist/web/service-worker.js', 'dist/web/service-worker.js.br'];
  const built = await Promise.all(files.map((file) => readFile(file)));
  let release = 0;
  return {
    next: async () => {
      release += 1;
      const text = `${String(built[0])}\n// release ${release}\n`;
      await writeFile('dist/web/service-worker.js', text);
      await writeFile('dist/web/service-worker.js.br', brotliCompressSync(Buffer.from(text)));
    },
    end: async () => {
      for (const [at, file] of files.entries()) await writeFile(file, built[at] ?? '');
    },
  };
}
