/** Browsers besides Chromium that the main job is done in, where the machine has them. Nothing is installed: what is missing is said. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser that can be driven, or why not, in words for whoever reads the report. */
export type Found = { name: string; driven: true; programs: Record<string, string> } | { name: string; driven: false; reason: string };

/** What is asked of the machine; tests ask another. */
export type Machine = { has: (path: string) => boolean; path: string; display: string | undefined };
const thisMachine: Machine = { has: existsSync, path: process.env.PATH ?? '', display: process.env.DISPLAY };

/** Debian's `firefox-esr`, or any Firefox; it speaks WebDriver BiDi itself. */
export function findFirefox(machine: Machine = thisMachine): Found {
  const firefox = findProgram(machine, 'firefox-esr', 'firefox');
  return firefox === null
    ? { name: 'Firefox', driven: false, reason: 'no firefox-esr or firefox on this machine (Debian: apt-get install firefox-esr)' }
    : { name: 'Firefox', driven: true, programs: { firefox } };
}

/** WebKitGTK with its MiniBrowser, by the driver of Debian's `webkit2gtk-driver`. It needs a display: a real one, or Xvfb. */
export function findWebKit(machine: Machine = thisMachine): Found {
  const name = 'WebKit';
  const driver = findProgram(machine, 'WebKitWebDriver');
  if (driver === null)
    return { name, driven: false, reason: 'no WebKitWebDriver on this machine (Debian: apt-get install webkit2gtk-driver)' };
  const browser = ['x86_64', 'aarch64']
    .flatMap((kind) => ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${kind}-linux-gnu/webkit2gtk-${version}/MiniBrowser`))
    .find(machine.has);
  if (browser === undefined) return { name, driven: false, reason: 'no MiniBrowser of WebKitGTK beside WebKitWebDriver' };
  const xvfb = findProgram(machine, 'Xvfb');
  if (!machine.display && xvfb === null) {
    return { name, driven: false, reason: 'no display and no Xvfb on this machine (Debian: apt-get install xvfb)' };
  }
  return { name, driven: true, programs: { driver, browser, ...(machine.display || xvfb === null ? {} : { xvfb }) } };
}

function findProgram(machine: Machine, ...names: string[]): string | null {
  const folders = ['/usr/bin', ...machine.path.split(delimiter)].filter((folder) => folder.startsWith('/'));
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(machine.has) ?? null;
}
