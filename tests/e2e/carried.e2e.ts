/** Entries that travel sealed through a colleague's phone, and both phones say what happened. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { allMatched, fillIn, keep, onlyHere, ready, wordsAbout } from './device-cases.ts';
import { aPhoneOf, expect, expectAccessible, goTo, test } from './journey.ts';

const author = 'peer@thunai';
const colleague = 'peer, senior peer@thunai';
const started = Date.now();

/** A phone without a network that has recorded some contacts. */
async function aPhoneWith(page: Page, sentences: string[]): Promise<string> {
  await ready(page);
  await page.context().setOffline(true);
  let person = '';
  for (const sentence of sentences) {
    person = await fillIn(page, sentence);
    await keep(page);
  }
  await expect(onlyHere(page)).toHaveCount(sentences.length);
  return person;
}

async function giveAsFile(page: Page): Promise<{ name: string; text: string }> {
  await goTo(page, '/kept/give');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'As a file' }).click()]);
  await expect(page.getByText(/^The file .* has left/)).toBeVisible();
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function takeFile(page: Page, text: string): Promise<void> {
  if (new URL(page.url()).pathname !== '/kept/take') await goTo(page, '/kept/take');
  await page.locator('input[type="file"]').setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
}

const letters = (page: Page) => page.locator('.code').allInnerTexts();
const lettersSorted = async (page: Page) => (await letters(page)).map((code) => code.trim()).sort();

test('a colleague’s phone takes sealed entries along as a file; they arrive once, as their author’s, and the letters agree', async ({
  browser,
}) => {
  const sentences = [`In the ward, ${started}.`, `On the stairs, ${started}.`];
  const page = await aPhoneOf(browser, author);
  const person = await aPhoneWith(page, sentences);
  const { name, text } = await giveAsFile(page);
  expect(name).toMatch(/^sealed-\d{8}\.txt$/);
  expect(text).toMatch(/^KITH SEALED 1\n[\w\n-]+\nEND\n$/);
  const mine = await lettersSorted(page);
  expect(mine).toHaveLength(2);
  await expectAccessible(page, 'given');

  // Refused with the reason in plain words: another organisation, cut short, changed on the way, something else.
  const stranger = await aPhoneOf(browser, 'peer@riverbend');
  await takeFile(stranger, text);
  await expect(stranger.getByRole('alert')).toContainText('This comes from another organisation.');
  await stranger.context().close();
  const other = await aPhoneOf(browser, colleague);
  await ready(other);
  for (const [broken, why] of [
    [text.slice(0, text.length / 2), 'Part of it is missing'],
    [text.replace(/[A-Za-z](?=[\w-]{200,}|\n[\w-]{76}\n)/, (letter) => (letter === 'A' ? 'B' : 'A')), 'It was changed on the way'],
    ['Shopping: rice, oil', 'These are not entries given by Kith'],
  ] as const) {
    await takeFile(other, broken);
    await expect(other.getByRole('alert')).toContainText(why);
  }
  await expectAccessible(other, 'refused');

  await takeFile(other, text);
  await expect(other.getByText(/2 entries of Muthulakshmi M\. are on this phone, sealed/)).toBeVisible();
  await takeFile(other, text);
  await expect(other.getByText('All of these are on this phone already. Nothing was taken twice.')).toBeVisible();
  await goTo(other, '/kept');
  const carried = other.getByRole('region', { name: 'For colleagues' });
  await expect(carried.getByText('2 are on the server.')).toBeVisible({ timeout: 45_000 });
  expect((await carried.locator('.code').allInnerTexts()).map((code) => code.trim()).sort()).toEqual(mine);
  await expectAccessible(other, 'carried');

  // Replayed from a third phone: nothing is added, and that is said.
  const third = await aPhoneOf(browser, 'supervisor@thunai');
  await takeFile(third, text);
  await goTo(third, '/kept');
  await expect(third.getByText('2 of them had been there before; nothing was added.')).toBeVisible({ timeout: 45_000 });
  await third.context().close();

  // The author's phone finds a network after all.
  await goTo(page, '/');
  await page.context().setOffline(false);
  await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
  await allMatched(page);
  const words = await wordsAbout(page, person);
  for (const sentence of sentences) expect(words.split(sentence).length - 1).toBe(1);

  await carried.getByRole('button', { name: /^Put away/ }).click();
  await expect(other.getByText('If a colleague’s phone finds no network')).toBeVisible();
  for (const each of [page, other]) await each.context().close();
});

