/** Gives somebody a view of a person's record, through the screens, and opens it on a phone of theirs. */
import type { Browser, Page } from '@playwright/test';
import { aPhoneOf, expect, goTo, type Language, running, setUpVault } from './journey.ts';

const pin = '640927';
export const representativeWords = {
  en: {
    give: 'Give somebody a view',
    supporter: 'Supporter the person names',
    name: 'Their name',
    goals: 'Goals',
    save: 'Give this view',
    wayIn: 'Their way in: a code for a phone',
    show: 'Show a code',
    choosePin: 'Choose a PIN',
    open: 'Open my page',
    kept: 'I have written it down',
    stop: 'Stop Selvam reading',
    title: 'Notes',
  },
  ta: {
    give: 'ஒருவருக்குப் பார்வை தருக',
    supporter: 'அவர் தாமே குறிப்பிட்ட துணை',
    name: 'அவரது பெயர்',
    goals: 'இலக்குகள்',
    save: 'இந்தப் பார்வையைத் தருக',
    wayIn: 'உள்ளே வரும் வழி: கைப்பேசிக்கான குறியீடு',
    show: 'குறியீட்டைக் காட்டு',
    choosePin: 'ஒரு PIN தேர்ந்தெடுங்கள்',
    open: 'என் பக்கத்தைத் திற',
    kept: 'எழுதிக்கொண்டேன்',
    stop: 'Selvam படிப்பதை நிறுத்து',
    title: 'குறிப்புகள்',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Somebody this peer walks with who has no page of their own yet. */
async function somebodyWithoutPage(peer: Page): Promise<string> {
  await goTo(peer, '/people');
  const listed = peer.locator('.row__title a[href^="/people/"]');
  await expect(listed.first()).toBeVisible({ timeout: 30_000 });
  for (const href of await listed.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await goTo(peer, href);
    await expect(peer.locator('#own-view')).toBeVisible();
    const isGiven = await peer.getByText(/reads and writes in it since|முதல் .* இதில் படிக்கிறார்/u).count();
    if (isGiven === 0) return href;
  }
  throw new Error('everybody has a page already');
}

async function shownCode(peer: Page, show: string): Promise<string> {
  await peer.getByRole('button', { name: show }).click();
  return (await peer.locator('.shown-code').textContent()) ?? '';
}

/** Takes a code up on a phone nobody has used before. */
async function joined(browser: Browser, code: string, language: Language): Promise<Page> {
  const words = representativeWords[language];
  const page = await (await browser.newContext({ baseURL: running().origin })).newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto('/join');
  await page.getByRole('button', { name: language === 'ta' ? 'தமிழ்' : 'English' }).click();
  await page.locator('input[name="code"]').fill(code);
  await page.locator('button[type="submit"]').click();
  await page.getByRole('textbox', { name: words.choosePin }).fill(pin);
  await page.getByRole('button', { name: words.open }).click();
  await page.getByRole('button', { name: words.kept }).click();
  await setUpVault(page);
  return page;
}

export async function aRepresentative(
  browser: Browser,
  language: Language,
  peerOf: string,
): Promise<{ peer: Page; beside: Page; href: string }> {
  const words = representativeWords[language];
  const peer = await aPhoneOf(browser, peerOf, { language });
  const href = await somebodyWithoutPage(peer);
  await goTo(peer, `${href}/representatives`);
  await peer.getByRole('button', { name: words.give }).click();
  // The whole line is the target, and lies over its words.
  const pick = (line: string) =>
    peer
      .locator('.pick__hit')
      .filter({ has: peer.getByText(line, { exact: true }) })
      .click();
  await pick(words.supporter);
  await peer.getByRole('textbox', { name: words.name }).fill('Selvam');
  await pick(words.goals);
  await peer.getByRole('button', { name: words.save }).click();
  await peer.locator('summary', { hasText: words.wayIn }).click();
  const beside = await joined(browser, await shownCode(peer, words.show), language);
  await beside.waitForURL('**/beside');
  return { peer, beside, href };
}

/** The person's own page, given by the same peer. */
export async function ownPageOf(browser: Browser, language: Language, { peer, href }: { peer: Page; href: string }): Promise<Page> {
  await goTo(peer, `${href}/view`);
  const own = await joined(browser, await shownCode(peer, representativeWords[language].show), language);
  await own.waitForURL('**/mine');
  return own;
}
