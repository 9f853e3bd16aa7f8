/** A person agrees to share with a clinic, sees exactly what would go, it goes with their agreement; they stop, and the next try is refused. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { m } from '../../src/paraglide/messages.js';
import { aPhoneOf, expect, goTo, type Language, test } from './journey.ts';
import { lookAt } from './look-at.ts';

/** Who gets it, and whose of the listed people it is about: each language its own. */
const sharedWith: Record<Language, { recipient: string; nth: number }> = {
  en: { recipient: 'Dr Revathi’s room', nth: 0 },
  ta: { recipient: 'டாக்டர் ரேவதி, அரசு மனநல மருத்துவமனை', nth: 1 },
};

/** Opens the form for the nth of the listed people with whom it speaks Tamil: other journeys add people of any language. */
async function aReaderOfTamil(page: Page, form: Locator, nth: number): Promise<string> {
  const listed = page.locator('.row__title a[href^="/people/0"]');
  let before = nth;
  for (const href of await listed.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await goTo(page, `${href}/share`);
    await expect(form.locator('ul[lang]')).toBeVisible();
    if ((await form.locator('ul[lang="ta"]').count()) > 0 && before-- === 0) return href;
  }
  throw new Error('too few of this peer’s people read Tamil');
}

for (const language of ['en', 'ta'] as const) {
  test(`a yes, a dry run, a file, a stop, and nothing more (${language})`, async ({ browser }) => {
    const locale = { locale: language };
    const { recipient, nth } = sharedWith[language];
    const look = (page: Page, name: string) =>
      lookAt(page, { name, language, secret: ['Thunai', recipient], byKeyboard: language === 'en' });
    const page = await aPhoneOf(browser, 'peer@thunai', { language });
    await goTo(page, '/people');
    // Who is first in the list is known when all of it is here.
    await expect(page.locator('main progress')).toHaveCount(0, { timeout: 30_000 });
    const form = page.getByRole('form', { name: m.consents_new_title({}, locale) });
    const href = await aReaderOfTamil(page, form, nth);

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

    await goTo(page, href);
    await stop.click();
    await expect(page.getByText(m.consents_stopped({ recipient }, locale))).toBeVisible();
    await look(page, 'person-stopped');
    await expect(async () => {
      await goTo(page, '/people');
      await goTo(page, report);
      await expect(page.getByText(m.refusal_share_consent_withdrawn({}, locale))).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: m.disclosures_share({}, locale) })).toHaveCount(0);
  });
}
