/** Every screen a role lands on, in both languages and both schemes, at 320 px: axe finds nothing and nothing scrolls sideways. */
import { aPhoneOf, expectAccessible, goTo, type Language, test } from './journey.ts';

const walks: { who: string; paths: string[] }[] = [
  { who: 'peer@thunai', paths: ['/', '/record', '/people', '/people/new', '/follow-ups', '/kept', '/me'] },
  { who: 'supervisor@riverbend', paths: ['/desk', '/programme'] },
  { who: 'administrator@thunai', paths: ['/team', '/team/invite', '/team/settings'] },
];

for (const { who, paths } of walks) {
  for (const language of ['en', 'ta'] as const satisfies Language[]) {
    for (const dark of [false, true]) {
      test(`${who} in ${language}, ${dark ? 'dark' : 'light'}`, async ({ browser }) => {
        const page = await aPhoneOf(browser, who, { language, dark });
        await page.setViewportSize({ width: 320, height: 700 });
        for (const path of paths) {
          await goTo(page, path);
          await page.waitForTimeout(300);
          await expectAccessible(page, `${path} (${language}, ${dark ? 'dark' : 'light'})`);
        }
        await page.context().close();
      });
    }
  }
}

for (const language of ['en', 'ta'] as const satisfies Language[]) {
  test(`one person’s pages in ${language}`, async ({ browser }) => {
    const page = await aPhoneOf(browser, 'peer@thunai', { language });
    await page.setViewportSize({ width: 320, height: 700 });
    await goTo(page, '/people');
    const person = await page.locator('main a[href^="/people/"]:not([href="/people/new"])').first().getAttribute('href');
    for (const path of ['', '/edit', '/plan', '/goals/new', '/looks', '/programmes']) {
      await goTo(page, `${person}${path}`);
      await page.waitForTimeout(300);
      await expectAccessible(page, `a person${path} (${language})`);
    }
    await goTo(page, String(person));
    const contact = await page.locator('main a[href^="/contacts/"]').first().getAttribute('href');
    for (const path of ['', '/words']) {
      await goTo(page, `${contact}${path}`);
      await expectAccessible(page, `a contact${path} (${language})`);
    }
    await page.context().close();
  });
}
