/** A phone whose server is newer: tables, fields and codes it has never heard of. It shows neutral words, keeps all of it, and loses nothing. */
import type { Page, Route } from '@playwright/test';
import { aPhoneOf, expect, expectAccessible, goTo, reopen, test } from './journey.ts';

const future = 'from_the_future';
/** Codes this app turns into words, by table and field. */
const codes: Record<string, readonly string[]> = {
  entries: ['voice', 'audience', 'kind', 'shown'],
  goals: ['status', 'lifeArea'],
  goal_steps: ['who'],
  contacts: ['place', 'mode', 'words'],
  follow_ups: ['status'],
  visits: ['status', 'place', 'mode'],
  looks: ['what'],
  enrolments: ['leftReason'],
  assignments: ['kind'],
  people: ['ageBand'],
};

type Row = { table: string; id: string; scopeId: string; row: Record<string, unknown> };
type FeedAnswer = { rows: Row[]; [field: string]: unknown };

/** Every third row of each table has codes of the future; every row a field of the future; and there is a table of the future. */
function aged(page: FeedAnswer): FeedAnswer {
  const nth: Record<string, number> = {};
  const rows = page.rows.map((one) => {
    const n = nth[one.table] ?? 0;
    nth[one.table] = n + 1;
    const changed = Object.fromEntries((n % 3 === 0 ? (codes[one.table] ?? []) : []).map((field) => [field, future]));
    const did = one.table === 'contacts' && n % 3 === 1 ? { did: [future], madeWhileAllowed: true } : {};
    const roles = one.table === 'staff' ? { roles: [...(one.row.roles as string[]), future] } : {};
    return { ...one, row: { ...one.row, ...changed, ...did, ...roles, weather: { sky: 'clear' } } };
  });
  const person = rows.find((row) => row.table === 'people');
  const songs = person ? [{ table: 'songs', id: person.id, scopeId: person.id, row: { id: person.id, title: 'Of the sea' } }] : [];
  return { ...page, rows: [...rows, ...songs], mood: 'new' };
}

async function fulfilAged(route: Route): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, json: response.ok() ? aged((await response.json()) as FeedAnswer) : await response.json() });
}

/** Told by the page itself: an error boundary shows, or nothing at all. */
async function expectAlive(page: Page, path: string): Promise<void> {
  await goTo(page, path);
  await expect(page.getByText('This page stopped working'), `${path} broke`).toHaveCount(0);
}

for (const who of ['peer', 'supervisor'] as const) {
  test(`every screen of a ${who} stands, and says neutral words, when the server is newer`, async ({ browser }) => {
    const page = await aPhoneOf(browser, `${who}@riverbend`, { before: (fresh) => fresh.route('**/api/feed', fulfilAged) });
    await expect(page.getByText(/read back and matched|Matched/).first()).toBeVisible({ timeout: 30_000 });
    await goTo(page, '/people');
    const first = page.locator('a[href^="/people/"]:not([href$="/new"])').first();
    await expect(first).toBeVisible({ timeout: 30_000 });
    const person = (await first.getAttribute('href')) ?? '';
    await expectAlive(page, person);
    await expect(page.getByText('something this Kith does not know yet').first()).toBeVisible();
    await expectAccessible(page, `${person} of the future`);
    const [contact] = await page
      .locator('a[href^="/contacts/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const goals = await page
      .locator('a[href*="/goals/"]:not([href$="/new"])')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const path of [
      '/',
      '/desk',
      '/follow-ups',
      '/me',
      contact ?? '',
      `${person}/edit`,
      `${person}/looks`,
      `${person}/programmes`,
      ...goals,
    ]) {
      if (path !== '' && (path !== '/desk' || who === 'supervisor')) await expectAlive(page, path);
    }
    // Opened again from what the phone keeps: still all of it.
    await reopen(page);
    await expectAlive(page, person);
    await expect(page.getByText('something this Kith does not know yet').first()).toBeVisible();
    await page.context().close();
  });
}

test('duties that this app does not know are not taken away by saving the others', async ({ browser }) => {
  const page = await aPhoneOf(browser, 'administrator@riverbend', {
    desk: true,
    before: (fresh) => fresh.route('**/api/feed', fulfilAged),
  });
  await goTo(page, '/team');
  await page.locator('a[href^="/team/0"]').first().click();
  await expect(page.getByText('a duty that this Kith does not know yet')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Update now' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await page.context().close();
});
