/** How heavy Today is the first time, over the wire as a phone gets it: code packed with brotli. */
import { aPhoneOf, expect, test } from './journey.ts';

const kilobyte = 1024;

test('Today’s first load brings no more than 150 KB of JavaScript', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  const fresh = await browser.newContext({
    storageState: await page.context().storageState(),
    serviceWorkers: 'block',
    baseURL: new URL(page.url()).origin,
  });
  const phone = await fresh.newPage();
  const network = await fresh.newCDPSession(phone);
  await network.send('Network.enable');
  const scripts = new Map<string, number>();
  const urls = new Map<string, string>();
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') {
      urls.set(requestId, response.url);
      expect(response.headers['content-encoding'], `${response.url} is packed`).toBe('br');
    }
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (urls.has(requestId)) scripts.set(requestId, encodedDataLength);
  });
  await phone.goto('/');
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(phone.getByRole('heading', { level: 2 }).first()).toBeVisible();
  const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
  test
    .info()
    .annotations.push({ type: 'weight', description: `Today: ${scripts.size} scripts, ${(total / kilobyte).toFixed(1)} KB over the wire` });
  expect(total).toBeGreaterThan(20 * kilobyte);
  expect(total).toBeLessThanOrEqual(150 * kilobyte);
  await fresh.close();
  await page.context().close();
});
