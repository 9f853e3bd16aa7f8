/** What a browser and a bad day do to a phone, and that nothing that was kept, or typed, is lost by it (reliability.md §2c). */

import {
  allMatched,
  evict,
  fillIn,
  keep,
  killRenderer,
  newServiceWorkers,
  onlyHere,
  quotaOf,
  ready,
  save,
  times,
  watchSending,
  wordsAbout,
} from './device-cases.ts';
import { aPhoneOf, expect, goTo, openAt, reopen, setUpVault, signIn, test, unlock } from './journey.ts';

const started = Date.now();
const sentence = (n: number) => `We walked to the lake, part ${n} of ${started}.`;

test('a full disk: what was typed stays on the screen with the cure, and is kept once there is room', async ({ browser }) => {
  const tries = times(1, 200);
  test.setTimeout(120_000 + tries * 12_000);
  const page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  await page.context().setOffline(true);
  const quota = await quotaOf(page);
  // Chromium remembers for 30 seconds how much room it last saw; from then on it is never shown more than one long entry needs.
  await quota.none();
  await page.waitForTimeout(31_000);
  const long = 'நடந்து போனோம். '.repeat(1_250);
  let person = '';
  for (let n = 1; n <= tries; n += 1) {
    person = await fillIn(page, `${sentence(n)} ${long}`);
    await save(page);
    await expect(page.getByText(/this phone has no room left/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'My words' })).toHaveValue(`${sentence(n)} ${long}`);
    await quota.room(230_000);
    await keep(page);
    await quota.none();
    await expect(onlyHere(page)).toHaveCount(n);
  }
  await quota.lift();
  await reopen(page);
  await expect(onlyHere(page)).toHaveCount(tries);
  const words = await wordsAbout(page, person);
  for (let n = 1; n <= tries; n += 1) expect(words).toContain(sentence(n));
  await page.context().close();
});

test('the browser takes the store away while Kith is open: everything is put back, and nothing is called matched', async ({ browser }) => {
  const tries = times(1, 50);
  test.setTimeout(60_000 + tries * 20_000);
  const page = await aPhoneOf(browser, 'peer@riverbend');
  await ready(page);
  await page.context().setOffline(true);
  for (let n = 1; n <= tries; n += 1) {
    await fillIn(page, sentence(n));
    await keep(page);
    await evict(page);
    await expect(page.getByText(/the browser deleted what Kith kept here/)).toBeVisible();
    await expect(page.getByText(/read back and matched/)).toHaveCount(0);
    await expect(onlyHere(page)).toHaveCount(n);
    await reopen(page);
    await expect(onlyHere(page)).toHaveCount(n);
    await page.getByRole('button', { name: 'I have read this' }).click();
  }
  // In the middle of a form: the words are on the screen, and the next press keeps them in the new store.
  const person = await fillIn(page, sentence(tries + 1));
  await evict(page);
  await keep(page);
  // Everything was put back, not only the entry.
  await expect(page.getByText(/the browser deleted what Kith kept here/)).toBeVisible();
  await reopen(page);
  await expect(onlyHere(page)).toHaveCount(tries + 1);
  expect(await wordsAbout(page, person)).toContain(sentence(tries + 1));
  await goTo(page, '/');
  await page.context().setOffline(false);
  await expect(onlyHere(page)).toHaveCount(0, { timeout: 60_000 });
  await allMatched(page);
  await page.context().close();
});

test('the browser takes the store away while Kith is closed: Kith says what is missing', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@riverbend');
  await ready(page);
  await page.context().setOffline(true);
  await fillIn(page, sentence(0));
  await keep(page);
  const other = await page.context().newPage();
  await other.goto('/icons/kith.svg');
  await page.close();
  await evict(other);
  await other.context().setOffline(false);
  // With the store went the wraps of its keys and the seal of the session: nothing is left to unlock, so one signs in as on a new phone.
  await other.goto('/');
  await signIn(other, 'peer@riverbend');
  await setUpVault(other);
  await expect(other.getByText(/One entry of .* had not reached the server and is no longer on this phone/)).toBeVisible({
    timeout: 30_000,
  });
  await allMatched(other);
  await other.context().close();
});

