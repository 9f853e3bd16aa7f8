/** The vault: nothing readable on the device, locked and unlocked without a network, several users, forgotten words, and too many tries. */
import type { Page } from '@playwright/test';
import { allMatched } from './device-cases.ts';
import { aPhoneOf, expect, expectAccessible, goTo, running, setUpVault, signIn, test, unlock } from './journey.ts';
import { readable, whatIsStored } from './what-is-stored.ts';

const started = Date.now();
const passphrase = (page: Page) => page.locator('input[name="passphrase"]');
const tryWords = async (page: Page, words: string) => {
  await passphrase(page).fill(words);
  await page.locator('button[type="submit"]').last().click();
};
const lockNow = async (page: Page) => {
  await goTo(page, '/me');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(passphrase(page)).toBeVisible();
};
const namesOn = async (page: Page): Promise<string[]> => {
  await goTo(page, '/people');
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  return (await page.locator('main a[href^="/people/"]:not([href="/people/new"]):not([href="/people/duplicates"])').allInnerTexts())
    .map((text) => text.split('\n')[0]?.trim() ?? '')
    .filter((name) => name.length > 2);
};

/** Gives the id of the person it is about. */
async function recordOffline(page: Page, said: string): Promise<string> {
  await goTo(page, '/record');
  const who = page.getByRole('group', { name: 'Who', exact: true });
  await who.locator('.chip__face').first().click();
  const person = (await who.getByRole('checkbox').first().getAttribute('value')) ?? '';
  await page.locator('.chip__face', { hasText: '45' }).click();
  await page.locator('.chip__face', { hasText: 'Our place' }).click();
  await page.locator('.chip__face', { hasText: 'Listened' }).first().click();
  await page.getByRole('textbox', { name: 'My words' }).fill(said);
  await page.getByRole('button', { name: 'Save on this phone' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  return person;
}

test('nothing readable is left on the device after a day’s work: no name, word, goal or id of anybody', async ({ browser }) => {
  const staffIds = new Set<string>();
  const page = await aPhoneOf(browser, 'peer@thunai', {
    before: (one) =>
      one.on('request', (request) => {
        const as = request.headers()['x-kith-as'];
        if (as !== undefined) staffIds.add(as);
      }),
  });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await allMatched(page);
  const names = await namesOn(page);
  expect(names.length).toBeGreaterThan(3);
  const person = await page.locator('main a[href^="/people/"]:not([href="/people/new"])').first().getAttribute('href');
  await goTo(page, String(person));
  const goals = (await page.locator('.words').allInnerTexts()).map((text) => text.replaceAll(/[“”]/gu, '').trim().slice(0, 24));
  const said = `Canary under the neem tree ${Date.now()}`;
  await recordOffline(page, said);
  await allMatched(page);
  await page.context().setOffline(true);
  await recordOffline(page, `${said} again`);
  await goTo(page, '/follow-ups');

  expect(staffIds.size).toBe(1);
  const me = await page.locator('.me__name').textContent();
  const { emails } = running();
  const secret = [
    ...names,
    String(me),
    ...goals.filter((goal) => goal.length > 5),
    'Canary',
    'neem',
    String(emails['peer@thunai']),
    ...staffIds,
  ];
  secret.push(String(person).replace('/people/', ''));
  const stored = await whatIsStored(page);
  expect(stored.filter(({ where }) => where.startsWith('IndexedDB')).length).toBeGreaterThan(3);
  expect(stored.filter(({ where }) => where.startsWith('Cache')).length).toBeGreaterThan(10);
  expect(
    readable(
      stored,
      secret.map((word) => word.trim()),
    ),
  ).toEqual([]);
  expect(readable(stored, ['a key that lies here as it is'])).toEqual([]);
  // Tables are named in no key, and no person's id.
  expect(
    readable(
      stored.filter(({ where }) => where.startsWith('IndexedDB')),
      ['goal', 'contacts', 'follow_ups', 'people', 'record-contact'],
    ),
  ).toEqual([]);

  // The check itself must be able to fail: a readable row in each place is found.
  await page.evaluate(async () => {
    localStorage.setItem('planted', 'Canary');
    sessionStorage.setItem('planted', 'Canary');
    const cache = await caches.open('planted');
    await cache.put('/planted', new Response('Canary'));
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((one) => one.name !== 'kith-vaults');
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const writing = opening.result.transaction('notes', 'readwrite');
        writing.objectStore('notes').put({ key: 'planted', sealed: new TextEncoder().encode('{"words":"Canary"}') });
        writing.oncomplete = () => resolve();
      };
    });
  });
  const places = readable(await whatIsStored(page), ['Canary']).map((line) => line.split(' in ')[1]?.split(' ')[0]);
  expect(new Set(places)).toEqual(new Set(['IndexedDB', 'Cache', 'localStorage', 'sessionStorage']));
  await page.context().close();
});

