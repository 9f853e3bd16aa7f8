/**
 * What somebody asks for: on their own page without a network, and in words to their peer; with days that are seen by who answers; a no with a reason,
 * and the person's word to that; a yes, and the copy in hand.
 */
import type { Browser, Page } from '@playwright/test';
import { aPhoneOf, expect, goTo, type Language, reopen, test } from './journey.ts';
import { lookAt } from './look-at.ts';
import { joins, withoutAPage } from './own-phone.ts';

const said = 'My bus was late. என் பேருந்து தாமதம்.';
const say = {
  en: {
    copy: 'A copy of everything',
    correction: 'That something is corrected',
    words: 'What should we know, if anything',
    ask: 'Ask for it',
    here: /^It is here\./,
    left: /days left|days overdue/,
    takeUp: 'Take it up',
    ownPage: 'It came from their own page',
    answer: 'Answer',
    no: 'No',
    right: 'What is written is right and complete.',
    toPerson: 'To the person, in plain words',
    answeredNo: /^Answered on .*: No$/,
    answeredYes: /^Answered on .*: Yes$/,
    letter: 'Letter: the answer',
    isNo: /^The answer is no/,
    isYes: /^The answer is yes/,
    disagree: 'I do not agree. I want this to stand beside it:',
    stand: 'Let it stand beside it',
    mine: 'What I said to that:',
    take: 'Get my copy (PDF)',
    saved: /^Saved as page-.*\.pdf/,
    write: 'Write down what they ask',
    list: 'A list of what was shared',
    letterHow: 'by letter',
    writeDo: 'Write it down',
  },
  ta: {
    copy: 'எல்லாவற்றின் நகல்',
    correction: 'ஒன்றைத் திருத்த',
    words: 'எங்களுக்குத் தெரிய வேண்டியது, ஏதாவது இருந்தால்',
    ask: 'கேள்',
    here: /^வந்து சேர்ந்தது\./,
    left: /இன்னும் .*நா|தாண்டிவிட்டது/,
    takeUp: 'எடுத்துக்கொள்',
    ownPage: 'அவர் சொந்தப் பக்கத்திலிருந்து வந்தது',
    answer: 'பதில் சொல்',
    no: 'இல்லை',
    right: 'எழுதியது சரியாகவும் முழுமையாகவும் உள்ளது.',
    toPerson: 'அவரிடம், எளிய வார்த்தைகளில்',
    answeredNo: /அன்று பதில்: இல்லை$/,
    answeredYes: /அன்று பதில்: ஆம்$/,
    letter: 'கடிதம்: பதில்',
    isNo: /^பதில்: இல்லை/,
    isYes: /^பதில்: ஆம்/,
    disagree: 'எனக்கு இதில் உடன்பாடு இல்லை. இது அதன் பக்கத்தில் நிற்க வேண்டும்:',
    stand: 'பக்கத்தில் வை',
    mine: 'அதற்கு நான் சொன்னது:',
    take: 'என் நகலைப் பெறு (PDF)',
    saved: /^page-.*\.pdf என்று சேமிக்கப்பட்டது/,
    write: 'அவர் கேட்பதை எழுது',
    list: 'பகிர்ந்தவற்றின் பட்டியல்',
    letterHow: 'கடிதத்தில்',
    writeDo: 'எழுதி வை',
  },
};
type Words = (typeof say)['en'];

/** Somebody of this peer without a page of their own, who makes one; the last of the list, as other journeys take the first. */
async function somebodyJoins(browser: Browser, peer: Page, language: Language): Promise<{ own: Page; person: string }> {
  const [person] = (await Array.fromAsync(withoutAPage(peer, language))).slice(-1);
  if (person === undefined) throw new Error('everybody has a page already');
  return { own: await joins(browser, peer, person, language), person };
}

const exactly = (text: string) => new RegExp(`^\\s*${text.replaceAll(/[.()]/g, '\\$&')}\\s*$`, 'u');

/** A sentence or a chip, by all it says. */
const choose = (page: Page, what: string) =>
  page
    .locator('.pick__hit, .chip__face')
    .filter({ hasText: exactly(what) })
    .first()
    .click({ timeout: 30_000 });

async function asks(own: Page, kind: string, told: string, words: Words): Promise<void> {
  await choose(own, kind);
  await own.getByRole('textbox', { name: words.words }).fill(told);
  await own.getByRole('button', { name: words.ask, exact: true }).click();
  await expect(own.getByText(`“${told}”`)).toBeVisible();
}