test('the page is killed in the middle of keeping: each entry is whole or absent, what was kept stays, and words are in one of two places', async ({
  browser,
}) => {
  const kills = times(6, 200);
  test.setTimeout(60_000 + kills * 15_000);
  let page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  await page.context().setOffline(true);
  let person = '';
  let kept = 0;
  let lostBetween = 0;
  for (let n = 1; n <= kills; n += 1) {
    person = await fillIn(page, sentence(n));
    // As long as it takes a draft to be written by itself.
    await page.waitForTimeout(700);
    const saving = save(page).catch(() => undefined);
    await page.waitForTimeout((n * 37) % 260);
    const wasSaidToBeKept = new URL(page.url()).pathname === '/';
    page = await killRenderer(page);
    await saving;
    await openAt(page, '/');
    await expect(page.getByRole('heading', { name: 'Only on this phone' })).toBeVisible({ timeout: 30_000 });
    const now = await onlyHere(page).count();
    expect([n, now === kept || now === kept + 1]).toEqual([n, true]);
    if (wasSaidToBeKept) expect([n, 'kept', now]).toEqual([n, 'kept', kept + 1]);
    if (now === kept) {
      // Not kept yet: then it is still a draft, and one goes on with it.
      await goTo(page, '/record');
      await page.getByRole('button', { name: 'Go on with it' }).click();
      await expect(page.getByRole('textbox', { name: 'My words' })).toHaveValue(sentence(n));
      await keep(page);
      lostBetween += 1;
    }
    kept += 1;
    await expect(onlyHere(page)).toHaveCount(kept);
  }
  const words = await wordsAbout(page, person);
  for (let n = 1; n <= kills; n += 1) expect(words.split(sentence(n)).length - 1, sentence(n)).toBe(1);
  test.info().annotations.push({ type: 'kills', description: `${kills} kills, ${lostBetween} before the commit, 0 lost` });
  await page.context().close();
});

test('every write of the outbox waits for the disk', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await page.context().addInitScript(() => {
    const seen: [string, string | undefined][] = [];
    Object.assign(window, { seenWrites: seen });
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === 'readwrite') seen.push([[names].flat().join(), options?.durability]);
      return real.call(this, names, mode, options);
    };
  });
  await ready(page);
  await fillIn(page, sentence(1));
  await keep(page);
  await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
  const seen = await page.evaluate(() => (window as unknown as { seenWrites: [string, string | undefined][] }).seenWrites);
  const ofOutbox = seen.filter(([names]) => names.includes('outbox'));
  expect(ofOutbox.length).toBeGreaterThan(1);
  expect(ofOutbox.filter(([, durability]) => durability !== 'strict')).toEqual([]);
  await page.context().close();
});

test('two windows of one user: each entry is sent once, and both show the same', async ({ browser }) => {
  const tries = times(2, 100);
  test.setTimeout(60_000 + tries * 20_000);
  const first = await aPhoneOf(browser, 'peer@riverbend');
  const sent = watchSending(first.context());
  await ready(first);
  const second = await first.context().newPage();
  await openAt(second, '/');
  await allMatched(second);
  for (let n = 1; n <= tries; n += 1) {
    await Promise.all([fillIn(first, sentence(n)), fillIn(second, `${sentence(n)} Second.`)]);
    await Promise.all([keep(first), keep(second)]);
    for (const page of [first, second]) await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
  }
  expect(sent.length).toBe(tries * 2);
  expect(new Set(sent).size).toBe(tries * 2);
  await first.context().close();
});

