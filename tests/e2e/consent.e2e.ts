/**
 * On two phones: a person agrees to share with a clinic, sees exactly what would go, it goes with their agreement and the notice; they read on their own
 * phone what they signed and what went, stop it there without a network, and the next try is refused.
 */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { m } from '../../src/paraglide/messages.js';
import { aPhoneOf, expect, goTo, type Language, test } from './journey.ts';
import { lookAt } from './look-at.ts';
import { joins, withoutAPage } from './own-phone.ts';

const recipients: Record<Language, string> = { en: 'Dr Revathi’s room', ta: 'டாக்டர் ரேவதி, அரசு மனநல மருத்துவமனை' };

/** Opens the form for the first of the listed people with whom it speaks Tamil and who has no page of their own: other journeys add people. */
async function aReaderOfTamil(page: Page, form: Locator, language: Language): Promise<string> {
  for await (const path of withoutAPage(page, language)) {
    await goTo(page, `${path}/share`);
    await expect(form.locator('ul[lang]')).toBeVisible();
    if ((await form.locator('ul[lang="ta"]').count()) > 0) return path;
  }
  throw new Error('none of this peer’s people reads Tamil and has no page');
}

for (const language of ['en', 'ta'] as const) {
  test(`a yes, a dry run, a file, a stop, and nothing more (${language})`, async ({ browser }) => {
    const locale = { locale: language };
    const recipient = recipients[language];
    const look = (page: Page, name: string) =>
      lookAt(page, { name, language, secret: ['Thunai', recipient], byKeyboard: language === 'en' });
    test.setTimeout(300_000);
    const page = await aPhoneOf(browser, 'peer@thunai', { language });
    const form = page.getByRole('form', { name: m.consents_new_title({}, locale) });
    const href = await aReaderOfTamil(page, form, language);

    // In a language they read, whatever the screen's.
    await page.getByRole('textbox', { name: m.consents_who({}, locale) }).fill(recipient);
    for (const why of [/So that those who care for me know/, /என்னைக் கவனிப்பவர்கள்/]) {
      const radio = page.getByRole('radio', { name: why });
      if ((await radio.count()) > 0) await radio.focus();
    }
    await page.keyboard.press('Space');
    await page.getByLabel(m.consents_expiry_day({}, locale)).fill('2098-12-31');
    for (const kind of [0, 1]) {
      await form.getByRole('switch').nth(kind).focus();
      await page.keyboard.press('Space');
    }
    await page.getByRole('radio', { name: m.consents_sign_typed({}, locale) }).focus();
    await page.keyboard.press('Space');
    await look(page, 'share-filled');
    await page.getByRole('button', { name: m.consents_share({}, locale) }).click();

    await page.waitForURL(`**${href}`);
    const stop = page.getByRole('button', { name: m.consents_stop({}, locale) });
    await expect(stop).toBeVisible();
    await expect(page.getByText(recipient).first()).toBeVisible();
    // Until the yes has come back from the server, its paper is not on this phone.
    const send = page.getByRole('link', { name: m.disclosures_send({}, locale) });
    const report = (await send.getAttribute('href')) ?? '';
    await expect(async () => {
      await goTo(page, '/people');
      await goTo(page, report);
      await expect(page.getByRole('group', { name: m.disclosures_dry_run({}, locale) })).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    const paper = page.getByRole('group', { name: m.disclosures_dry_run({}, locale) });
    // In the language it was agreed in, which is the person's, whatever the screen's.
    await expect(paper.getByText(m.disclosures_part_goals({}, { locale: 'ta' }))).toBeVisible();
    await expect(paper.locator('.blank')).toHaveCount(2);
    await look(page, 'report');

    await goTo(page, report.replace(/\/report$/, ''));
    await look(page, 'consent');
    await goTo(page, report);

    await page.getByRole('radio', { name: m.disclosures_channel_fhir({}, locale) }).focus();
    await page.keyboard.press('Space');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: m.disclosures_share({}, locale) }).click();
    const file = await (await saved).path();
    const bundle = JSON.parse(await readFile(file, 'utf8')) as { type: string; entry: { resource: { resourceType: string } }[] };
    const kinds = bundle.entry.map((entry) => entry.resource.resourceType);
    expect(bundle.type).toBe('document');
    for (const kind of ['Composition', 'Consent', 'Provenance']) expect(kinds).toContain(kind);
    expect(kinds).not.toContain('Encounter');

    // On their own phone the person reads what they signed, as it was, and what went.
    const own = await joins(browser, page, href, language);
    const lookOwn = (name: string) => lookAt(own, { name, language, secret: ['Thunai', recipient], isNeutral: true, byKeyboard: false });
    await own.getByRole('link', { name: m.views_shared_title({}, locale) }).click();
    await own.locator('summary', { hasText: m.disclosures_title({}, locale) }).click();
    await expect(own.locator('details li', { hasText: recipient })).toContainText(m.disclosures_part_goals({}, locale), {
      timeout: 30_000,
    });
    await lookOwn('own-shared');
    await own.getByRole('link', { name: m.views_shared_read({}, locale) }).click();
    await expect(own.locator('.sheet__paper[lang="ta"]').getByText(recipient)).toBeVisible();
    await lookOwn('own-signed');

    // One press stops it, as one press gave it; without a network it holds on this phone, and everywhere when there is one.
    await own.context().setOffline(true);
    await own.getByRole('button', { name: m.consents_stop({}, locale) }).click();
    await expect(own.getByRole('button', { name: m.consents_stop({}, locale) })).toHaveCount(0);
    await own.context().setOffline(false);
    await own.evaluate(() => dispatchEvent(new Event('online')));
    await expect(async () => {
      await goTo(page, '/people');
      await goTo(page, report);
      await expect(page.getByText(m.refusal_share_consent_withdrawn({}, locale))).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 90_000 });
    await expect(page.getByRole('button', { name: m.disclosures_share({}, locale) })).toHaveCount(0);
    await goTo(page, href);
    await expect(stop).toHaveCount(0);
    await look(page, 'person-stopped');
    await own.context().close();
    await page.context().close();
  });
}
