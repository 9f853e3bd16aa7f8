/** Steps that journeys share: who signs in, on a phone of their own. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import type { Running } from './start-kith.ts';

export const running = (): Running => JSON.parse(process.env.KITH_E2E ?? '{}') as Running;

export type Language = 'en' | 'ta';

export { expect };
export const test = base;

/** A browser of their own, signed in, with everything they may hold on it. Page errors and refused scripts fail the journey. */
export async function aPhoneOf(
  browser: Browser,
  who: string,
  options: { language?: Language; dark?: boolean; desk?: boolean } = {},
): Promise<Page> {
  const { origin, passphrase, emails } = running();
  const email = emails[who];
  if (!email) throw new Error(`the demo printed nobody called ${who}; there are: ${Object.keys(emails).join(', ')}`);
  const context = await browser.newContext({
    baseURL: origin,
    colorScheme: options.dark ? 'dark' : 'light',
    ...(options.desk ? { viewport: { width: 1280, height: 800 } } : {}),
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto('/');
  await page.waitForURL('**/sign-in');
  await page.getByRole('button', { name: options.language === 'ta' ? 'தமிழ்' : 'English' }).click();
  await page.locator('input[autocomplete~="username"]').fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(passphrase);
  await page.locator('button[type="submit"]').click();
  // Those who walk with people land on Today, others on the first place of theirs.
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** Moves as a link inside the app would, without loading the page again. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForURL((url) => url.pathname + url.search === path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** WCAG 2.2 A and AA by axe, and no sideways scrolling. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(found.violations.map((violation) => `${what}: ${violation.id} ${violation.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`).toBe(true);
}
