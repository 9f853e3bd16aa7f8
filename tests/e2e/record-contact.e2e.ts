/** The main job: recorded without a network, kept, seen by those who may, signed, and counted. */
import { aPhoneOf, expect, goTo, type Language, test } from './journey.ts';

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
    await page.reload();
    await expect(page.getByText(t.matched)).toBeVisible({ timeout: 30_000 });

    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(t.noNetwork)).toBeVisible({ timeout: 30_000 });

    let taps = 0;
    const tap = async (press: () => Promise<void>) => {
      await press();
      taps++;
    };
    const begun = Date.now();
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
    expect(Date.now() - begun).toBeLessThan(20_000);

    const only = page.locator('section', { has: page.getByRole('heading', { name: t.only }) });
    expect(name).not.toBe('');
    await expect(only.getByRole('listitem')).toHaveCount(1);

    // Closing and opening the app without a network keeps it.
    await page.reload();
    await expect(only.getByRole('listitem')).toHaveCount(1);

    await page.context().setOffline(false);
    await expect(only.getByRole('listitem')).toHaveCount(0, { timeout: 45_000 });
    await expect(page.getByText(t.matched)).toBeVisible();
    await page.context().close();
  });
}

test('what a peer wrote for the team reaches the supervisor, who signs it, and the programme counts it', async ({ browser }) => {
  const peer = await aPhoneOf(browser, 'peer@riverbend');
  await expect(peer.getByText(words.en.matched)).toBeVisible({ timeout: 30_000 });
  await goTo(peer, '/record');
  await peer.getByRole('group', { name: 'Who', exact: true }).locator('.chip__face').first().click();
  await peer.locator('.chip__face', { hasText: '45' }).click();
  await peer.locator('.chip__face', { hasText: words.en.place }).click();
  await peer.locator('.chip__face', { hasText: words.en.did }).first().click();
  const said = `We walked to the bus stop and back, ${Date.now()}.`;
  await peer.getByRole('textbox', { name: words.en.own }).fill(said);
  await peer.getByRole('button', { name: words.en.save }).click();
  await expect(peer.getByText(words.en.matched)).toBeVisible({ timeout: 45_000 });

  const supervisor = await aPhoneOf(browser, 'supervisor@riverbend', { desk: true });
  await goTo(supervisor, '/desk');
  // Oldest first: what was just recorded is the last of all that wait.
  await expect(supervisor.getByText(/To sign: \d+/)).toBeVisible({ timeout: 45_000 });
  const more = supervisor.getByRole('button', { name: /^Show \d+ more/ });
  while (await more.isVisible()) await more.click();
  const waiting = supervisor.getByRole('region', { name: 'Waiting for your co-sign' }).getByRole('listitem');
  await waiting.last().getByRole('button', { name: /^Read/ }).click();
  await expect(waiting.last().getByText(said)).toBeVisible({ timeout: 30_000 });
  const before = await waiting.count();
  await waiting.last().getByRole('button', { name: /^Sign/ }).click();
  await expect(supervisor.getByText('Signed just now: 1.')).toBeVisible();
  await expect(waiting).toHaveCount(before - 1);

  const director = await aPhoneOf(browser, 'director@riverbend', { desk: true });
  await goTo(director, '/programme');
  await expect(director.locator('.figures')).toBeVisible({ timeout: 30_000 });
  await expect(director.getByText(said)).toHaveCount(0);
  for (const page of [peer, supervisor, director]) await page.context().close();
});
