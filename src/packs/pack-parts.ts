/** The small pieces every file of a pack is made of. */
import { z } from 'zod';
import { isCalendarDay } from '../shared/calendar-day.ts';

export const packLocales = ['en', 'ta'] as const;
export type PackLocale = (typeof packLocales)[number];

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the purpose.
const controlCharacters = /[\u0000-\u001f\u007f]/;

export const text = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => value === value.trim(), 'must not begin or end with a space')
    .refine((value) => value === value.normalize('NFC'), 'must be in Unicode form NFC')
    .refine((value) => !controlCharacters.test(value), 'must be one line without control characters');

export const words = (max: number) => z.strictObject({ en: text(max), ta: text(max) });
export const day = z.string().refine(isCalendarDay, 'must be a day such as 2026-03-01');
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, 'must be a code: letters, digits and _ . - only, at most 60');
export const packId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a pack id: small letters, digits and hyphens');

/** Words in every language of the packs. */
export type PackWords = z.infer<ReturnType<typeof words>>;

/**
 * Where a value comes from. `general-knowledge` marks what nobody has read in a source yet: a programme may correct it, and it is never
 * shown as official.
 */
export const originShape = { source: text(400), checkedOn: day, confidence: z.literal('general-knowledge').optional() };

/** No two entries of a list may carry the same value under this key. */
export function noDuplicates(key: string) {
  return (context: z.core.ParsePayload<unknown[]>) => {
    const seen = new Set<unknown>();
    context.value.forEach((entry, index) => {
      const value = (entry as Record<string, unknown>)[key];
      if (seen.has(value)) {
        context.issues.push({ code: 'custom', input: value, path: [index, key], message: `${JSON.stringify(value)} is there twice` });
      }
      seen.add(value);
    });
  };
}
