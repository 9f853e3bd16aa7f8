/** A person's own page, on two phones: their peer gives the way in, the person reads, writes and says what was not so, and the peer sees it. */
import type { Browser, Page } from '@playwright/test';
import { aPhoneOf, expect, expectAccessible, goTo, type Language, reopen, running, setUpVault, signInWithCode, test } from './journey.ts';
import { aNewPhone } from './own-phone.ts';

const pin = '640927';
const say = {
  en: {
    peers: 'I thought she was ready to say yes.',
    justUs: 'Just us',
    show: 'Show a code',
    choosePin: 'Choose a PIN',
    open: 'Open my page',
    kept: 'I have written it down',
    exit: 'Leave now',
    wrote: 'What was written',
    notSo: /^This is not how it was/,
    save: 'Save on this phone',
    words: 'How it was, if I want to say',
    mine: 'My words',
    write: 'Write in my record',
    readers: 'Team',
    matters: 'What matters to me',
    page: 'My page',
    notHowItWas: 'This is not how it was.',
  },
  ta: {
    peers: 'அவர் தயாராக இருக்கிறார் என்று நினைத்தேன்.',
    justUs: 'நாம் இருவர் மட்டும்',
    show: 'குறியீட்டைக் காட்டு',
    choosePin: 'ஒரு PIN தேர்ந்தெடுங்கள்',
    open: 'என் பக்கத்தைத் திற',
    kept: 'எழுதிக்கொண்டேன்',
    exit: 'உடனே வெளியேறு',
    wrote: 'எழுதியவை',
    notSo: /^இது நடந்தபடி இல்லை/,
    save: 'இந்த ஃபோனில் சேமி',
    words: 'எப்படி நடந்தது, சொல்ல விரும்பினால்',
    mine: 'என் வார்த்தைகள்',
    write: 'என் பதிவில் எழுது',
    readers: 'குழு',
    matters: 'எனக்கு முக்கியமானது',
    page: 'என் பக்கம்',
    notHowItWas: 'இது நடந்தபடி இல்லை.',
  },
};

/**
 * The first of this peer's people who has no page of their own and whom they met. About the newest time they met, the peer writes words that are
 * just between the two.
 */
async function somebodyWithWords(peer: Page, language: Language): Promise<string> {
  await goTo(peer, '/people');
  const listed = peer.locator('.row__title a[href^="/people/"]');
  await expect(listed.first()).toBeVisible({ timeout: 30_000 });
  for (const href of await listed.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await goTo(peer, href);
    await expect(peer.locator('#own-view')).toBeVisible();
    const isGiven = await peer.getByText(/reads and writes in it since|முதல் .* இதில் படிக்கிறார்/u).count();
    const contact = await peer
      .locator('a[href^="/contacts/"]')
      .first()
      .getAttribute('href', { timeout: 2_000 })
      .catch(() => null);
    if (isGiven > 0 || contact === null) continue;
    await goTo(peer, `${contact}/words`);
    await peer.locator('textarea').first().fill(say[language].peers);
    await peer.getByText(say[language].justUs, { exact: true }).click();
    await peer.locator('button[type="submit"]').click();
    await peer.waitForURL(`**${contact}`);
    await goTo(peer, href);
    return href;
  }
  throw new Error('this peer has met nobody');
}

