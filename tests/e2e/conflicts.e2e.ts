/** Two phones change the same thing without a network: both versions stay until a human chooses, and each has a name and a time. */
import type { Browser, Page } from '@playwright/test';
import { allMatched, ready } from './device-cases.ts';
import { aPhoneOf, expect, expectAccessible, goTo, reopen, test } from './journey.ts';

const started = Date.now();

/** Two phones of one peer, both with everything on them. */
async function twoPhones(browser: Browser): Promise<[Page, Page]> {
  const phones = [await aPhoneOf(browser, 'peer@thunai'), await aPhoneOf(browser, 'peer@thunai')] as const;
  for (const phone of phones) await ready(phone);
  return [...phones];
}

const offline = (page: Page, isOffline: boolean) => page.context().setOffline(isOffline);

/** Comes back to a network, and waits until the server has said what it thinks. */
async function backOnline(page: Page): Promise<void> {
  await goTo(page, '/');
  await offline(page, false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

async function aPersonOf(page: Page): Promise<string> {
  await goTo(page, '/people');
  const links = page.locator('main a[href^="/people/"]:not([href="/people/new"])');
  await links.first().waitFor();
  return (await links.first().getAttribute('href')) ?? '';
}

async function setGoal(page: Page, person: string, words: string): Promise<string> {
  await goTo(page, `${person}/goals/new`);
  await page.getByRole('textbox', { name: /own words$/ }).fill(words);
  await page.getByRole('button', { name: 'Save on this phone' }).click();
  await page.waitForURL(/\/goals\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function sayAnew(page: Page, goal: string, words: string): Promise<void> {
  await goTo(page, goal);
  await page.getByText('Say it anew').click();
  const box = page.getByRole('textbox', { name: /own words$/ });
  await expect(box).toHaveValue(/./);
  await box.fill(words);
  await page.getByRole('button', { name: 'Save on this phone' }).click();
  await expect(page.getByText(`“${words}”`)).toBeVisible();
}

const choose = (page: Page, what: string) => page.locator('.pick__hit', { hasText: what }).click();

async function conflictOver(phones: readonly [Page, Page], goal: string, [first, second]: [string, string]): Promise<void> {
  for (const [at, page] of phones.entries()) {
    await goTo(page, '/');
    await allMatched(page);
    await offline(page, true);
    await sayAnew(page, goal, at === 0 ? first : second);
  }
  await backOnline(phones[0]);
  await allMatched(phones[0]);
  await backOnline(phones[1]);
  await expect(phones[1].getByText('One entry was not taken and is kept here.')).toBeVisible({ timeout: 45_000 });
}

test('the same goal said anew on two phones: both versions with who and when, and both, a third, or one of them stands', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const phones = await twoPhones(browser);
  const [first, second] = phones;
  const person = await aPersonOf(first);
  const goal = await setGoal(first, person, `A room of my own, ${started}.`);
  await goTo(first, '/');
  await allMatched(first);
  await goTo(second, goal);
  await expect(second.getByText(`“A room of my own, ${started}.”`)).toBeVisible({ timeout: 45_000 });

  // Keep both, as two goals.
  await conflictOver(phones, goal, [`A room with a window, ${started}.`, `A room by the sea, ${started}.`]);
  await goTo(second, goal);
  await second.getByRole('link', { name: 'Choose what shall stand' }).click();
  const mine = second.getByRole('region', { name: 'You', exact: true });
  const theirs = second.getByRole('region', { name: 'You, on another device' });
  await expect(mine.getByText(`A room by the sea, ${started}.`)).toBeVisible();
  await expect(theirs.getByText(`A room with a window, ${started}.`)).toBeVisible();
  for (const side of [mine, theirs]) await expect(side.locator('time')).toHaveText(/\d\d:\d\d/);
  await expectAccessible(second, 'two versions of a goal');
  // Nothing goes before somebody has chosen, also when the app is closed in between.
  await second.getByRole('link', { name: 'Decide later; both stay' }).click();
  await reopen(second);
  await second.getByRole('link', { name: 'Choose what shall stand' }).click();
  await choose(second, 'Keep both, as two goals');
  await second.getByRole('button', { name: 'Keep both, as two goals' }).click();
  await second.waitForURL((url) => url.pathname === goal);
  await goTo(second, person);
  for (const words of [`A room by the sea, ${started}.`, `A room with a window, ${started}.`]) {
    await expect(second.getByText(words).first()).toBeVisible({ timeout: 45_000 });
  }

  // Write a third from both, kept through a reload while it is being written.
  await conflictOver(phones, goal, [`A door that locks, ${started}.`, `A quiet street, ${started}.`]);
  await goTo(second, goal);
  await second.getByRole('link', { name: 'Choose what shall stand' }).click();
  await choose(second, 'Write a third from both');
  const third = `A quiet street and a door that locks, ${started}.`;
  await second.getByRole('textbox', { name: /own words$/ }).fill(third);
  await second.waitForTimeout(800);
  await reopen(second);
  await second.getByRole('button', { name: 'Go on with it' }).click();
  await expect(second.getByRole('textbox', { name: /own words$/ })).toHaveValue(third);
  await second.getByRole('button', { name: 'Keep the third' }).click();
  await second.waitForURL((url) => url.pathname === goal);
  await goTo(first, goal);
  await expect(first.getByText(`“${third}”`)).toBeVisible({ timeout: 45_000 });

  // Keep the other one.
  await conflictOver(phones, goal, [`Near my sister, ${started}.`, `Near the temple, ${started}.`]);
  await goTo(second, goal);
  await second.getByRole('link', { name: 'Choose what shall stand' }).click();
  await choose(second, 'Keep the other one');
  await second.getByRole('button', { name: 'Keep the other one' }).click();
  await expect(second.getByText(`“Near my sister, ${started}.”`)).toBeVisible();
  for (const page of phones) await page.context().close();
});

test('the same page about a person changed on two phones: both versions, and mine stands', async ({ browser }) => {
  const phones = await twoPhones(browser);
  const person = await aPersonOf(phones[0]);
  for (const [at, page] of phones.entries()) {
    await offline(page, true);
    await goTo(page, `${person}/edit`);
    await page.getByRole('textbox', { name: 'What matters to me' }).fill(at === 0 ? `Tea first, ${started}.` : `My daughter, ${started}.`);
    await page.getByRole('button', { name: 'Save on this phone' }).click();
    await page.waitForURL((url) => url.pathname === person);
  }
  const [first, second] = phones;
  await backOnline(first);
  await allMatched(first);
  await backOnline(second);
  await expect(second.getByText('One entry was not taken and is kept here.')).toBeVisible({ timeout: 45_000 });
  await goTo(second, `${person}/edit`);
  await expect(second.getByRole('region', { name: 'You', exact: true }).getByText(`My daughter, ${started}.`)).toBeVisible();
  const theirs = second.getByRole('region', { name: 'You, on another device' });
  await expect(theirs.getByText(`Tea first, ${started}.`)).toBeVisible();
  await expect(theirs.locator('time')).toHaveText(/\d\d:\d\d/);
  await expectAccessible(second, 'two versions of a page');
  await choose(second, 'Keep mine');
  await second.getByRole('button', { name: 'Keep mine' }).click();
  await goTo(first, person);
  await expect(first.getByText(`My daughter, ${started}.`).first()).toBeVisible({ timeout: 45_000 });
  for (const page of phones) await page.context().close();
});
