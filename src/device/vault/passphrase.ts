/** Four words the app draws. Loaded when a vault is made, and only then. */
import list from '@zxcvbn-ts/language-common/dist/diceware.json.mjs';

/** The EFF's long list for passphrases, as the password estimator's package carries it: 7,776 everyday English words. */
const words: readonly string[] = list;

const wordsInPassphrase = 4;

/** What four words of the list are worth: 4 × log2(7776) = 51.7 bits, each as likely as any other. */
export const bitsOfProposal = wordsInPassphrase * Math.log2(words.length);

/** Drawn evenly: a number beyond the last whole multiple of the list's length is drawn again. @param random 32 bits */
export function proposePassphrase(random: () => number = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0): string {
  const fair = Math.floor(2 ** 32 / words.length) * words.length;
  const draw = (): string => {
    const drawn = random();
    return drawn < fair ? (words[drawn % words.length] ?? '') : draw();
  };
  return Array.from({ length: wordsInPassphrase }, draw).join(' ');
}