test('another window makes the store newer: the older one says so, and what is typed in it is not lost', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  await page.context().setOffline(true);
  await fillIn(page, sentence(1));
  const other = await page.context().newPage();
  await other.goto('/icons/kith.svg');
  await other.evaluate(async () => {
    const known = (await indexedDB.databases()).filter(({ name }) => /^kith-[0-9a-f-]{36}$/.test(name ?? ''));
    for (const { name = '', version = 1 } of known) {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, version + 10);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error('an old window holds the store'));
      });
    }
  });
  await keep(page);
  await expect(page.getByText('A newer Kith is open in another window.')).toBeVisible();
  await expect(onlyHere(page)).toHaveCount(1);
  await page
    .getByRole('button', { name: 'Open the page again' })
    .or(page.getByRole('button', { name: /again/ }))
    .first()
    .click();
  // What a newer Kith has written, this one does not touch: it says what waits there, and how to get to it.
  await unlock(page);
  await expect(page.getByText('A newer Kith was here before')).toBeVisible();
  await expect(page.getByText(/unsent entries that wait here: 1\./)).toBeVisible();
  await page.context().close();
});

test('a new Kith is put to use in another window while a form is open: what was typed is offered again', async ({ browser }) => {
  const updates = times(1, 100);
  test.setTimeout(60_000 + updates * 20_000);
  const page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  const other = await page.context().newPage();
  await openAt(other, '/');
  const putBack = await newServiceWorkers();
  try {
    for (let n = 1; n <= updates; n += 1) {
      await fillIn(page, sentence(n));
      await putBack.next();
      await other.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      await other.getByRole('button', { name: 'Use it now' }).click({ timeout: 30_000 });
      // Both windows load the new version; the form's draft was written first, however little time there was.
      for (const window of [page, other]) await unlock(window);
      await page.getByRole('button', { name: 'Go on with it' }).click({ timeout: 30_000 });
      await expect(page.getByRole('textbox', { name: 'My words' })).toHaveValue(sentence(n));
      await keep(page);
      await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
      await goTo(page, '/record');
      await page.waitForTimeout(1_000);
      await expect(page.getByRole('button', { name: 'Go on with it' })).toHaveCount(0);
      await goTo(page, '/');
    }
  } finally {
    await putBack.end();
  }
  await page.context().close();
});

for (const days of [-400, 400]) {
  test(`a phone whose clock is ${days} days off records the right day once it has heard the server, and before that keeps everything`, async ({
    browser,
  }) => {
    const page = await aPhoneOf(browser, 'peer@thunai');
    await ready(page);
    await page.context().addInitScript((offset) => {
      const Real = Date;
      // Only what is asked of the clock is off; moments that are given stay what they are.
      globalThis.Date = new Proxy(Real, {
        construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [Real.now() + offset] : args, self),
        get: (target, key) => (key === 'now' ? () => Real.now() + offset : Reflect.get(target, key)),
      });
    }, days * 86_400_000);
    await reopen(page);
    await expect(page.getByText('This phone’s clock is wrong.')).toBeVisible({ timeout: 30_000 });
    const person = await fillIn(page, sentence(days));
    await keep(page);
    await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
    await expect(page.getByRole('link', { name: 'Look at it' })).toHaveCount(0);
    await goTo(page, `/people/${person}`);
    const today = await page.evaluate(() =>
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(performance.timeOrigin + performance.now()),
    );
    await expect(
      page
        .locator('article, section')
        .filter({ hasText: sentence(days) })
        .locator(`time[datetime="${today}"]`)
        .first(),
    ).toBeVisible();

    // Without having heard the server, the phone knows no better: what it writes is kept, whatever the server says of it.
    await page.context().setOffline(true);
    await openAt(page, '/');
    await fillIn(page, `${sentence(days)} Offline.`);
    await keep(page);
    await page.context().setOffline(false);
    await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
    await goTo(page, '/kept');
    const refused = page.getByRole('region', { name: 'Needs your attention' }).getByRole('listitem').first();
    await expect(refused).toContainText(days > 0 ? 'This contact would end in the future.' : 'This was more than a year ago.');
    await refused.getByText('What it says').click();
    await expect(refused).toContainText(`${sentence(days)} Offline.`);
    await page.context().close();
  });
}
