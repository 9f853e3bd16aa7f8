/** Steps of a person with a page of their own: their peer shows a code, and they open it on a phone that nobody used for Kith before. */
import type { Browser, Page } from '@playwright/test';
import { m } from '../../src/paraglide/messages.js';
import { expect, goTo, type Language, running, setUpVault } from './journey.ts';

const pin = '640927';

export async function aNewPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: running().origin });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

/** Paths of this peer's people, as they are listed, that have no page of their own; the peer's phone stands on the one given. */
export async function* withoutAPage(peer: Page, language: Language): AsyncGenerator<string> {
  await goTo(peer, '/people');
  // Who is in the list is known when all of it is here.
  await expect(peer.locator('main progress')).toHaveCount(0, { timeout: 30_000 });
  const listed = peer.locator('.row__title a[href^="/people/0"]');
  await expect(listed.first()).toBeVisible({ timeout: 30_000 });
  for (const path of await listed.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await goTo(peer, path);
    await expect(peer.locator('#own-view')).toBeVisible();
    const name = (await peer.getByRole('heading', { level: 1 }).textContent())?.trim() ?? '';
    if ((await peer.getByText(m.views_of_none({ name }, { locale: language })).count()) > 0) yield path;
  }
}

/** The code on the peer's screen, which they hold out. */
export async function shownCode(peer: Page, language: Language): Promise<string> {
  await peer.getByRole('button', { name: m.views_invite_do({}, { locale: language }) }).click();
  return (await peer.locator('.shown-code').textContent()) ?? '';
}

/** Takes a code up on a phone nobody has used before: a PIN, the code for later, the words that open the notebook. */
export async function opensWith(browser: Browser, code: string, language: Language): Promise<Page> {
  const locale = { locale: language };
  const own = await aNewPhone(browser);
  await own.goto('/join');
  await own.getByRole('button', { name: language === 'ta' ? 'தமிழ்' : 'English' }).click();
  await own.locator('input[name="code"]').fill(code);
  await own.locator('button[type="submit"]').click();
  await own.getByRole('textbox', { name: m.views_join_pin({}, locale) }).fill(pin);
  await own.getByRole('button', { name: m.views_join_do({}, locale) }).click();
  await own.getByRole('button', { name: m.views_join_done_do({}, locale) }).click();
  await setUpVault(own);
  return own;
}

/** The person's phone, with their page open on it. The peer's phone stands on the page of that person. */
export async function joins(browser: Browser, peer: Page, path: string, language: Language): Promise<Page> {
  await goTo(peer, `${path}/view`);
  const own = await opensWith(browser, await shownCode(peer, language), language);
  await own.waitForURL('**/mine');
  await goTo(peer, path);
  return own;
}
