/**
 * Photographs the gallery and asks axe about it. Run while `vite` serves:
 *   CHROMIUM=/usr/bin/chromium node src/web/gallery/look.ts OUT_FOLDER [page …]
 */
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';

const [folder, ...asked] = process.argv.slice(2);
if (folder === undefined) throw new Error('say where the pictures go');
mkdirSync(folder, { recursive: true });
const pages = asked.length > 0 ? asked : ['today', 'record', 'person', 'desk', 'signin', 'rest'];
const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let findings = 0;
for (const locale of ['en', 'ta']) {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [320, 390, 1280]) {
      const context = await browser.newContext({
        viewport: { width, height: width === 1280 ? 800 : 844 },
        deviceScaleFactor: 1,
        colorScheme: scheme,
        locale,
      });
      await context.addInitScript((chosen) => localStorage.setItem('PARAGLIDE_LOCALE', chosen), locale);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') process.stdout.write(`console: ${message.text()}\n`);
      });
      page.on('pageerror', (error) => process.stdout.write(`page: ${error.message}\n`));
      for (const name of pages) {
        await page.goto(`${process.env.GALLERY ?? 'http://127.0.0.1:5173'}/src/web/gallery/gallery.html?${name}#${name}`);
        await page.waitForSelector('main');
        await page.evaluate(() => document.fonts.ready);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const found of violations) {
          findings += 1;
          process.stdout.write(
            `${name} ${locale} ${scheme} ${width}: ${found.id} ${found.nodes.map((node) => node.html.slice(0, 140)).join(' | ')}\n`,
          );
        }
        if (sideways > 0) {
          findings += 1;
          process.stdout.write(`${name} ${locale} ${scheme} ${width}: ${sideways} px too wide\n`);
        }
        await page.screenshot({ path: `${folder}/${name}.${locale}.${scheme}.${width}.png`, fullPage: true });
      }
      await context.close();
    }
  }
}
await browser.close();
process.stdout.write(`${findings} findings\n`);
process.exitCode = findings > 0 ? 1 : 0;
