/** Steps that journeys share: who signs in, on a phone of their own. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { Running } from './start-kith.ts';

/** The Kith of this worker. */
export function running(): Running {
  const all = JSON.parse(process.env.KITH_E2E ?? '[]') as Running[];
  const mine = all[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  if (!mine) throw new Error('no Kith was started for this worker');
  return mine;
}

export type Language = 'en' | 'ta';

export { expect };

/** Playwright's test; a journey that fails prints what stood on each of its screens, for whoever has only the log. The people are made up. */
export const test = base.extend<{ screensOfFailure: undefined }>({
  screensOfFailure: [
    async ({ browser }, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus) return;
      for (const page of browser.contexts().flatMap((context) => context.pages())) {
        const shown = await page.locator('body').ariaSnapshot({ timeout: 2_000 }).catch(String);
        process.stdout.write(`[screen] ${info.title}: ${new URL(page.url()).pathname}\n${shown.slice(0, mostOfAScreen)}\n`);
      }
    },
    { auto: true },
  ],
});
const mostOfAScreen = 2_500;

export type PhoneOptions = {
  language?: Language;
  dark?: boolean;
  desk?: boolean;
  /** `block`: every file is fetched anew. */
  serviceWorkers?: 'block';
  /** Before the app is opened. */
  before?: (page: Page) => unknown;
  /** False: stops at the page where the vault is set up. */
  setsUp?: boolean;
};

/** A browser of their own, signed in, with everything they may hold on it. Page errors and refused scripts fail the journey. */
export async function aPhoneOf(browser: Browser, who: string, options: PhoneOptions = {}): Promise<Page> {
  const { origin } = running();
  const context = await browser.newContext({
    baseURL: origin,
    colorScheme: options.dark ? 'dark' : 'light',
    ...(options.serviceWorkers ? { serviceWorkers: options.serviceWorkers } : {}),
    ...(options.desk ? { viewport: { width: 1280, height: 800 } } : {}),
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  // What stands between this phone and the server, if anything does.
  await options.before?.(page);
  await page.goto('/');
  await page.waitForURL('**/sign-in');
  await page.getByRole('button', { name: options.language === 'ta' ? 'தமிழ்' : 'English' }).click();
  await signIn(page, who);
  if (options.setsUp === false) {
    await expect(page.locator('.keywords li')).toHaveCount(4);
    return page;
  }
  await setUpVault(page);
  // Those who walk with people land on Today, others on the first place of theirs.
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** What opens the notebook on each page's device. */
const wordsOf = new WeakMap<BrowserContext, string>();

/** With e-mail and password, on the sign-in page. */
export async function signIn(page: Page, who: string): Promise<void> {
  const { passphrase, emails } = running();
  const email = emails[who];
  if (!email) throw new Error(`the demo printed nobody called ${who}; there are: ${Object.keys(emails).join(', ')}`);
  await page.locator('input[autocomplete~="username"]').fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(passphrase);
  await page.locator('button[type="submit"]').click();
}

/**
 * The first time on a device: takes the four words that are proposed, or `own`.
 * @returns the proposed words
 */
export async function setUpVault(page: Page, { own }: { own?: string } = {}): Promise<string> {
  const proposed = page.locator('.keywords li');
  await expect(proposed).toHaveCount(4);
  const words = (await proposed.allTextContents()).join(' ');
  if (own !== undefined) {
    await page.getByRole('button', { name: 'I would rather choose my own' }).click();
    await page.getByLabel('Your own words').fill(own);
  } else if (!wordsOf.has(page.context())) wordsOf.set(page.context(), words);
  const form = page.locator('form', { has: page.locator('button[type="submit"]') });
  await page.locator('button[type="submit"]').click();
  await expect(form.filter({ has: own === undefined ? page.locator('.keywords') : page.getByLabel('Your own words') })).toHaveCount(0, {
    timeout: 30_000,
  });
  return words;
}

/** With a code and the PIN of the demo. */
export async function signInWithCode(page: Page, code: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'I have a code and a PIN' }).click();
  await page.locator('input[name="code"]').fill(code);
  await page.locator('input[name="pin"]').fill(running().pin);
  await page.locator('button[type="submit"]').click();
  await setUpVault(page);
  await page.waitForURL('**/mine');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

/** Opens the notebook again after the app was closed or locked. */
export async function unlock(page: Page, words = wordsOf.get(page.context()) ?? ''): Promise<void> {
  const field = page.locator('input[name="passphrase"]');
  await field.fill(words);
  await page.locator('button[type="submit"]').last().click();
  await expect(field).toHaveCount(0, { timeout: 30_000 });
}

/** Closes the app and opens it again, with or without a network. */
export async function reopen(page: Page): Promise<void> {
  await page.reload();
  await unlock(page);
}

/** Opens the app in a window that was away from it, and the notebook in it. */
export async function openAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await unlock(page);
}

/** Moves as a link inside the app would, without loading the page again. */
export async function goTo(page: Page, path: string): Promise<void> {
  await setOutFor(page, path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** The same, without waiting until anything is there. */
export async function setOutFor(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForURL((url) => url.pathname + url.search === path);
}

/** WCAG 2.2 A and AA, as axe names them. */
export const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** WCAG 2.2 A and AA by axe, and no sideways scrolling. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(wcag).analyze();
  expect(found.violations.map((violation) => `${what}: ${violation.id} ${violation.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`).toBe(true);
}
