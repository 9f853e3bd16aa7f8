import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { UserError } from '../shared/user-error.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApps = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The path of a Chromium for browser tests, or null: KITH_CHROMIUM, then the machine's own, then the one Playwright keeps. */
export function findChromium(): string | null {
  const asked = process.env.KITH_CHROMIUM;
  if (asked) {
    if (!isProgram(asked)) throw new UserError(`KITH_CHROMIUM names ${asked}, which is not a program.`);
    return asked;
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].filter((folder) => folder.startsWith('/'));
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...macApps, chromium.executablePath()];
  return candidates.find(isProgram) ?? null;
}

/** Finds a Chromium, installing one first where there is none: Debian's own as root there, else the one Playwright brings. */
export function findOrInstallChromium(say: (line: string) => void): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('installing chromium with apt-get (a few minutes)');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const done =
      runs('apt-get', ['update', '-q'], env) && runs('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], env);
    const installed = done ? findChromium() : null;
    if (installed) return installed;
  }
  say('installing chromium with Playwright (a few minutes)');
  runs(process.execPath, [join(import.meta.dirname, '../../node_modules/@playwright/test/cli.js'), 'install', 'chromium'], process.env);
  const installed = findChromium();
  if (installed) return installed;
  throw new UserError(
    'No Chromium was found and none could be installed. Install one and name it: KITH_CHROMIUM=/path/to/chromium ./kith test',
  );
}

function runs(program: string, args: string[], env: NodeJS.ProcessEnv): boolean {
  return spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
