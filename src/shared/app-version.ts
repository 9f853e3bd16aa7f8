/** Which Kith this is, and which is the oldest whose phones this server still serves. Phones say theirs in the header `x-kith-app`. */

/** The same as in package.json; a test compares them. */
export const appVersion = '0.1.0';

/**
 * Older apps are asked to update; what they hold stays on them. Raised by hand, two releases after something was put right that they still do
 * wrong: whoever raises it looks at `kith_apps_total` first, to see whose phones that would stop.
 */
export const leastAppVersion = '0.1.0';

/** Three numbers, as releases are named; anything else is no version of ours. */
const named = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;

export function isAppVersion(text: string): boolean {
  return named.test(text);
}

/** Whether `one` came before `other`. What is no version of ours came before everything. */
export function isOlder(one: string, other: string): boolean {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  const differing = a.findIndex((number, at) => number !== b[at]);
  return differing >= 0 && (a[differing] ?? 0) < (b[differing] ?? 0);
}

function numbersOf(version: string): number[] {
  return (named.exec(version) ?? ['', '-1', '-1', '-1']).slice(1).map(Number);
}
