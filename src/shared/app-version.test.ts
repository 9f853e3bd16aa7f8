import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appVersion, isAppVersion, isOlder, leastAppVersion } from './app-version.ts';

it('is the version of the package, and not older than the oldest it serves', () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
  expect(appVersion).toBe(version);
  expect(isOlder(appVersion, leastAppVersion)).toBe(false);
});

it.each([
  ['0.1.0', '0.1.0', false],
  ['0.2.0', '0.1.9', false],
  ['0.10.0', '0.9.0', false],
  ['0.9.0', '0.10.0', true],
  ['0.1.0', '0.1.1', true],
  ['1.0.0', '2.0.0', true],
  ['', '0.0.1', true],
  ['latest', '0.0.0', true],
  ['0.1.0', 'latest', false],
])('%s came before %s: %s', (one, other, before) => {
  expect(isOlder(one, other)).toBe(before);
});

it.each(['1.2', '1.2.3-beta', 'v1.2.3', '1.2.3\n', '99999.0.0', "1.0.0' or 1"])('%j is no version', (text) => {
  expect(isAppVersion(text)).toBe(false);
});
