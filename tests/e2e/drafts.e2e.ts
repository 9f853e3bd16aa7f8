/** What is typed and not kept yet: there again after the page is gone, in every form, and readable by nobody on the disk. */
import type { Page } from '@playwright/test';
import { ready } from './device-cases.ts';
import { aPhoneOf, expect, goTo, openAt, test } from './journey.ts';

const canary = `Kingfisher under the neem tree ${Date.now()}`;

/** Everything in every IndexedDB database of the site, keys and values, and in localStorage, as one text. */
function everythingOnTheDisk(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const decoder = new TextDecoder('latin1');
    const asText = (value: unknown): string => {
      if (value instanceof Uint8Array) return decoder.decode(value);
      if (value === null || typeof value !== 'object') return String(value);
      return Object.entries(value)
        .map(([key, each]) => `${key}=${asText(each)}`)
        .join('\n');
    };
    const found: string[] = Object.entries(localStorage).map(([key, value]) => `${key}=${value}`);
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of db.objectStoreNames) {
        const [keys, values] = await new Promise<[unknown[], unknown[]]>((resolve) => {
          const objects = db.transaction(store).objectStore(store);
          const keysAsked = objects.getAllKeys();
          const valuesAsked = objects.getAll();
          valuesAsked.onsuccess = () => resolve([keysAsked.result, valuesAsked.result]);
        });
        found.push(name, store, ...keys.map(asText), ...values.map(asText));
      }
      db.close();
    }
    return found.join('\n');
  });
}

test('words in every form are offered again after the page was closed, and lie sealed meanwhile', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  await goTo(page, '/people');
  const links = page.locator('main a[href^="/people/"]:not([href="/people/new"])');
  await links.first().waitFor();
  const person = (await links.first().getAttribute('href')) ?? '';
  await goTo(page, person);
  await page.locator('#time').waitFor();
  const contact = (await page.locator('main a[href^="/contacts/"]').first().getAttribute('href')) ?? '';
  const contactPath = contact.split('?')[0]?.replace(/\/words$/, '') ?? '';
  const forms: [string, RegExp | string][] = [
    ['/people/new', 'Name to use'],
    [`${person}/edit`, 'What matters to me'],
    [`${person}/goals/new`, /own words$/],
    [`${contactPath}/words`, 'My words'],
  ];
  for (const [path, label] of forms) {
    await goTo(page, path);
    const box = page.getByRole('textbox', { name: label });
    await box.waitFor();
    await box.fill(canary);
    await page.waitForTimeout(800);
    expect(await everythingOnTheDisk(page)).not.toMatch(/Kingfisher|neem|What matters|register-person|add-words|new-goal/);
    // As when the phone ends the app.
    await page.goto('about:blank');
    await openAt(page, path);
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await expect(page.getByRole('textbox', { name: label })).toHaveValue(canary);
  }
  // They are all named where nothing is lost, and can be thrown away there.
  await page.waitForTimeout(800);
  await openAt(page, '/kept');
  const unfinished = page.getByRole('region', { name: 'Not finished' });
  await expect(unfinished.getByRole('listitem')).toHaveCount(forms.length);
  for (let left = forms.length; left > 0; left -= 1) {
    await unfinished
      .getByRole('button', { name: /^Throw it away/ })
      .first()
      .click();
    await expect(unfinished.getByRole('listitem')).toHaveCount(left - 1);
  }
  await page.context().close();
});

test('a form that is open in another window is not offered here, and what was kept is not offered at all', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  await goTo(page, '/people/new');
  await page.getByRole('textbox', { name: 'Name to use' }).fill('Somebody new');
  await page.waitForTimeout(800);
  const other = await page.context().newPage();
  await openAt(other, '/people/new');
  await other.getByRole('textbox', { name: 'Name to use' }).waitFor();
  await other.waitForTimeout(1_500);
  await expect(other.getByRole('button', { name: 'Go on with it' })).toHaveCount(0);
  await page.close();
  await openAt(other, '/people/new');
  await expect(other.getByRole('button', { name: 'Go on with it' })).toBeVisible();
  await other.getByRole('button', { name: 'Throw it away' }).click();
  await openAt(other, '/people/new');
  await other.getByRole('textbox', { name: 'Name to use' }).waitFor();
  await other.waitForTimeout(1_500);
  await expect(other.getByRole('button', { name: 'Go on with it' })).toHaveCount(0);
  await other.context().close();
});

test('unsent for more than two days is said every day, until one says tomorrow', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'peer@thunai');
  await ready(page);
  await page.context().setOffline(true);
  await goTo(page, '/people/new');
  await page.getByRole('textbox', { name: 'Name to use' }).fill(`Zarquilla ${Date.now()}`);
  await page.getByRole('button', { name: 'Save on this phone' }).click();
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
  const inDays = async (days: number) => {
    await page.context().clock.setSystemTime(Date.now() + days * 86_400_000);
    await openAt(page, '/');
    await expect(page.getByRole('heading', { name: 'Only on this phone' })).toBeVisible();
  };
  const warning = page.getByText(/^One entry has been only on this phone since/);
  await inDays(1);
  await expect(warning).toHaveCount(0);
  // After 48 hours, and another time on the day after it, before the 72 hours are over that one may read without the server.
  await inDays(2.001);
  await expect(warning).toBeVisible();
  await page.getByRole('button', { name: 'Remind me tomorrow' }).click();
  await expect(warning).toHaveCount(0);
  await inDays(2.001);
  await expect(warning).toHaveCount(0);
  await inDays(2.996);
  await expect(warning).toBeVisible();
  await page.getByRole('link', { name: 'What can I do?' }).click();
  await expect(page.getByText('That is more than two days.')).toBeVisible();
  await page.context().close();
});
