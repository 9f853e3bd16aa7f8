/** How heavy the first pages are the first time, over the wire as a phone gets them: code packed with brotli. */
import type { Browser, Page } from '@playwright/test';
import { aPhoneOf, expect, reopen, running, signInWithCode, test } from './journey.ts';

const kilobyte = 1024;

/** The code itself, as it is packed; an answer's headers are not code. Counts from now on, with nothing kept from before. */
async function countScripts(page: Page): Promise<() => { total: number; names: string[] }> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Map<string, number>();
  const headers = new Map<string, number>();
  const urls = new Map<string, string>();
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') {
      urls.set(requestId, response.url);
      headers.set(requestId, response.encodedDataLength);
      expect(response.headers['content-encoding'], `${response.url} is packed`).toBe('br');
    }
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (urls.has(requestId)) scripts.set(requestId, encodedDataLength - (headers.get(requestId) ?? 0));
  });
  return () => {
    const names = [...urls].map(([id, url]) => `${url.split('/').at(-1)} ${((scripts.get(id) ?? 0) / kilobyte).toFixed(1)}`);
    return { total: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0), names: names.sort() };
  };
}

function expectLight(what: string, { total, names }: { total: number; names: string[] }, most: number): void {
  const description = `${what}: ${names.length} scripts, ${(total / kilobyte).toFixed(1)} KB over the wire (${names.join(', ')})`;
  test.info().annotations.push({ type: 'weight', description });
  // So that a way of counting that counts nothing fails.
  expect(total, description).toBeGreaterThan(60 * kilobyte);
  expect(total, description).toBeLessThanOrEqual(most * kilobyte);
  // Half a megabyte of common passwords comes only to who chooses their own words.
  expect(names.filter((name) => name.startsWith('judge-own'))).toEqual([]);
}

test('Today’s first load brings no more than 150 KB of JavaScript', async ({ browser }) => {
  // A device whose vault is there, and none of whose code is kept: what a phone fetches after a new version.
  let keyIsKnown: Promise<unknown> = Promise.resolve();
  const before = (one: Page) => {
    keyIsKnown = one.waitForResponse('**/api/commands', { timeout: 60_000 });
  };
  const page = await aPhoneOf(browser, 'peer@thunai', { serviceWorkers: 'block', before });
  // Once in its life a device makes its signing key known, with the code that checks what it sends; not after each new version.
  await keyIsKnown;
  await expect(page.getByText(/read back and matched/)).toBeVisible({ timeout: 30_000 });
  const counted = await countScripts(page);
  await reopen(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  expectLight('Today', counted(), 150);
  await page.context().close();
});

const aNewPhone = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ baseURL: running().origin, serviceWorkers: 'block' })).newPage();

test('The person’s first page brings no more than 100 KB of JavaScript, and nothing of the staff’s pages', async ({ browser }) => {
  const page = await aNewPhone(browser);
  await signInWithCode(page, running().codes[1] ?? '');
  // As above: the signing key.
  await page.waitForTimeout(5_000);
  const counted = await countScripts(page);
  await reopen(page);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  const { total, names } = counted();
  expectLight('The person’s page', { total, names }, 100);
  expect(names.filter((name) => /^(staff|routes|today)-/.test(name))).toEqual([]);
  await page.context().close();
});

test('The page where a person comes in brings no more than 100 KB of JavaScript', async ({ browser }) => {
  const page = await aNewPhone(browser);
  const counted = await countScripts(page);
  await page.goto('/join');
  await expect(page.locator('input[name="code"]')).toBeVisible();
  // What is fetched beside it is counted as well.
  await page.waitForLoadState('networkidle');
  expectLight('Joining', counted(), 100);
  await page.context().close();
});
