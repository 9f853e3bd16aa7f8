/** Gives somebody a view of a person's record, through the screens, and opens it on a phone of theirs. */
import type { Browser, Page } from '@playwright/test';
import { aPhoneOf, goTo, type Language } from './journey.ts';
import { opensWith, shownCode, withoutAPage } from './own-phone.ts';

export const representativeWords = {
  en: {
    give: 'Give somebody a view',
    supporter: 'Supporter the person names',
    name: 'Their name',
    goals: 'Goals',
    save: 'Give this view',
    wayIn: 'Their way in: a code for a phone',
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
    stop: 'Selvam படிப்பதை நிறுத்து',
    title: 'குறிப்புகள்',
  },
} as const satisfies Record<Language, Record<string, string>>;

export async function aRepresentative(
  browser: Browser,
  language: Language,
  peerOf: string,
): Promise<{ peer: Page; beside: Page; href: string }> {
  const words = representativeWords[language];
  const peer = await aPhoneOf(browser, peerOf, { language });
  const { value: href } = await withoutAPage(peer, language).next();
  if (!href) throw new Error('everybody has a page already');
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
  const beside = await opensWith(browser, await shownCode(peer, language), language);
  await beside.waitForURL('**/beside');
  return { peer, beside, href };
}
