/**
 * Every screen, in both languages and both schemes, at 320 px: axe finds nothing, nothing scrolls sideways, the keyboard reaches everything, and
 * no title tells whom it is about. Which screens there are stands in `screen-rows.ts`.
 */
import type { Browser, Page } from '@playwright/test';
import { aRepresentative } from './a-representative.ts';
import { allMatched } from './device-cases.ts';
import { aPhoneOf, expect, goTo, type Language, reopen, running, setOutFor, setUpVault, signInWithCode, test, unlock } from './journey.ts';
import { lookAt, lookQuickly, photographs, settled } from './look-at.ts';
import { addressOf, type Closed, screenRows, type Who } from './screen-rows.ts';
import { startForTheFirstTime } from './start-kith.ts';

const languages = ['en', 'ta'] as const satisfies Language[];
const minutes = (count: number) => test.setTimeout((photographs ? 5 : 1) * count * 60_000);

/** By the app's own switch, so that nothing is loaded anew. */
async function speak(page: Page, language: Language): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  const tongue = page.locator(`.tongue[lang="${language}"]`).first();
  await tongue.click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** What is seen of people and the house they work in: no title may tell any of it. */
async function namesOn(page: Page): Promise<string[]> {
  const names = await page.locator('.me__name, main .row__title').allInnerTexts();
  return [...names, 'Thunai', 'Riverbend'].map((name) => name.trim()).filter((name) => name.length > 2);
}

type Found = Readonly<Record<string, string>>;

/** Walks what this member looks at, in one sign-in: first in English, then in Tamil. */
async function walk(page: Page, who: Who, { found, secret }: { found: Found; secret: readonly string[] }): Promise<void> {
  page.setDefaultTimeout(15_000);
  for (const language of languages) {
    const isNeutral = who === 'person' || who === 'representative';
    await goTo(page, who === 'person' ? '/mine' : who === 'representative' ? '/beside' : '/me');
    await speak(page, language);
    for (const row of screenRows.filter((one) => one.who === who)) {
      const address = addressOf(row, found);
      const looked = { name: row.name, language, secret, isNeutral };
      await test.step(`${row.name} (${language})`, async () => {
        if (row.asks && language === 'en') await whileAsking(page, { address, looked });
        await goTo(page, address);
        await row.until?.(page);
        await lookAt(page, { ...looked, byKeyboard: language === 'en' });
      });
    }
  }
}

/** While the answer is under way, and when none comes. */
async function whileAsking(page: Page, { address, looked }: { address: string; looked: Parameters<typeof lookQuickly>[1] }): Promise<void> {
  let giveUp: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  await page.route('**/api/queries/**', async (route) => {
    await given;
    await route.abort('internetdisconnected');
  });
  await setOutFor(page, address);
  await lookQuickly(page, { ...looked, name: `${looked.name}-loading`, isLoading: true });
  giveUp();
  await settled(page);
  await lookQuickly(page, { ...looked, name: `${looked.name}-unreachable` });
  await page.unroute('**/api/queries/**');
  await goTo(page, '/me');
}

async function firstHref(page: Page, selector: string): Promise<string> {
  await page.locator(selector).first().waitFor({ timeout: 30_000 });
  return (await page.locator(selector).first().getAttribute('href')) ?? '';
}

const aPerson = 'main a[href^="/people/0"]';
const lastOf = (path: string) => path.split('/').at(-1) ?? '';

/** Somebody with a goal and a contact, and two versions of that goal: said anew here and on a second phone. */
async function whatPeerFinds(page: Page, browser: Browser): Promise<Found> {
  await goTo(page, '/people');
  await page.locator(aPerson).first().waitFor({ timeout: 30_000 });
  const people = await page.locator(aPerson).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  for (const person of people) {
    await goTo(page, person);
    const goal = page.locator('main a[href*="/goals/"]:not([href$="/new"])').first();
    const contact = page.locator('main a[href^="/contacts/"]').first();
    if ((await goal.count()) === 0 || (await contact.count()) === 0) continue;
    const goalPath = (await goal.getAttribute('href')) ?? '';
    const contactId = lastOf((await contact.getAttribute('href')) ?? '');
    const commandId = await twoVersionsOf(page, browser, goalPath);
    return { personId: lastOf(person), goalId: lastOf(goalPath), contactId, commandId };
  }
  throw new Error('nobody in the demo has both a goal and a contact');
}