test('a locked notebook shows nothing, opens without a network, and comes back to the same page', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await allMatched(page);
  const [name = ''] = await namesOn(page);
  await page.context().setOffline(true);
  await lockNow(page);
  expect(await page.locator('body').textContent()).not.toContain(name);
  expect(await page.title()).toBe('Kith');
  await tryWords(page, 'these are not the words');
  await expect(page.getByText(/9 tries left/)).toBeVisible();
  await unlock(page);
  await expect(page).toHaveURL(/\/me$/);
  await goTo(page, '/people');
  await expect(page.getByText(name).first()).toBeVisible();

  // Untouched for two minutes, or half a minute behind another app.
  await page.clock.install();
  await page.clock.fastForward(119_000);
  await expect(page.getByText(name).first()).toBeVisible();
  await page.clock.fastForward(3_000);
  await expect(passphrase(page)).toBeVisible();
  await unlock(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.clock.fastForward(31_000);
  await expect(passphrase(page)).toBeVisible();
  await page.context().close();
});

test('the tenth wrong try clears the notebook, keeps the unsent entry, and signing in brings everything else back', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await allMatched(page);
  const [name = ''] = await namesOn(page);
  await page.context().setOffline(true);
  const person = await recordOffline(page, `Only here, ${started}.`);
  await lockNow(page);
  await page.clock.install();
  for (let at = 1; at <= 9; at++) {
    await tryWords(page, `wrong words number ${at}`);
    await expect(page.getByText(at === 9 ? /1 try left/ : new RegExp(`${10 - at} tries left`))).toBeVisible({ timeout: 30_000 });
    if (at >= 3) {
      await tryWords(page, 'too early to try');
      await expect(page.getByText(/^Wait \d+ (seconds|minutes)/)).toBeVisible();
    }
    await page.clock.fastForward(400_000);
  }
  await tryWords(page, 'wrong words number 10');
  await expect(page.getByText(/notebook was cleared/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('1 entry only on this phone')).toBeVisible();
  const stored = await whatIsStored(page);
  const database = stored.filter(({ where }) => /IndexedDB kith-(?!vaults)/.test(where));
  expect(database.find(({ where }) => where.endsWith('/outbox'))?.text).toMatch(/sealed=/);
  for (const table of ['chunks', 'notes']) expect(database.find(({ where }) => where.endsWith(`/${table}`))?.text).not.toMatch(/sealed=/);
  expect(stored.find(({ where }) => where.includes('kith-vaults/vaults'))?.text).not.toContain('wrapped=');

  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, 'peer@thunai');
  await expect(page.getByRole('heading', { name: /Four new words/ })).toBeVisible();
  await setUpVault(page);
  await goTo(page, '/people');
  await expect(page.getByText(name).first()).toBeVisible({ timeout: 45_000 });
  // What no key here opens any more went to the server sealed, and is in the record.
  await goTo(page, `/people/${person}`);
  await expect(page.getByText(`Only here, ${started}.`).first()).toBeVisible({ timeout: 45_000 });
  await page.context().close();
});

