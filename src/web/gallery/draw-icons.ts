/**
 * Draws the PNG icons of the installed app from the mark, with the Chromium of this machine. Run by hand when the mark changes:
 *   CHROMIUM=/usr/bin/chromium node src/web/gallery/draw-icons.ts
 */
import { chromium } from '@playwright/test';

const mark =
  '<path d="M12 12h8M12.6 16h6.8M12 20h8" stroke="#f2b41b" stroke-width="2.2"/><path d="M9 4c4 7 4 17 0 24" stroke="#0a4c5c" stroke-width="3.6"/><path d="M23 4c-4 7-4 17 0 24" stroke="#6a3517" stroke-width="3.6"/>';

/** `room` is the empty edge on each side as a share of the icon; a maskable icon may lose a tenth of it. */
const icons = [
  { file: 'kith-180.png', size: 180, room: 0.16 },
  { file: 'kith-192.png', size: 192, room: 0.12 },
  { file: 'kith-512.png', size: 512, room: 0.12 },
  { file: 'kith-maskable-512.png', size: 512, room: 0.22 },
];

const executablePath = process.env.CHROMIUM;
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const { file, size, room } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const from = (-32 * room) / (1 - 2 * room);
  const across = 32 / (1 - 2 * room);
  await page.setContent(
    `<body style="margin:0;background:#f6f5ee"><svg width="${size}" height="${size}" viewBox="${from} ${from} ${across} ${across}" fill="none" stroke-linecap="round" style="display:block">${mark}</svg>`,
  );
  await page.screenshot({ path: new URL(`../../../public/icons/${file}`, import.meta.url).pathname });
  await page.close();
}
await browser.close();