async function twoVersionsOf(page: Page, browser: Browser, goal: string): Promise<string> {
  const second = await aPhoneOf(browser, 'peer@thunai');
  await goTo(second, goal);
  await page.context().setOffline(true);
  for (const [phone, words] of [
    [page, 'A room with a window, and a door that I can lock.'],
    [second, 'A room near the sea, if there is one.'],
  ] as const) {
    await goTo(phone, goal);
    await phone.getByText('Say it anew').click();
    await phone.getByRole('textbox', { name: /own words$/ }).fill(words);
    await phone.getByRole('button', { name: 'Save on this phone' }).click();
    await expect(phone.getByText(`“${words}”`)).toBeVisible();
  }
  await goTo(second, '/');
  await allMatched(second);
  await second.context().close();
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await goTo(page, goal);
  return lastOf(await firstHref(page, 'main a[href*="/versions/"]'));
}

test('what a peer sees', async ({ browser }) => {
  minutes(5);
  const page = await aPhoneOf(browser, 'peer@thunai');
  await allMatched(page);
  const found = await whatPeerFinds(page, browser);
  await goTo(page, '/people');
  await walk(page, 'peer', { found, secret: await namesOn(page) });
  await page.context().close();
});

for (const [who, account] of [
  ['supervisor', 'supervisor@riverbend'],
  ['coordinator', 'coordinator@thunai'],
  ['director', 'director@riverbend'],
] as const) {
  test(`what a ${who} sees`, async ({ browser }) => {
    minutes(5);
    const page = await aPhoneOf(browser, account);
    await goTo(page, '/people');
    // Who walks with nobody themselves looks people up.
    if (who !== 'supervisor') await page.getByRole('searchbox').fill('ka');
    const person = await firstHref(page, aPerson);
    await walk(page, who, { found: { personId: lastOf(person).split('?')[0] ?? '' }, secret: await namesOn(page) });
    await page.context().close();
  });
}

test('what a person sees of their own record', async ({ browser }) => {
  minutes(5);
  const context = await browser.newContext({ baseURL: running().origin });
  const page = await context.newPage();
  const [code = ''] = running().codes;
  await signInWithCode(page, code);
  const goal = await firstHref(page, 'main a[href^="/mine/goals/"]');
  await walk(page, 'person', { found: { goalId: lastOf(goal) }, secret: ['Thunai', 'Riverbend', 'Kith'] });
  await context.close();
});

test('what a representative sees of somebody else’s record', async ({ browser }) => {
  minutes(5);
  const { peer, beside } = await aRepresentative(browser, 'en', 'peer@thunai');
  await walk(beside, 'representative', { found: {}, secret: ['Thunai', 'Riverbend', 'Kith'] });
  for (const page of [peer, beside]) await page.context().close();
});

test('what an administrator sees, whoever has a link, and whoever has just begun', async ({ browser }) => {
  minutes(8);
  const first = startForTheFirstTime();
  const page = await aPhoneOf(browser, 'administrator@thunai');
  await goTo(page, '/team');
  // Somebody nobody else signs in as on this Kith: whose password is chosen anew is told so at the next sign-in.
  const colleague = await peerWithoutJourneys(page);
  const secret = await namesOn(page);
  const invitation = await invite(page);
  await walk(page, 'administrator', { found: { staffId: lastOf(colleague) }, secret });
  await goTo(page, '/me');
  await speak(page, 'en');
  const reset = await linkFrom(page, colleague, 'Make a link');
  await page.context().close();

  const { setUpLink, stop } = await first;
  try {
    const links: Found = { '/set-up/$token': setUpLink, '/invitation/$token': invitation, '/reset/$token': reset };
    await walkWithoutSignIn(browser, links, secret);
  } finally {
    await stop();
  }
  const newcomer = await takeUp(browser, invitation);
  await walk(newcomer, 'newcomer', { found: {}, secret });
  await newcomer.context().close();
});

/** A peer whose sign-in no journey uses: those take the first of each kind. */
async function peerWithoutJourneys(page: Page): Promise<string> {
  const team = page.locator('main a[href^="/team/"]:not([href="/team/invite"]):not([href="/team/settings"])');
  await team.first().waitFor({ timeout: 30_000 });
  const used = new Set(Object.values(running().emails));
  for (const href of await team.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await goTo(page, href);
    await expect(page.getByText(/@thunai\.example\.org/).first()).toBeVisible({ timeout: 15_000 });
    const text = (await page.locator('main').textContent()) ?? '';
    if (![...used].some((one) => text.includes(one))) return href;
  }
  throw new Error('every member of the team is somebody a journey signs in as');
}

const email = 'newcomer@thunai.example.org';