test('the same as a series of codes, read by a camera', async ({ browser, playwright }) => {
  test.setTimeout(180_000);
  const sentence = `By the window, ${started}. ${'We sat and talked. '.repeat(20)}`;
  const page = await aPhoneOf(browser, author);
  const person = await aPhoneWith(page, [sentence]);
  await goTo(page, '/kept/give');
  await page.getByRole('button', { name: 'As codes to scan' }).click();
  await page.getByRole('button', { name: 'Stop turning' }).click();
  const count = Number(/of (\d+)/.exec(String(await page.getByText(/^Code \d+ of \d+$/).textContent()))?.[1]);
  expect(count).toBeGreaterThan(2);
  const pictures: Buffer[] = [];
  for (let at = 0; at < count; at += 1) {
    pictures.push(await pictureOfCode(page));
    await page.getByRole('button', { name: 'The next one' }).click();
  }
  const folder = await mkdtemp(join(tmpdir(), 'kith-codes-'));
  const video = join(folder, 'codes.y4m');
  await writeFile(video, videoOf(pictures));
  const camera = await playwright.chromium.launch({
    ...(process.env.KITH_CHROMIUM ? { executablePath: process.env.KITH_CHROMIUM } : {}),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...[
        '--disable-gpu',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${video}`,
      ],
    ],
  });
  try {
    const other = await aPhoneOf(camera, colleague);
    await goTo(other, '/kept/take');
    await other.getByRole('button', { name: 'Scan the codes' }).click();
    await expect(other.getByText(/One entry of Muthulakshmi M\. is on this phone, sealed/)).toBeVisible({ timeout: 90_000 });
    await goTo(other, '/kept');
    await expect(other.getByText('One is on the server.')).toBeVisible({ timeout: 45_000 });
    await page.getByRole('button', { name: 'All were read' }).click();
    await expect.poll(() => lettersSorted(page)).toEqual(await lettersSorted(other));
    await other.context().close();
  } finally {
    await camera.close();
    await rm(folder, { recursive: true, force: true });
  }
  await page.context().setOffline(false);
  await goTo(page, '/');
  await expect(onlyHere(page)).toHaveCount(0, { timeout: 45_000 });
  expect((await wordsAbout(page, person)).split(`By the window, ${started}`).length - 1).toBe(1);
  await page.context().close();
});

const [wide, high] = [640, 480];

/** The code as the phone draws it, in shades of grey, row by row. */
async function pictureOfCode(page: Page): Promise<Buffer> {
  const grey = await page.locator('.codes svg').evaluate(
    async (svg, [width, height]) => {
      const copy = svg.cloneNode(true) as SVGElement;
      const side = height - 20;
      copy.setAttribute('width', String(side));
      copy.setAttribute('height', String(side));
      const picture = new Image();
      picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
      await picture.decode();
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const paper = canvas.getContext('2d');
      if (!paper) throw new Error('no canvas');
      paper.fillStyle = '#fff';
      paper.fillRect(0, 0, width, height);
      paper.drawImage(picture, (width - side) / 2, 10, side, side);
      const { data } = paper.getImageData(0, 0, width, height);
      return Array.from({ length: width * height }, (_, at) => data[at * 4] ?? 0);
    },
    [wide, high] as [number, number],
  );
  return Buffer.from(grey);
}

/** A film of the codes, two pictures of each, five a second, as a camera delivers them. */
function videoOf(pictures: readonly Buffer[]): Buffer {
  const colours = Buffer.alloc((wide * high) / 2, 128);
  const frames = pictures.flatMap((grey) => [grey, grey]).flatMap((grey) => [Buffer.from('FRAME\n'), grey, colours]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${wide} H${high} F5:1 Ip A1:1 C420jpeg\n`), ...frames]);
}
