/** Words for codes of the record. A newer server may send one that this app has never heard of: it gets neutral words, and nothing breaks. */
import { m } from '../paraglide/messages.js';

/** @param words what is known, by code */
export function wordsFor(words: Readonly<Record<string, () => string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code]?.() ?? m.frame_unknown_code()) : m.frame_unknown_code();
}
