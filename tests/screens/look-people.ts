/**
 * Opens the screens of people in a browser: asks axe, looks for sideways scrolling, photographs, and does what a peer would do.
 *   CHROMIUM=/usr/bin/chromium node tests/screens/look-people.ts OUT_FOLDER [screen …]
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';

const [folder, ...only] = process.argv.slice(2);
if (folder === undefined) throw new Error('say where the pictures go');
mkdirSync(folder, { recursive: true });
const root = join(import.meta.dirname, '../..');
const packs = await loadPackSet(join(root, 'packs'), ['core', 'in-tn']);
const server = await createServer({
  root,
  logLevel: 'silent',
  cacheDir: join(tmpdir(), 'kith-screens-vite'),
  server: { port: 5190, strictPort: true, proxy: {}, hmr: false, watch: null },
});
await server.listen();
// Vite bundles the packages a page needs when it is first opened, and loads it again.
await server.warmupRequest('/tests/screens/people.tsx');
const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
let findings = 0;
const found = (what: string) => {
  findings += 1;
  process.stdout.write(`${what}\n`);
};

async function open(query: string, options: { locale: string; width: number; dark?: boolean }) {
  const viewport = { width: options.width, height: options.width === 1280 ? 800 : 844 };
  const context = await browser.newContext({ viewport, locale: options.locale, colorScheme: options.dark ? 'dark' : 'light' });
  await context.addInitScript(
    ({ given, locale }) => {
      localStorage.setItem('PARAGLIDE_LOCALE', locale);
      Object.assign(window, { packs: given });
    },
    { given: packs, locale: options.locale },
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => found(`${query}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') found(`${query}: ${message.text().slice(0, 300)}`);
  });
  await page.goto(`http://127.0.0.1:5190/tests/screens/people.html?${query}`, { waitUntil: 'domcontentloaded' });
  await page.waitForSelector('h1, h2');
  return page;
}

/** What was submitted, by name of the command. */
const submitted = (page: Awaited<ReturnType<typeof open>>) =>
  page.evaluate(() =>
    (window as unknown as { device: { submitted: () => { name: string; args: Record<string, unknown> }[] } }).device.submitted(),
  );

const screens = [
  'people',
  'person',
  'new',
  'edit',
  'conflict',
  'looks',
  'assignments&who=latha',
  'same',
  'people&who=devi',
  'hidden&who=devi',
  'duplicates&who=devi',
];
const ways = [
  { locale: 'en', width: 390 },
  { locale: 'ta', width: 320, dark: true },
  { locale: 'en', width: 1280 },
];
try {
  // The first opening may meet half-bundled packages; it is not judged.
  await open('screen=people', { locale: 'en', width: 390 }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  findings = 0;
  for (const screen of screens.filter((each) => only.length === 0 || only.includes(each))) {
    for (const way of ways) {
      const page = await open(`screen=${screen}`, way);
      const name = `${screen.replace('&who=', '-')}.${way.locale}.${way.width}`;
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) found(`${name}: ${sideways} px too wide`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const each of violations) found(`${name}: ${each.id} ${each.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
      await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
      await page.context().close();
    }
  }

  // A name and one button: someone new is kept, by whoever is signed in.
  const form = await open('screen=new', { locale: 'en', width: 390 });
  await form.keyboard.type('Ezhil');
  await form.getByRole('button', { name: 'Save on this phone' }).click();
  await form.waitForSelector('body[data-saved]');
  const [registered] = await submitted(form);
  if (registered?.name !== 'register-person') found('registering with only a name wrote nothing');

  // Someone alike stops the saving until it is said to be somebody else.
  const alike = await open('screen=new', { locale: 'en', width: 390 });
  await alike.keyboard.type('Kavitha');
  await alike.getByText('Is it one of these?').first().waitFor();
  await alike.getByRole('button', { name: 'Save on this phone' }).click();
  await alike.getByRole('alert').waitFor();
  if ((await submitted(alike)).length > 0) found('someone alike was registered without asking');
  await alike.getByRole('button', { name: 'No, it is somebody else' }).click();
  await alike.getByRole('button', { name: 'Save on this phone' }).click();
  await alike.waitForSelector('body[data-saved]');
  const known = (await submitted(alike))[0]?.args.knownDuplicates;
  if (!Array.isArray(known) || known.length === 0) found('who was set aside was not sent along');

  // Opening a page is one look, also when it is drawn twice; 500 contacts show 20.
  const long = await open('screen=person&contacts=500', { locale: 'en', width: 390 });
  const looks = (await submitted(long)).filter((each) => each.name === 'record-look').length;
  if (looks !== 1) found(`opening the page, drawn twice, made ${looks} looks`);
  const shown = await long.locator('article.contact').count();
  if (shown !== 20) found(`${shown} contacts at once`);
  const began = Date.now();
  await long.getByRole('button', { name: /Look back/ }).click();
  await long.waitForFunction(() => document.querySelectorAll('article.contact').length === 40);
  process.stdout.write(`look back: ${Date.now() - began} ms\n`);
} finally {
  await browser.close();
  await server.close();
}
process.stdout.write(`${findings} findings\n`);
process.exitCode = findings > 0 ? 1 : 0;