async function journey(browser: Browser, language: Language, peerOf: string): Promise<void> {
  const words = say[language];
  const peer = await aPhoneOf(browser, peerOf, { language });
  const person = await somebodyWithWords(peer, language);
  await peer.locator('a[href$="/view"]').click();
  await expectAccessible(peer, 'inviting');
  await peer.getByRole('button', { name: words.show }).click();
  const code = (await peer.locator('.shown-code').textContent()) ?? '';
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  await expectAccessible(peer, 'the code held out');

  // The person types it on their own phone.
  const own = await aNewPhone(browser);
  await own.goto('/join');
  await own.getByRole('button', { name: language === 'ta' ? 'தமிழ்' : 'English' }).click();
  await expectAccessible(own, 'typing the code');
  await own.locator('input[name="code"]').fill(code.toLowerCase());
  await own.locator('button[type="submit"]').click();
  await own.getByRole('textbox', { name: words.choosePin }).fill(pin);
  await expectAccessible(own, 'choosing a PIN');
  await own.getByRole('button', { name: words.open }).click();
  const kept = (await own.locator('.shown-code').textContent()) ?? '';
  expect(kept).not.toBe(code);
  await own.getByRole('button', { name: words.kept }).click();
  await setUpVault(own);
  await own.waitForURL('**/mine');
  await expect(own.getByRole('heading', { name: words.wrote })).toBeVisible();
  expect(await own.title()).toBe(language === 'ta' ? 'குறிப்புகள்' : 'Notes');
  await expectAccessible(own, 'the own page');

  await expect(own.getByText(words.peers)).toBeVisible({ timeout: 30_000 });

  // A code that was used opens nothing any more.
  const other = await aNewPhone(browser);
  await other.goto('/join');
  await other.locator('input[name="code"]').fill(code);
  await other.locator('button[type="submit"]').click();
  await expect(other.locator('.error')).toBeVisible();
  await other.context().close();

  // Something was not so. It is said without a network, and goes when there is one.
  await own.getByRole('link', { name: words.notSo }).first().click();
  await expect(own.getByRole('heading', { level: 1 })).toBeVisible();
  await own.context().setOffline(true);
  await own.getByRole('textbox', { name: words.words }).fill('I was not ready. நான் தயாரில்லை.');
  await expectAccessible(own, 'this is not how it was');
  await own.getByRole('button', { name: words.save }).click();
  await own.waitForURL('**/mine');
  await expect(own.getByText(words.notHowItWas)).toBeVisible();
  await own.context().setOffline(false);

  // Their own words about a day, and what matters to them.
  await own.getByRole('link', { name: words.write }).click();
  await own.getByRole('textbox', { name: words.mine, exact: true }).fill('Slept five hours. Made the tea myself.');
  await own.getByText(words.readers, { exact: true }).click();
  await own.getByRole('button', { name: words.save }).click();
  await own.waitForURL('**/mine');
  await goTo(own, '/mine/matters');
  await own.getByRole('textbox', { name: words.matters }).fill('Tea before anyone talks.');
  await own.getByRole('button', { name: words.save }).click();
  await own.waitForURL('**/mine');
  await expect(own.getByText('Tea before anyone talks.')).toBeVisible();
  for (const path of ['/mine/looked', '/mine/shared', '/mine/lock', '/mine/ask', '/mine/me']) {
    await goTo(own, path);
    await expectAccessible(own, path);
  }
  const goal = own.locator('a[href^="/mine/goals/"]').first();
  await goTo(own, '/mine');
  if ((await goal.count()) > 0) {
    await goal.click();
    await expectAccessible(own, 'a goal');
  }

  // The peer sees it, beside what they wrote, which is as it was.
  await goTo(peer, person);
  await expect(peer.getByText('Tea before anyone talks.')).toBeVisible({ timeout: 30_000 });
  await expect(peer.getByText('I was not ready. நான் தயாரில்லை.')).toBeVisible({ timeout: 30_000 });
  await expect(peer.getByText('Slept five hours. Made the tea myself.')).toBeVisible();
  // And the person sees that the peer looked.
  await reopen(own);
  await goTo(own, '/mine/looked');
  await expect(own.locator('.row').first()).toBeVisible();

  // Somebody comes in: one tap, and the page is another. Going back shows a locked notebook.
  await own.getByRole('button', { name: words.exit }).click();
  await own.waitForURL('about:blank');
  await own.goBack();
  await expect(own.locator('input[name="passphrase"]')).toBeVisible();
  await expect(own.getByText('Tea before anyone talks.')).toHaveCount(0);
  await own.context().close();
  await peer.context().close();
}

test('A person joins with the code their peer shows, reads, writes and says what was not so', async ({ browser }) => {
  test.setTimeout(240_000);
  await journey(browser, 'en', 'peer@riverbend');
});

test('The same in Tamil', async ({ browser }) => {
  test.setTimeout(240_000);
  await journey(browser, 'ta', 'peer@thunai');
});

test('Escape twice leaves at once; once does not', async ({ browser }) => {
  const own = await aNewPhone(browser);
  await signInWithCode(own, running().codes[0] ?? '');
  await own.keyboard.press('Escape');
  await own.waitForTimeout(1_500);
  expect(new URL(own.url()).pathname).toBe('/mine');
  await own.keyboard.press('Escape');
  await own.keyboard.press('Escape');
  await own.waitForURL('about:blank');
  await own.context().close();
});

test('A page that is open elsewhere is seen, and closed there', async ({ browser }) => {
  const code = running().codes[2] ?? '';
  const one = await aNewPhone(browser);
  await signInWithCode(one, code);
  const other = await aNewPhone(browser);
  await signInWithCode(other, code);
  await goTo(one, '/mine/me');
  await expect(one.getByText('On other phones or in other browsers: 1.')).toBeVisible();
  await expectAccessible(one, 'where else it is open');
  await one.getByRole('button', { name: 'Close it everywhere else' }).click();
  await expect(one.getByText('Nowhere else.')).toBeVisible();
  await reopen(other);
  await expect(other.getByRole('link', { name: 'Sign in' })).toBeVisible({ timeout: 30_000 });
  await one.context().close();
  await other.context().close();
});

test('Something is kept from somebody in one line, without a network, and opened again', async ({ browser }) => {
  const own = await aNewPhone(browser);
  await signInWithCode(own, running().codes[1] ?? '');
  await own.getByRole('link', { name: 'What I share, and with whom' }).click();
  await expect(own.getByText('Nothing about me is shared with anybody outside.')).toBeVisible();
  await own.getByRole('link', { name: 'Keep something from somebody' }).click();
  await expect(own.getByRole('textbox', { name: 'What do you want to say?' })).toBeVisible();
  await own.context().setOffline(true);
  // Nothing said: it is asked for, and nothing is kept.
  await own.getByRole('button', { name: 'Keep it so' }).click();
  await expect(own.getByText('Write one line, in your own words.')).toBeVisible();
  await own.getByRole('textbox', { name: 'What do you want to say?' }).fill('Nobody outside, please. வெளியே வேண்டாம்.');
  await own.locator('.pick', { hasText: 'anybody outside' }).locator('.pick__hit').click();
  await expectAccessible(own, 'a lock of my own');
  await own.getByRole('button', { name: 'Keep it so' }).click();
  await own.waitForURL('**/mine/shared');
  await expect(own.getByText('Everything: not to anybody outside')).toBeVisible();
  await expectAccessible(own, 'what I keep');
  await own.context().setOffline(false);
  await reopen(own);
  await own.getByRole('button', { name: 'Open it again' }).click();
  await expect(own.getByText('Everything: not to anybody outside')).toHaveCount(0);
  await own.context().close();
});
