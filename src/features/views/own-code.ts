/**
 * The code a person keeps to come in with, and the codes their peer shows: read from one screen, typed on another. Letters and digits that cannot
 * be taken for each other, in two groups of four.
 */
export const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 8;
/** A name that no mail can ever reach (RFC 2606). */
const domain = 'view.invalid';

/** As it is shown: `K7F3-9QXM`. */
export const writtenCode = (plain: string): string => `${plain.slice(0, 4)}-${plain.slice(4)}`;

/** What was typed, as it is shown; null when it can be no code. Small letters, spaces and a missing hyphen are forgiven. */
export function codeIn(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return plain.length === codeLength && [...plain].every((letter) => codeLetters.includes(letter)) ? writtenCode(plain) : null;
}

/** The account's address that belongs to a person's own code, and back: it stands where others have an e-mail address. */
export const addressOf = (code: string): string => `${code.toLowerCase()}@${domain}`;
export const codeOfAddress = (email: string): string => email.slice(0, email.indexOf('@')).toUpperCase();
