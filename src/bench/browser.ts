/**
 * What a peer waits for on a cheap phone: Chromium with its processor slowed four times, and the network as slow as slow 4G. Beside each the
 * same with an empty page of the same weight, or with the plainest way of doing it.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { tamilMen, tamilWomen } from '../demo/names.ts';
import { type BenchPhone, phoneSize, setUp, slower, slowWorkers, timeUnlock, withBenchPhone } from './bench-phone.ts';
import { type Measurement, quantile } from './measurement.ts';

/** As Lighthouse has it. Source: github.com/GoogleChrome/lighthouse, docs/throttling.md ("Slow 4G"). */
const slow4g = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const rounds = 5;

/**
 * Seconds of the keystroke-level model: to point at something, to press it, and to think what comes next.
 * Source: Card, Moran and Newell, The Psychology of Human–Computer Interaction (1983), ch. 8.
 */
const klm = { point: 1.1, press: 0.2, think: 1.35 };

export async function benchBrowser(onProgress: (line: string) => void = () => undefined): Promise<Measurement[]> {
  return withBenchPhone(onProgress, async (phone) => {
    const { first, weight } = await firstLoad(phone);
    const later = await laterLoad(phone);
    const empty = await emptyPage(phone.browser, weight);
    const search = await searching(phone.browser);
    return [
      {
        name: `first load to a Today that can be used, slow 4G, processor slowed ${slower} times, ${Math.round(weight / 1024)} KB`,
        ...{ ours: first, floor: empty.slow4g, unit: 'ms', aim: '≤ 3,000 ms', holds: first <= 3000 },
      },
      {
        name: 'later load with no network, to a page that takes the words',
        ...{ ours: later.load, floor: empty.here, unit: 'ms', aim: '≤ 1,000 ms', holds: later.load <= 1000 },
      },
      {
        name: `a contact in ${later.taps} taps, what the phone takes to answer all of them`,
        ...{ ours: later.answering, floor: null, unit: 'ms', aim: '≤ 6 taps', holds: later.taps <= 6 },
      },
      {
        name: 'the same with thinking and pointing (keystroke-level model)',
        ours: later.estimate,
        floor: later.taps * (klm.point + klm.press),
        unit: 's',
        aim: '≤ 20 s',
        holds: later.estimate <= 20,
      },
      {
        name: 'searching a name among 5,000 people on the device (the slowest of 60)',
        ...{ ours: search.ours, floor: search.floor, unit: 'ms', aim: '≤ 100 ms', holds: search.ours <= 100 },
      },
    ];
  });
}

/** With the vault on the device and none of the code, as after a new version: opened, the words typed, and Today there. */
async function firstLoad({ browser, origin, account }: BenchPhone): Promise<{ first: number; weight: number }> {
  const context = await browser.newContext({ baseURL: origin, viewport: phoneSize, serviceWorkers: 'block' });
  const page = await context.newPage();
  await slowWorkers(page);
  const words = await setUp(page, account);
  const devtools = await slowDown(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Network.emulateNetworkConditions', slow4g);
  let weight = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    weight += encodedDataLength;
  });
  const times: number[] = [];
  const weights: number[] = [];
  for (let round = 0; round < rounds; round++) {
    weight = 0;
    const opened = await openAndType(page, words);
    times.push(opened + (await timeUnlock(page)).total);
    weights.push(weight);
  }
  await context.close();
  return { first: quantile(times, 0.5), weight: quantile(weights, 0.5) };
}

type Later = { load: number; taps: number; answering: number; estimate: number };

async function laterLoad({ browser, origin, account }: BenchPhone): Promise<Later> {
  const context = await browser.newContext({ baseURL: origin, viewport: phoneSize });
  const page = await context.newPage();
  await slowWorkers(page);
  const words = await setUp(page, account);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await slowDown(page);
  await context.setOffline(true);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await openAndType(page, words));
  await timeUnlock(page);
  const shell = await recordShell(page);
  await context.close();
  return { load: quantile(times, 0.5), ...shell };
}

/** From the address to a field that takes the words; then they are in it, and whoever typed them has looked up. */
async function openAndType(page: Page, words: string): Promise<number> {
  await page.goto('/', { waitUntil: 'commit' });
  const field = page.locator('input[name="passphrase"]');
  await field.waitFor();
  const took = await page.evaluate(
    () => new Promise<number>((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))),
  );
  await field.fill(words);
  await page.waitForTimeout(1_000);
  return took;
}

