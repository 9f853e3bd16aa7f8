/** Break-glass, on four phones: a colleague opens a record by one tap, says what happened, a director looks at it, and the person reads of it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { aPhoneOf, expect, expectAccessible, goTo, type Language, reopen, test } from './journey.ts';
import { joins, withoutAPage } from './own-phone.ts';

const photos = process.env.KITH_PHOTOS;
if (photos) mkdirSync(photos, { recursive: true });

const say = {
  en: {
    ...{ name: 'Their whole name', find: 'Find them', open: /^Open .*record now$/, until: /You opened this record in an emergency/ },
    ...{ write: 'Write what happened', nature: 'What was the emergency?', other: 'Somebody else', medical: 'Medical staff' },
    ...{ onlyMedical: /law lets only medical staff/, recipient: 'Name of whom you told', facility: 'Where they work', save: 'Keep this' },
    ...{ missing: /Say what the emergency was/, yes: 'Yes, it was needed', words: /^In your words/, looked: 'Looked at' },
    ...{ told: /opened my record in an emergency/, needed: /it was needed\.$/, read: 'I have read this', reminder: /Say what happened by/ },
  },
  ta: {
    ...{ name: 'அவருடைய முழுப் பெயர்', find: 'தேடு', open: /இப்போதே திற$/, until: /இந்தப் பதிவை அவசரத்தில் திறந்தீர்கள்/ },
    ...{ write: 'நடந்ததை எழுது', nature: 'என்ன அவசரம்?', other: 'வேறு ஒருவர்', medical: 'மருத்துவப் பணியாளர்கள்' },
    ...{ onlyMedical: null, recipient: 'நீங்கள் சொன்னவரின் பெயர்', facility: 'அவர் பணியாற்றும் இடம்', save: 'இதைப் பதிவு செய்' },
    ...{ missing: /என்ன அவசரம் என்று சொல்லுங்கள்/, yes: 'ஆம், தேவைப்பட்டது', words: /^உங்கள் சொற்களில்/, looked: 'பார்த்துவிட்டேன்' },
    ...{ told: /அவசரத்தில் என் பதிவைத் திறந்தார்/, needed: /தேவைப்பட்டது\.$/, read: 'படித்துவிட்டேன்', reminder: /-க்குள் எழுதுங்கள்/ },
  },
};

const choose = (where: Page | Locator, what: string) => where.locator('.pick__hit', { hasText: what }).click({ timeout: 15_000 });

async function look(page: Page, what: string, language: Language): Promise<void> {
  await expectAccessible(page, `${what} (${language})`);
  if (!photos) return;
  for (const [width, height] of [
    [390, 844],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: join(photos, `${what}-${language}-${width}-${scheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The first of this peer's people without a page of their own, whom the peer now gives one; the person reads it on their phone. */
async function somebodyWithAPage(browser: Browser, peer: Page, language: Language): Promise<{ name: string; path: string; own: Page }> {
  for await (const path of withoutAPage(peer, language)) {
    const name = (await peer.getByRole('heading', { level: 1 }).textContent())?.trim() ?? '';
    return { name, path, own: await joins(browser, peer, path, language) };
  }
  throw new Error('everybody of this peer has a page of their own');
}

async function journey(browser: Browser, language: Language, house: string): Promise<void> {
  const words = say[language];
  const peer = await aPhoneOf(browser, `peer@${house}`, { language });
  const { name, path, own } = await somebodyWithAPage(browser, peer, language);
  await peer.context().close();

  // A colleague who does not see this person at all.
  const colleague = await aPhoneOf(browser, `coordinator@${house}`, { language });
  await goTo(colleague, '/emergency');
  await look(colleague, 'emergency', language);
  await colleague.getByRole('textbox', { name: words.name }).fill(name);
  await colleague.getByRole('button', { name: words.find }).click();
  await expect(colleague.getByRole('button', { name: words.open }).first()).toBeVisible();
  await look(colleague, 'emergency-found', language);
  await colleague.locator('.row', { hasText: name }).first().getByRole('button', { name: words.open }).click();
  await colleague.waitForURL(`**${path}`, { timeout: 30_000 });
  await expect(colleague.getByText(words.until)).toBeVisible({ timeout: 30_000 });
  await look(colleague, 'emergency-open', language);

  // It is wanted until it is written: also after the app was closed.
  await reopen(colleague);
  await goTo(colleague, '/people');
  await expect(colleague.getByText(words.reminder)).toBeVisible();
  await look(colleague, 'emergency-reminder', language);
  await colleague.getByRole('link', { name: words.write }).click();
  await colleague.getByRole('button', { name: words.save }).click();
  await expect(colleague.getByText(words.missing)).toBeVisible();
  await colleague.getByRole('textbox', { name: words.nature }).fill('Found on the stairs, not breathing well. மூச்சுத் திணறல்.');
  await choose(colleague, words.other);
  if (words.onlyMedical) await expect(colleague.getByText(words.onlyMedical)).toBeVisible();
  await look(colleague, 'emergency-other', language);
  await choose(colleague, words.medical);
  await colleague.getByRole('textbox', { name: words.recipient }).fill('Dr Selvi');
  await colleague.getByRole('textbox', { name: words.facility }).fill('Government hospital, ward 4');
  await look(colleague, 'emergency-complete', language);
  await colleague.getByRole('button', { name: words.save }).click();
  await colleague.waitForURL((url) => !url.pathname.startsWith('/emergency'));
  await goTo(colleague, '/people');
  await expect(colleague.getByText(words.reminder)).toHaveCount(0);

  // Somebody else looks at it.
  const director = await aPhoneOf(browser, `director@${house}`, { language });
  await goTo(director, '/desk');
  const article = director.getByRole('article').filter({ hasText: name });
  await expect(article.getByText('Dr Selvi')).toBeVisible({ timeout: 30_000 });
  await choose(article, words.yes);
  await article.getByRole('textbox', { name: words.words }).fill('The ward had to know the medicines.');
  await look(director, 'emergency-review', language);
  // Gone from the desk at once, and on the server a moment later.
  const taken = director.waitForResponse(
    (response) =>
      response.url().endsWith('/api/commands') && response.ok() && response.request().postData()?.includes('review-emergency') === true,
  );
  await article.getByRole('button', { name: words.looked }).click();
  await expect(article).toHaveCount(0, { timeout: 30_000 });
  await taken;
  await director.context().close();

  // The person reads of it when they next open their page, and it stays where they see who looked.
  await reopen(own);
  await expect(own.getByText(words.told)).toBeVisible({ timeout: 30_000 });
  await expect(own.getByText(words.needed)).toBeVisible({ timeout: 30_000 });
  await expect(own.getByText('The ward had to know the medicines.')).toHaveCount(0);
  await look(own, 'emergency-own', language);
  await own.getByRole('button', { name: words.read }).click();
  await expect(own.getByRole('button', { name: words.read })).toHaveCount(0);
  await goTo(own, '/mine/looked');
  await expect(own.getByText(words.told)).toBeVisible();
  await look(own, 'emergency-own-looked', language);
  await own.context().close();
  await colleague.context().close();
}

test('A colleague opens a record in an emergency, says why, somebody else looks at it, and the person is told', async ({ browser }) => {
  test.setTimeout(photos ? 600_000 : 240_000);
  await journey(browser, 'en', 'riverbend');
});

test('The same in Tamil', async ({ browser }) => {
  test.setTimeout(photos ? 600_000 : 240_000);
  await journey(browser, 'ta', 'thunai');
});
