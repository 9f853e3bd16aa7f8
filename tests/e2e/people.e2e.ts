/**
 * Someone new: a name is enough, and someone alike stops it until it is said to be somebody else. A phone that is still
 * being filled says so, and never that there is nobody.
 */
import type { Page } from '@playwright/test';
import { m } from '../../src/paraglide/messages.js';
import { aPhoneOf, expect, goTo, test } from './journey.ts';
import { lookAt } from './look-at.ts';

const newcomers = { en: 'Quillon Zahr', ta: 'யாழினி வேங்கைமாறன்' } as const;

for (const language of ['en', 'ta'] as const) {
  test(`someone new, and someone who looks the same (${language})`, async ({ browser }) => {
    const locale = { locale: language };
    const page = await aPhoneOf(browser, 'peer@thunai', { language });
    const save = page.getByRole('button', { name: m.people_save({}, locale) });
    const title = page.getByRole('heading', { level: 1 });

    // A name and one button, with nobody alike.
    await goTo(page, '/people/new');
    await expect(page.locator('main progress')).toHaveCount(0, { timeout: 30_000 });
    const name = page.getByRole('textbox').first();
    await name.fill(newcomers[language]);
    await save.click();

    await expect(title).toHaveText(newcomers[language]);
    await page.waitForURL(/\/people\/0[^/]+$/);

    // The same name again, as somebody would who does not know.
    await goTo(page, '/people/new');
    await page.getByRole('textbox').first().fill(newcomers[language]);
    await expect(page.getByText(m.people_is_it_one_of_these({}, locale)).first()).toBeVisible();
    await save.click();
    await expect(page.getByText(m.people_look_alike({}, locale))).toBeVisible();
    await expectNamed(page, newcomers[language], { count: 1, ...locale });
    await goTo(page, '/people/new');
    await page.getByRole('textbox').first().fill(newcomers[language]);
    await expect(page.getByText(m.people_is_it_one_of_these({}, locale)).first()).toBeVisible();
    await lookAt(page, { name: 'new-person-alike', language, secret: ['Thunai', newcomers[language]], byKeyboard: language === 'en' });
    await page.getByRole('button', { name: m.people_somebody_else({}, locale) }).click();
    await save.click();

    await expect(title).toHaveText(newcomers[language]);
    await page.waitForURL(/\/people\/0[^/]+$/);
    await expectNamed(page, newcomers[language], { count: 2, ...locale });
  });
}

test('a phone that is being filled', async ({ browser }) => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const before = (page: Page) =>
    page.route('**/api/feed', async (route) => {
      await opened;
      await route.continue();
    });
  const page = await aPhoneOf(browser, 'peer@thunai', { before });
  const filling = page.getByRole('progressbar', { name: m.frame_filling({}, { locale: 'en' }) });
  const nobody = page.getByRole('heading', { name: m.people_no_one({}, { locale: 'en' }) });
  await goTo(page, '/people');
  await expect(page.getByRole('heading', { level: 1, name: m.people_title({}, { locale: 'en' }) })).toBeVisible();
  await expect(filling).toBeVisible();
  await expect(nobody).toBeHidden();
  // Someone new can be met at once; what their entry needs is on its way, and the page says that.
  await goTo(page, '/people/new');
  await page.getByRole('textbox').first().fill('Tuesday Okonkwo');
  await page.getByRole('button', { name: m.people_save({}, { locale: 'en' }) }).click();
  await expect(page.getByText(m.people_not_here_yet({}, { locale: 'en' }))).toBeVisible();
  open();
  await expect(filling).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole('button', { name: m.people_save({}, { locale: 'en' }) }).click();
  await page.waitForURL(/\/people\/0[^/]+$/);
});

/** The phone lists so many people of this name. Leaves the page that is open. */
async function expectNamed(page: Page, name: string, { count, locale }: { count: number; locale: 'en' | 'ta' }): Promise<void> {
  await goTo(page, '/people');
  await expect(page.getByRole('heading', { level: 1, name: m.people_title({}, { locale }) })).toBeVisible();
  await expect(page.locator('.row__title', { hasText: name })).toHaveCount(count);
}
