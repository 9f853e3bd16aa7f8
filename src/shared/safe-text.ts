/**
 * Text is made safe on the device and only checked on the server, so that what was sent is byte for byte what is read back.
 * PostgreSQL refuses NUL, and a lone surrogate would silently become U+FFFD on the way.
 */
import { z } from 'zod';

/** What a screen passes every typed text through before it enters the outbox. Normal form is kept as typed. */
export function makeSafe(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

function isSafe(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** Words that may not be empty once trimmed. @param most the longest allowed, in UTF-16 code units */
export function words(most: number) {
  return z
    .string()
    .min(1)
    .max(most)
    .refine((text) => isSafe(text) && text.trim() !== '');
}

/** A short code of a pack, a feature or a language. Unknown codes are kept, never dropped: packs differ between versions. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

/** An instant in ISO 8601 with zone, as text. */
export const instantSchema = z.iso.datetime({ offset: true });

/** A calendar day, YYYY-MM-DD. */
export const daySchema = z.iso.date();
