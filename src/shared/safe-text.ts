/** Schemas for text; what is safe is said in `make-safe.ts`, which screens load without the schema library. */
import { z } from 'zod';
import { isSafe } from './make-safe.ts';
import './without-eval.ts';

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

/**
 * An instant in ISO 8601 with zone, as text, of the years 1000 to 9998. Outside of them PostgreSQL answers in a form that `Date` cannot read
 * (year 10000, "BC"), and one such row would break the feed of everybody who may see it. No zone is more than 15 hours away.
 */
export const instantSchema = z.iso.datetime({ offset: true }).refine((text) => {
  const zone = /[+-](\d\d):\d\d$/.exec(text);
  return text >= '1000' && text < '9999' && Number(zone?.[1] ?? 0) < 15;
});

/** A calendar day, YYYY-MM-DD, of the years 1000 to 9998: there is no year 0, and the day after has to exist, too. */
export const daySchema = z.iso.date().refine((day) => day >= '1000' && day < '9999');
