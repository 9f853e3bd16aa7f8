/** Whether words of somebody's own will do. Brings the lists of common passwords, so it is loaded only when somebody chooses their own. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { dictionary } from '@zxcvbn-ts/language-common';
import { normalised } from './wraps.ts';

export const shortestOwn = 15;

/**
 * What is wrong with a passphrase of somebody's own. Besides its length: nothing of the list of common ones, and nothing strung together from
 * a few of them, from a name or from a row of keys. The estimator's best mark stands for 10^10 guesses or more; each costs Argon2id.
 * @param near their own name and address, which whoever knows them would try
 */
export function problemWithOwn(passphrase: string, near: readonly string[]): 'short' | 'common' | null {
  const text = normalised(passphrase);
  if ([...text].length < shortestOwn) return 'short';
  const known = near
    .flatMap((one) => [one, ...one.split(/[\s@._-]+/u)])
    .map((one) => one.toLowerCase())
    .filter((one) => one.length > 2)
    .sort((a, b) => b.length - a.length);
  const judge = new ZxcvbnFactory({ dictionary });
  const isGood = (words: string) => judge.check(words.slice(0, 100), known).score === 4;
  // A known name counts for nothing at all: two of them and a year would pass as three words.
  const rest = known.reduce((left, one) => left.replaceAll(one, ' '), text).trim();
  return isGood(text) && (rest === text || isGood(rest)) ? null : 'common';
}
