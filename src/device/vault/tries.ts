/**
 * Wrong passphrases cost time, and the tenth costs the notebook. This stops a hand that holds the phone; it does not stop somebody who
 * copies the browser's profile and guesses elsewhere: against those stand the passphrase itself and Argon2id.
 */
export type Tries = {
  wrong: number;
  /** The device's clock, in milliseconds; no try before it. */
  notBefore: number;
};

export const noTries: Tries = { wrong: 0, notBefore: 0 };
export const mostTries = 10;
const firstDelay = 5_000;

/** 5 s after the third wrong one, then twice as long each time: 10, 20, 40, 80, 160, 320 s. */
export function delayAfter(wrong: number): number {
  return wrong < 3 ? 0 : firstDelay * 2 ** (wrong - 3);
}

/** Milliseconds to wait. A clock that was set back since cannot make it longer than it ever was. */
export function waitOf(tries: Tries, now: number): number {
  return Math.max(0, Math.min(tries.notBefore - now, delayAfter(tries.wrong)));
}

/** Counted before the passphrase is looked at, so that closing the app in between does not make a try free. */
export function withOneMore(tries: Tries, now: number): Tries {
  const wrong = tries.wrong + 1;
  return { wrong, notBefore: now + delayAfter(wrong) };
}
