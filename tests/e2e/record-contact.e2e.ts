/** The main job: recorded without a network, kept, seen by those who may, signed, and counted. */
import type { Page } from '@playwright/test';
import { allMatched } from './device-cases.ts';
import { aPhoneOf, expect, goTo, type Language, reopen, test } from './journey.ts';

const words = {
  en: {
    record: 'Record a contact',
    who: 'Who',
    where: 'Where and how',
    place: 'Our place',
    did: 'Listened',
    save: 'Save on this phone',
    only: 'Only on this phone',
    noNetwork: /No network since/,
    matched: /read back and matched/,
    own: 'My words',
  },
  ta: {
    record: 'சந்திப்பைப் பதிவு செய்',
    who: 'யார்',
    where: 'எங்கே, எப்படி',
    place: 'நம் இடத்தில்',
    did: 'கேட்டேன்',
    save: 'இந்த ஃபோனில் சேமி',
    only: 'இந்த ஃபோனில் மட்டும்',
    noNetwork: /நெட்வொர்க் இல்லை/,
    matched: /சரிபார்த்தாயிற்று/,
    own: 'என் வார்த்தைகள்',
  },
} as const;

for (const language of ['en', 'ta'] as const satisfies Language[]) {
  test(`a peer records a contact without a network in six taps, and it arrives (${language})`, async ({ browser }) => {
    const t = words[language];
    const page = await aPhoneOf(browser, 'peer@thunai', { language });
    // Every screen's code is on the phone from the second visit on; this is the second.
    await page.evaluate(() => navigator.serviceWorker.ready);
    await reopen(page);
    await expect(page.getByText(t.matched)).toBeVisible({ timeout: 30_000 });

    await page.context().setOffline(true);
    await reopen(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(t.noNetwork)).toBeVisible({ timeout: 30_000 });

    let taps = 0;
    const tap = async (press: () => Promise<void>) => {
      await press();
      taps++;
    };
    await tap(() => page.getByRole('link', { name: t.record }).click());
    const who = page.getByRole('group', { name: t.who, exact: true }).locator('.chip__face').first();
    await expect(who).toBeVisible();
    const name = (await page.getByRole('group', { name: t.who, exact: true }).getByRole('checkbox').first().getAttribute('value')) ?? '';
    await tap(() => who.click());
    await tap(() => page.locator('.chip__face', { hasText: '45' }).click());
    // "As last time" has filled in where, unless this peer never met the person before.
    if ((await page.getByRole('radiogroup', { name: t.where }).getByRole('radio', { checked: true }).count()) === 0) {
      await tap(() => page.locator('.chip__face', { hasText: t.place }).click());
    }
    await tap(() => page.locator('.chip__face', { hasText: t.did }).first().click());
    await tap(() => page.getByRole('button', { name: t.save }).click());
    await page.waitForURL((url) => url.pathname === '/');
    expect(taps).toBeLessThanOrEqual(6);

    const only = page.locator('section', { has: page.getByRole('heading', { name: t.only }) });
    expect(name).not.toBe('');
    await expect(only.getByRole('listitem')).toHaveCount(1);

    // Closing and opening the app without a network keeps it.
    await reopen(page);
    await expect(only.getByRole('listitem')).toHaveCount(1);

    await page.context().setOffline(false);
    await expect(only.getByRole('listitem')).toHaveCount(0, { timeout: 45_000 });
    await expect(page.getByText(t.matched)).toBeVisible();
    await page.context().close();
  });
}

/** The programme page's number of contacts, asked anew. */
async function contactsCounted(director: Page): Promise<number> {
  await goTo(director, '/me');
  await goTo(director, '/programme');
  const figure = director.locator('.figures > div', { has: director.getByText('contacts', { exact: true }) });
  await expect(figure).toBeVisible({ timeout: 30_000 });
  return Number((await figure.textContent())?.replaceAll(/\D/g, ''));
}

test('what a peer wrote for the team reaches the supervisor, who signs it, and the programme’s number rises by exactly one', async ({
  browser,
}) => {
  const director = await aPhoneOf(browser, 'director@riverbend', { desk: true });
  const countedBefore = await contactsCounted(director);
  expect(countedBefore).toBeGreaterThan(0);
  const peer = await aPhoneOf(browser, 'peer@riverbend');
  await allMatched(peer);
  await goTo(peer, '/record');
  await peer.getByRole('group', { name: 'Who', exact: true }).locator('.chip__face').first().click();
  await peer.locator('.chip__face', { hasText: '45' }).click();
  await peer.locator('.chip__face', { hasText: words.en.place }).click();
  await peer.locator('.chip__face', { hasText: words.en.did }).first().click();
  const said = `We walked to the bus stop and back, ${Date.now()}.`;
  await peer.getByRole('textbox', { name: words.en.own }).fill(said);
  await peer.getByRole('button', { name: words.en.save }).click();
  await allMatched(peer);

  const supervisor = await aPhoneOf(browser, 'supervisor@riverbend', { desk: true });
  await goTo(supervisor, '/desk');
  // Oldest first: what was just recorded is the last of all that wait.
  await expect(supervisor.getByText(/To sign: \d+/)).toBeVisible({ timeout: 45_000 });
  const more = supervisor.getByRole('button', { name: /^Show \d+ more/ });
  while (await more.isVisible()) await more.click();
  const waiting = supervisor.getByRole('region', { name: 'Waiting for your co-sign' }).getByRole('listitem');
  await waiting.last().getByRole('button', { name: /^Read/ }).click();
  await expect(waiting.last().getByText(said)).toBeVisible({ timeout: 30_000 });
  // The same letters on the peer's receipt and on the supervisor's screen, so that they can be compared by voice.
  const letters = String(await waiting.last().locator('.code').textContent());
  expect(letters).toMatch(/^[BDFGHJKLMNPRSTVX]{3} [BDFGHJKLMNPRSTVX]{3}$/);
  const contact = String(
    await waiting
      .last()
      .getByRole('link', { name: /contact/i })
      .first()
      .getAttribute('href'),
  );
  await goTo(peer, contact);
  await expect(peer.locator('.receipt .code').first()).toHaveText(letters);
  const before = await waiting.count();
  await waiting.last().getByRole('button', { name: /^Sign/ }).click();
  await expect(supervisor.getByText('Signed just now: 1.')).toBeVisible();
  await expect(waiting).toHaveCount(before - 1);

  // Signed or not, it is one contact.
  expect(await contactsCounted(director)).toBe(countedBefore + 1);
  await expect(director.getByText(said)).toHaveCount(0);
  for (const page of [peer, supervisor, director]) await page.context().close();
});
