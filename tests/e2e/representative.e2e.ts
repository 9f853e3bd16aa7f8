/** Somebody a person wants beside them reads the one part that was given; the person sees them and their look, and stops it with one press. */
import type { Browser } from '@playwright/test';
import { aRepresentative, representativeWords } from './a-representative.ts';
import { expect, expectAccessible, type Language, test } from './journey.ts';
import { joins } from './own-phone.ts';

async function journey(browser: Browser, language: Language, peerOf: string): Promise<void> {
  const words = representativeWords[language];
  const { peer, beside, href } = await aRepresentative(browser, language, peerOf);
  await expectAccessible(peer, 'views for somebody else');
  // Whose record it is stands on the page, and neither in the title nor in the address; only the part that was given is there.
  await expect(beside.locator('#goals')).toBeVisible({ timeout: 30_000 });
  expect(await beside.title()).toBe(words.title);
  await expect(beside.locator('main h2')).toHaveCount(1);
  await expectAccessible(beside, 'the record of somebody else');

  const own = await joins(browser, peer, href, language);
  const stop = own.getByRole('button', { name: words.stop });
  await expect(stop).toBeVisible({ timeout: 30_000 });
  await expect(own.locator('section[aria-labelledby="looked"]')).toContainText('Selvam', { timeout: 30_000 });
  await expectAccessible(own, 'who else reads');
  await stop.click();
  await expect(stop).toHaveCount(0);

  // What was read on the other phone is gone from it when it next asks.
  await expect(async () => {
    await beside.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(beside.locator('#goals')).toHaveCount(0, { timeout: 2_000 });
  }).toPass({ timeout: 45_000 });
  for (const page of [peer, beside, own]) await page.context().close();
}

test('a supporter reads what a person gives them, until the person says stop', async ({ browser }) => {
  test.setTimeout(150_000);
  await journey(browser, 'en', 'peer@riverbend');
});

test('the same in Tamil', async ({ browser }) => {
  test.setTimeout(150_000);
  await journey(browser, 'ta', 'peer@thunai');
});