test('whoever forgot their words signs in again, and only then chooses new ones; the old ones open nothing any more', async ({
  browser,
}) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await allMatched(page);
  const [name = ''] = await namesOn(page);
  await lockNow(page);
  await page.getByText('I forgot my words').click();
  await expect(page.getByRole('button', { name: 'Choose new words' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await signIn(page, 'peer@thunai');
  await page.getByText('I forgot my words').click();
  await page.getByRole('button', { name: 'Choose new words' }).click();
  const old = await setUpVault(page, { own: 'otter velvet seventeen grumpy' });
  await goTo(page, '/people');
  await expect(page.getByText(name).first()).toBeVisible({ timeout: 45_000 });
  await lockNow(page);
  await tryWords(page, old);
  await expect(page.getByText(/tries left/)).toBeVisible({ timeout: 30_000 });
  await unlock(page, 'Otter velvet  seventeen grumpy');
  await page.context().close();
});

test('two users of one phone each open their own notebook, and neither sends in the other’s name', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await allMatched(page);
  const first = await page.evaluate(() => document.querySelector('.me__name')?.textContent);
  const hers = await namesOn(page);
  const herWords = await page.evaluate(() => document.title);
  expect(herWords).not.toContain(String(first));
  await lockNow(page);
  await page.getByRole('link', { name: 'Someone else' }).click();
  await signIn(page, 'supervisor@thunai');
  const words = await setUpVault(page);
  await goTo(page, '/me');
  expect(await page.locator('.me__name').textContent()).not.toBe(first);
  await lockNow(page);
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expectAccessible(page, 'the unlock page with two users');

  // The first again, while the session in this browser is the second's: reading and recording go on, sending waits for a sign-in.
  const answers: number[] = [];
  page.on('response', (answer) => {
    if (/\/api\/(feed|commands)$/.test(answer.url())) answers.push(answer.status());
  });
  await page
    .locator('.pick', { has: page.locator('input:not(:checked)') })
    .locator('.pick__hit')
    .click();
  await unlock(page);
  await expect(page.getByText(/You are signed out/)).toBeVisible({ timeout: 30_000 });
  expect(await namesOn(page)).toEqual(hers);
  expect(answers.length).toBeGreaterThan(0);
  expect(new Set(answers)).toEqual(new Set([401]));
  await recordOffline(page, 'Waits for me.');
  await lockNow(page);
  await expect(page.getByText('1 entry only on this phone')).toBeVisible();

  // The second's words do not open the first's.
  await tryWords(page, words);
  await expect(page.getByText(/tries left/)).toBeVisible({ timeout: 30_000 });
  // She signs in again, and it goes.
  await unlock(page);
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await signIn(page, 'peer@thunai');
  await allMatched(page);
  await page.context().close();
});

test('a session cookie copied from a phone opens nothing without the vault', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await allMatched(page);
  const { origin } = running();
  const device = await page.evaluate(() => localStorage.getItem('kith-device'));
  const thief = await browser.newContext({ storageState: { cookies: await page.context().cookies(), origins: [] } });
  for (const headers of [{}, { 'x-kith-device': String(device) }, { 'x-kith-seal': 'A'.repeat(43) }]) {
    const answer = await thief.request.post(`${origin}/api/feed`, {
      headers: { origin, ...headers } as Record<string, string>,
      data: { cursor: null, held: [], reachMark: null },
    });
    expect(answer.status()).toBe(401);
  }
  await thief.close();
  await page.context().close();
});

test('signing out needs no network: the notebook shuts at once, and the session ends when there is one', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await allMatched(page);
  const before = await page.context().cookies();
  await goTo(page, '/me');
  await page.context().setOffline(true);
  const headers: string[] = [];
  page.on('response', (answer) => headers.push(answer.headers()['clear-site-data'] ?? ''));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(passphrase(page)).toBeVisible();
  const ended = page.waitForResponse((answer) => answer.url().endsWith('/api/door/sign-out'));
  await page.context().setOffline(false);
  expect((await ended).status()).toBe(200);
  expect(headers.filter((value) => value.includes('storage'))).toEqual([]);
  const cookie = before.find((one) => one.name.includes('session_token'));
  expect((await page.context().cookies()).find((one) => one.name === cookie?.name)).toBeUndefined();
  await unlock(page);
  await expect(page.getByText(/You are signed out/)).toBeVisible({ timeout: 30_000 });
  await page.context().close();
});
