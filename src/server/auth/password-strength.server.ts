/**
 * Whether a password is good enough, judged here and offline: nothing of it leaves the server. Common and breached passwords are in the
 * estimator's own lists; names and addresses of the person and the organisation count as guessed.
 * Source of the length: OWASP ASVS 5.0 §6.2 and NIST SP 800-63B §3.1.1 (length over composition rules).
 */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

export const shortestPassword = 12;
export const longestPassword = 200;

/** The lists of words weigh some 40 MB and are wanted when somebody chooses a password: so they are loaded then. */
let loading: Promise<ZxcvbnFactory> | undefined;

async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    useLevenshteinDistance: true,
  });
}

/** `null`: good enough. @param near words that are easy to guess for whoever knows the person */
export async function passwordProblem(
  password: string,
  near: readonly string[],
): Promise<'password_short' | 'password_long' | 'password_weak' | null> {
  if ([...password].length < shortestPassword) return 'password_short';
  if (password.length > longestPassword) return 'password_long';
  loading ??= loadJudge();
  const judge = await loading;
  const words = near
    .flatMap((text) => [text, ...text.split(/[\s@._-]+/)])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
  // The estimator's work grows with length; 100 characters are beyond anybody's guessing.
  const judged = password.slice(0, 100).toLowerCase();
  // A known name counts for nothing at all: two of them and a year would pass as three words.
  const rest = words.reduce((left, word) => left.replaceAll(word, ' '), judged).trim();
  const isGood = (text: string) => judge.check(text, words).score >= 3;
  return isGood(password.slice(0, 100)) && (rest === judged || isGood(rest)) ? null : 'password_weak';
}