/** The countable part of a contact with somebody met before, and how long each press takes until what it changes is drawn. */
async function recordShell(page: Page): Promise<Omit<Later, 'load'>> {
  const presses = [
    ['a[href="/record"]', 'form .chip__face'],
    ['form .chip__face', 'form .chip__face[data-selected]'],
    ['.chips--even > :nth-child(3) .chip__face', '.chips--even > :nth-child(3) [data-selected]'],
    ['.ask:has(input[value^="place:"]) .chip__face', '.ask:has(input[value^="place:"]) [data-selected]'],
    ['.ask:has(input[value="listened"]) .chip__face', '.ask:has(input[value="listened"]) [data-selected]'],
    ['.savebar button[type="submit"]', '#only'],
  ] as const;
  let taps = 0;
  let answering = 0;
  for (const [what, changed] of presses) {
    // "As last time" has chosen it already.
    if (taps > 1 && (await page.locator(changed).count()) > 0) continue;
    await page.locator(what).first().waitFor();
    answering += await page.evaluate(pressAndWait, { what, changed });
    taps += 1;
  }
  const estimate = taps * (klm.think + klm.point + klm.press) + answering / 1000;
  return { taps, answering, estimate };
}

/** Runs in the page. */
async function pressAndWait({ what, changed }: { what: string; changed: string }): Promise<number> {
  const begun = performance.now();
  const target = document.querySelector<HTMLElement>(what);
  // A chip is a label with its box inside.
  (target?.querySelector('input') ?? target)?.click();
  await new Promise<void>((done, failed) => {
    const look = () => {
      if (document.querySelector(changed)) setTimeout(done);
      else if (performance.now() - begun > 20_000) failed(new Error(`pressing ${what} did not bring ${changed}`));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return performance.now() - begun;
}

async function slowDown(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return devtools;
}

/** What any page of this weight would take: one script that does nothing, over the same network, and from here. */
async function emptyPage(browser: Browser, weight: number): Promise<{ slow4g: number; here: number }> {
  // Base64 cannot be packed much further, and is no code to run.
  const script = `/*${randomBytes(Math.ceil((weight * 3) / 4)).toString('base64')}*/`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/empty.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Empty</title><script src="/empty.js"></script><p>Empty');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext({ viewport: phoneSize });
  try {
    const here = await timeEmpty(context, { origin, network: null });
    return { here, slow4g: await timeEmpty(context, { origin, network: slow4g }) };
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

async function timeEmpty(context: BrowserContext, { origin, network }: { origin: string; network: typeof slow4g | null }): Promise<number> {
  const page = await context.newPage();
  const devtools = await slowDown(page);
  await devtools.send('Network.enable');
  if (network) await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.goto(origin);
    times.push(await page.evaluate(() => performance.timing.loadEventStart - performance.timing.navigationStart));
  }
  await page.close();
  return quantile(times, 0.5);
}

/** The phone's own search, and beside it a plain look through all names for the letters as they are typed. */
async function searching(browser: Browser): Promise<{ ours: number; floor: number }> {
  const page = await browser.newPage();
  await slowDown(page);
  await page.evaluate(await searchAsScript());
  const given = [...tamilWomen, ...tamilMen].map((pair) => pair.split('='));
  const people = Array.from({ length: 5000 }, (_, at) => {
    const [tamil = '', latin = ''] = given[at % given.length] ?? [];
    const [, father = ''] = given[(at * 7 + 3) % given.length] ?? [];
    return { id: String(at), names: [at % 2 === 0 ? tamil : latin, `${latin} ${father}`] };
  });
  // As typed, misspelt, and in the other script.
  const queries = Array.from({ length: 20 }, (_, at) => given[at * 5] ?? []).flatMap(([tamil = '', latin = '']) => [
    tamil,
    latin.slice(0, 3),
    `${latin.slice(0, 2)}${latin.slice(3)}`,
  ]);
  const times = await page.evaluate(timeSearches, { people, queries });
  await page.close();
  return { ours: Math.max(...times.map(({ ours }) => ours)), floor: Math.max(...times.map(({ floor }) => floor)) };
}

async function searchAsScript(): Promise<string> {
  const { build } = await import('vite');
  const entry = join(import.meta.dirname, '../features/people/name-search.ts');
  const lib = { entry, formats: ['iife' as const], name: 'kithSearch' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, lib } });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error('the search could not be put into one script');
  return `${bundle.output[0].code};globalThis.kithSearch = kithSearch`;
}

type Asked = { people: { id: string; names: string[] }[]; queries: string[] };

/** Runs in the page. */
function timeSearches({ people, queries }: Asked): { ours: number; floor: number }[] {
  const { kithSearch } = globalThis as unknown as { kithSearch: typeof import('../features/people/name-search.ts') };
  const index = kithSearch.buildNameIndex(people);
  return queries.map((query) => {
    const begun = performance.now();
    index.search(query, 200);
    const searched = performance.now();
    const typed = query.toLowerCase();
    people.filter(({ names }) => names.some((name) => name.toLowerCase().includes(typed)));
    return { ours: searched - begun, floor: performance.now() - searched };
  });
}
