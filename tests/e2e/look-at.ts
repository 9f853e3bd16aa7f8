/** What is looked at on every screen: what axe finds, sideways scrolling, the title, and the keyboard. With KITH_PHOTOS=DIR it is photographed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type Language, wcag } from './journey.ts';

const photos = process.env.KITH_PHOTOS;
if (photos) mkdirSync(photos, { recursive: true });
export const photographs = Boolean(photos);

/** The narrowest phone that is promised, and a desk. */
const narrow = { width: 320, height: 700 };
const widths = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };
const schemes = ['light', 'dark'] as const;

export interface Looked {
  name: string;
  language: Language;
  /** Names of people and of the organisation, which no title may tell. */
  secret: readonly string[];
  /** A person's own pages do not even tell that they are of Kith. */
  isNeutral?: boolean;
  /** While a page is being fetched nothing is known of it, also not what it is called. */
  isLoading?: boolean;
}

/** Looks at the screen as it is now, in both schemes. @param looked.byKeyboard once for each screen is enough: keys know no language */
export async function lookAt(page: Page, { byKeyboard, ...looked }: Looked & { byKeyboard: boolean }): Promise<void> {
  await settled(page);
  await lookQuickly(page, looked);
  if (byKeyboard) await walkByKeyboard(page, `${looked.name} (${looked.language})`);
}

/** The same for what is only there for a moment: it waits for nothing, and nobody tabs through it. */
export async function lookQuickly(page: Page, looked: Looked): Promise<void> {
  const what = `${looked.name} (${looked.language})`;
  await page.setViewportSize(narrow);
  // In the dark only colours are looked at, and they know no language.
  for (const scheme of looked.language === 'en' ? schemes : schemes.slice(0, 1)) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    // One frame: what AxeBuilder does for several, in a page of its own, takes longer than the looking.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    // Everything but colours is the same in the dark.
    const { violations } = await (scheme === 'light' ? axe.withTags(wcag) : axe.withRules(['color-contrast'])).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${what}, ${scheme}: ${id} ${node.html.slice(0, 160)}`));
    expect.soft(found).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await page.evaluate(tooWide), `${what} scrolls sideways`).toEqual([]);
  if (!looked.isLoading) expect.soft(await page.getByRole('heading', { level: 1 }).count(), `${what} has one title`).toBe(1);
  const title = await page.title();
  expect.soft(title, what).toMatch(looked.isNeutral ? /^(Notes|குறிப்புகள்)$/ : /^(.+ · )?Kith$/);
  expect
    .soft(
      looked.secret.filter((name) => title.includes(name)),
      `the title of ${what} tells`,
    )
    .toEqual([]);
  if (photos) await photograph(page, looked);
}

/** Nothing is being fetched any more, and the letters are there. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1, h2').first()).toBeVisible();
  await expect(page.locator('.bones, main progress:not([value])')).toHaveCount(0, { timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready);
}

async function photograph(page: Page, { name, language }: Looked): Promise<void> {
  for (const [size, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport);
    // As tall as the page, so that what is fixed to the bottom stands there and not in the middle.
    const height = Math.min(8000, await page.evaluate(() => document.documentElement.scrollHeight));
    await page.setViewportSize({ ...viewport, height: Math.max(height, viewport.height) });
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(String(photos), `${name}.${language}.${size}-${scheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(narrow);
}

/** What sticks out on the right, when the page can be moved sideways. Runs in the page. */
function tooWide(): string[] {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  return [...document.body.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120));
}

/** Tab reaches every control, what has the focus shows a ring, and nothing lies over it. */
async function walkByKeyboard(page: Page, what: string): Promise<void> {
  const count = await page.evaluate(begin);
  const wrong: string[] = [];
  // A date has several stops inside.
  for (let step = 0; step < 2 * count + 10; step += 1) {
    await page.keyboard.press('Tab');
    const problem = await page.evaluate(whereItIs);
    if (problem === 'round') break;
    if (problem !== null) wrong.push(problem);
  }
  // Else the link to the content, where it began, would lie over the next screen.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  expect.soft(wrong, `${what}, by keyboard`).toEqual([]);
  expect.soft(await page.evaluate(notReached), `Tab does not reach, on ${what}`).toEqual([]);
}

type Walk = { wanted: Element[]; reached: Set<Element>; last: Element | null };
declare global {
  interface Window {
    kithWalk: Walk;
  }
}

/** Lists what Tab must reach, and puts the focus on the first of it. Runs in the page. */
function begin(): number {
  const wanted = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((one) => {
    const element = one as HTMLElement & { disabled?: boolean };
    return (
      element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]')
    );
  });
  // The link to the content comes first on every page; Tab goes on from there.
  const first = document.querySelector<HTMLElement>('a.skip') ?? (wanted[0] as HTMLElement | undefined);
  first?.focus();
  window.kithWalk = { wanted, reached: new Set(first ? [first] : []), last: null };
  return wanted.length;
}

/** What is wrong with the focus now, if anything; `round` when it has left the page or come to where it was. Runs in the page. */
function whereItIs(): string | null {
  const at = document.activeElement;
  const { reached, last } = window.kithWalk;
  if (at !== null && at === last) return null;
  if (!at || at === document.body || reached.has(at)) return 'round';
  reached.add(at);
  window.kithWalk.last = at;
  const name = at.outerHTML.slice(0, 120);
  const hit = (at instanceof HTMLInputElement && (at.closest('label') ?? at.parentElement?.querySelector('label'))) || at;
  const near = [at, hit, ...hit.querySelectorAll('*'), at.closest('.row')].filter((one) => one !== null && one !== undefined);
  const rings = (one: Element) =>
    [undefined, '::after'].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
  if (!near.some(rings)) return `no ring: ${name}`;
  // What is taller than the window, as a table that scrolls, is judged by the part of it that can be seen.
  const box = hit.getBoundingClientRect();
  const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
  const [width, height] = [Math.min(innerWidth, box.right) - left, Math.min(innerHeight, box.bottom) - top];
  const points = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [left + width * x, top + height * y] as const));
  const row = at.closest('.row');
  const isSeen = points.some(([x, y]) => {
    const over = document.elementFromPoint(x, y);
    return over !== null && (hit.contains(over) || over.contains(hit) || at.contains(over) || row?.contains(over));
  });
  return isSeen ? null : `covered: ${name}`;
}

/** Runs in the page. */
function notReached(): string[] {
  const { wanted, reached } = window.kithWalk;
  const groups = new Set([...reached].map((one) => (one instanceof HTMLInputElement && one.type === 'radio' ? one.name : '')));
  return wanted
    .filter((one) => !reached.has(one) && one.isConnected)
    .filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio' && groups.has(one.name)))
    .map((one) => one.outerHTML.slice(0, 120));
}