async function invite(page: Page): Promise<string> {
  await goTo(page, '/team/invite');
  await page.getByRole('textbox', { name: 'Name' }).fill('Newcomer');
  await page.getByRole('textbox', { name: /mail/ }).fill(email);
  for (const role of ['Supervisor', 'Coordinator']) await page.locator('.chip__face', { hasText: role }).first().click();
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL(/\/team\/[0-9a-f-]{36}$/);
  return linkFrom(page, new URL(page.url()).pathname, null);
}

/** @param make what has to be pressed before there is a link */
async function linkFrom(page: Page, member: string, make: string | null): Promise<string> {
  await goTo(page, member);
  if (make !== null) await page.getByRole('button', { name: make }).click();
  const show = page.getByRole('button', { name: 'Show the link' });
  await show.click({ timeout: 45_000 });
  return page.locator('input[readonly]').inputValue();
}

async function walkWithoutSignIn(browser: Browser, links: Found, secret: readonly string[]): Promise<void> {
  const context = await browser.newContext({ baseURL: running().origin });
  const page = await context.newPage();
  for (const language of languages) {
    for (const row of screenRows.filter(({ who }) => who === 'nobody')) {
      const link = links[row.route];
      const address = row.with ? addressOf(row, {}) : (link ?? addressOf(row, {}));
      await test.step(`${row.name} (${language})`, async () => {
        await page.goto(address);
        await expect(page.getByRole('heading').first()).toBeVisible();
        await speak(page, language);
        await row.until?.(page);
        // Whoever joins their own page leaves no trace of what it is.
        const isNeutral = row.route.startsWith('/join');
        await lookAt(page, { name: row.name, language, secret: [...secret, 'Newcomer'], isNeutral, byKeyboard: language === 'en' });
      });
    }
  }
  await context.close();
}

async function takeUp(browser: Browser, invitation: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: running().origin });
  const page = await context.newPage();
  await page.goto(invitation);
  await page.locator('input[type="password"]').fill(running().passphrase);
  await page.locator('form button[type="submit"]').click();
  await page.locator('a[href="/sign-in"]').click();
  await page.locator('input[autocomplete~="username"]').fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(running().passphrase);
  await page.locator('button[type="submit"]').click();
  await setUpVault(page);
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

/** How each page is reached that stands in the place of all others while a notebook is not open. In this order, on one phone. */
const reach: Readonly<Record<Closed, (page: Page) => Promise<unknown>>> = {
  too_old: async (page) => {
    await page.route('**/api/me', async (route) => route.continue({ headers: { ...route.request().headers(), 'x-kith-app': '0.0.1' } }));
    await page.reload();
    await expect(page.getByRole('heading').first()).toBeVisible();
    await page.unroute('**/api/me');
  },
  unreachable: async (page) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading').first()).toBeVisible();
    await page.context().setOffline(false);
  },
  set_up: async (page) => {
    await page.reload();
    await expect(page.locator('.keywords li')).toHaveCount(4);
  },
  locked: async (page) => {
    await setUpVault(page);
    await page.waitForURL((url) => url.pathname === '/');
    await page.reload();
    for (const fold of await page.locator('details.fold summary').all()) await fold.click();
    await page.locator('input[name="passphrase"]').fill('these are not the words');
    await page.locator('button[type="submit"]').last().click();
    await expect(page.locator('input[name="passphrase"]')).toHaveAttribute('aria-invalid', 'true', { timeout: 30_000 });
  },
  unread: async (page) => {
    await page.context().setOffline(true);
    await page.clock.setFixedTime(Date.now() + 100 * 3_600_000);
    await reopen(page);
    await expect(page.getByRole('textbox').first()).toBeVisible();
  },
  newer_store: async (page) => {
    await page.reload();
    await expect(page.locator('input[name="passphrase"]')).toBeVisible();
    await page.evaluate(raiseStores);
    await unlock(page);
  },
};

/** As a newer app would leave them: Dexie's version 9 is 90 here. Runs in the page. */
async function raiseStores(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (!name || name === 'kith-vaults') continue;
    await new Promise<void>((resolve, reject) => {
      const asked = indexedDB.open(name, 90);
      asked.onsuccess = () => {
        asked.result.close();
        resolve();
      };
      asked.onerror = () => reject(asked.error);
    });
  }
}

test('what stands in the place of every page while a notebook is not open', async ({ browser }) => {
  minutes(5);
  const page = await aPhoneOf(browser, 'peer@thunai', { setsUp: false });
  for (const [name, come] of Object.entries(reach)) {
    await come(page);
    for (const language of languages) {
      await test.step(`${name} (${language})`, async () => {
        await speak(page, language);
        await lookAt(page, { name, language, secret: ['Thunai'], byKeyboard: language === 'en' });
      });
    }
    await speak(page, 'en');
  }
  await page.context().close();
});
