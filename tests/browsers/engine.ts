/** What the main job needs of any browser, and the two ways there are of driving one that is not Chromium. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import puppeteer from 'puppeteer-core';
import { Builder, By, Capabilities } from 'selenium-webdriver';
import type { Found } from '../../src/cli/find-browsers.ts';

export type Engine = {
  version: string;
  goto: (address: string) => Promise<void>;
  /** Runs the text of a function in the page, with JSON in and out. A promise is waited for. */
  ask: <T>(source: string, ...args: unknown[]) => Promise<T>;
  /** A real press with the pointer, in the middle of the element. */
  press: (selector: string) => Promise<void>;
  type: (selector: string, text: string) => Promise<void>;
  close: () => Promise<void>;
};

type Programs = Record<string, string>;
const isRoot = process.getuid?.() === 0;

/** Firefox speaks WebDriver BiDi by itself; its other driver is in no package of Debian or npm. */
export async function openFirefox({ firefox = '' }: Programs): Promise<Engine> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 390, height: 844 });
  return {
    version: await browser.version(),
    goto: async (address) => void (await page.goto(address, { waitUntil: 'domcontentloaded' })),
    ask: async <T>(source: string, ...args: unknown[]) => (await page.evaluate(`(${source})(...${JSON.stringify(args)})`)) as T,
    press: (selector) => page.click(selector),
    type: (selector, text) => page.type(selector, text),
    close: () => browser.close(),
  };
}

export async function openWebKit({ driver = '', browser = '', xvfb }: Programs): Promise<Engine> {
  const started: ChildProcess[] = [];
  const stop = async () => {
    for (const child of started.splice(0).reverse()) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  };
  try {
    let display = process.env.DISPLAY;
    if (xvfb !== undefined) {
      // It chooses a free number and says which.
      const screen = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '800x1000x24', '-nolisten', 'tcp'], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      started.push(screen);
      const [said] = (await once(screen.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
      display = `:${said.toString().trim()}`;
    }
    const port = await freePort();
    // As root its sandbox cannot be built, and only made-up pages are opened.
    const env = { ...process.env, DISPLAY: display, ...(isRoot ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}) };
    started.push(spawn(driver, [`--port=${port}`], { stdio: 'ignore', env }));
    await untilListening(port);
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    });
    const session = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(capabilities)
      .disableEnvironmentOverrides()
      .build();
    await session.manage().window().setRect({ width: 420, height: 900 });
    await session.manage().setTimeouts({ script: 60_000 });
    const version = (await session.getCapabilities()).get('browserVersion') as string;
    return {
      version: `WebKitGTK ${version}`,
      goto: (address) => session.get(address),
      ask: async <T>(source: string, ...args: unknown[]) => {
        const done = 'const done = arguments[arguments.length - 1]; const given = JSON.parse(arguments[0]);';
        const script = `${done} Promise.resolve((${source})(...given)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const answer = (await session.executeAsyncScript(script, JSON.stringify(args))) as { value?: T; error?: string };
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer.value as T;
      },
      press: (selector) => session.findElement(By.css(selector)).click(),
      type: (selector, text) => session.findElement(By.css(selector)).sendKeys(text),
      close: async () => {
        await session.quit().catch(() => undefined);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export const openEngine = (found: Found & { driven: true }): Promise<Engine> =>
  found.name === 'Firefox' ? openFirefox(found.programs) : openWebKit(found.programs);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function untilListening(port: number): Promise<void> {
  for (let n = 0; n < 100; n++) {
    const answered = await fetch(`http://127.0.0.1:${port}/status`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('the driver does not answer');
}