async function takesUp(supervisor: Page, person: string, kind: string, words: Words): Promise<void> {
  await goTo(supervisor, '/requests');
  const line = supervisor.locator(`a[href^="${person}/requests/"]`).filter({ hasText: kind });
  await line.first().click({ timeout: 30_000 });
  await expect(supervisor.getByText(words.left).first()).toBeVisible();
  await expect(supervisor.getByText(words.ownPage)).toBeVisible();
  await supervisor.getByRole('button', { name: words.takeUp }).click();
  await expect(supervisor.getByRole('heading', { name: words.answer, exact: true })).toBeVisible();
}

async function journey(browser: Browser, language: Language, programme: string): Promise<void> {
  const words = say[language] as Words;
  const peer = await aPhoneOf(browser, `peer@${programme}`, { language });
  const { own, person } = await somebodyJoins(browser, peer, language);
  const look = async (page: Page, name: string, isNeutral = false) => {
    // What lies half under the way out, which stays in view, is not judged for its size.
    await page.evaluate(() => scrollTo(0, 0));
    await lookAt(page, { name, language, secret: [], isNeutral, byKeyboard: false });
  };

  // On their own page, without a network: a correction, and a copy.
  await goTo(own, '/mine/ask');
  await expect(own.getByText(words.copy, { exact: true }).first()).toBeVisible();
  await own.context().setOffline(true);
  await asks(own, words.correction, said, words);
  await expect(own.getByText(words.here)).toBeVisible();
  await own.context().setOffline(false);
  await asks(own, words.copy, 'All of it', words);
  await look(own, 'requests-own-asked', true);

  // In words to their peer, who writes it down.
  await goTo(peer, person);
  await peer.getByRole('link', { name: words.write }).click();
  await choose(peer, words.list);
  await choose(peer, words.letterHow);
  await look(peer, 'requests-write-down');
  await peer.getByRole('button', { name: words.writeDo }).click();
  await peer.waitForURL(`**${person}`);

  // Who answers sees the days, what ends first first; a no has a reason, in words for the person.
  const supervisor = await aPhoneOf(browser, `supervisor@${programme}`, { language });
  await goTo(supervisor, '/requests');
  await expect(supervisor.locator(`a[href^="${person}/requests/"]`).filter({ hasText: words.correction })).toBeVisible({ timeout: 45_000 });
  await look(supervisor, 'requests-queue');
  await takesUp(supervisor, person, words.correction, words);
  await choose(supervisor, words.no);
  await choose(supervisor, words.right);
  await supervisor.getByRole('textbox', { name: words.toPerson }).fill('We asked both of you. நாங்கள் இருவரையும் கேட்டோம்.');
  await look(supervisor, 'requests-answering');
  await supervisor.getByRole('button', { name: words.answer, exact: true }).click();
  await expect(supervisor.getByRole('heading', { name: words.answeredNo })).toBeVisible();
  const letter = supervisor.waitForEvent('download', { timeout: 30_000 });
  await supervisor.getByRole('button', { name: words.letter }).click();
  expect((await letter).suggestedFilename()).toMatch(/^page-\d{4}-\d\d-\d\d-[0-9a-f]{6}\.pdf$/);
  if (process.env.KITH_PHOTOS) await (await letter).saveAs(`${process.env.KITH_PHOTOS}/letter-${language}.pdf`);
  await look(supervisor, 'requests-answered');

  // A yes to the copy.
  await takesUp(supervisor, person, words.copy, words);
  await supervisor.getByRole('button', { name: words.answer, exact: true }).click();
  await expect(supervisor.getByRole('heading', { name: words.answeredYes })).toBeVisible();

  // The person reads both, says what they think of the no, and takes their copy.
  await reopen(own);
  await goTo(own, '/mine/ask');
  await expect(own.getByText(words.isNo)).toBeVisible({ timeout: 45_000 });
  await expect(own.getByText(words.isYes)).toBeVisible({ timeout: 45_000 });
  await own.getByRole('textbox', { name: words.disagree }).fill(said);
  await own.getByRole('button', { name: words.stand }).click();
  await expect(own.getByText(words.mine)).toBeVisible();
  const copy = own.waitForEvent('download', { timeout: 45_000 });
  await own.getByRole('button', { name: words.take }).click();
  await copy;
  if (process.env.KITH_PHOTOS) await (await copy).saveAs(`${process.env.KITH_PHOTOS}/copy-${language}.pdf`);
  await expect(own.getByText(words.saved)).toBeVisible();
  await look(own, 'requests-own-answered', true);

  // Beside the record, where their peer reads it.
  await goTo(peer, person);
  await expect(peer.getByText(said).last()).toBeVisible({ timeout: 45_000 });
  for (const page of [own, supervisor, peer]) await page.context().close();
}

test('Somebody asks, is answered, disagrees, and takes their copy home', async ({ browser }) => {
  test.setTimeout(360_000);
  await journey(browser, 'en', 'riverbend');
});

test('The same in Tamil', async ({ browser }) => {
  test.setTimeout(360_000);
  await journey(browser, 'ta', 'thunai');
});
