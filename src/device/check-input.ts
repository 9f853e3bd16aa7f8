/**
 * The last look at what a screen wants to keep, before it enters the outbox: text is made safe, and what no server could ever take is refused
 * here with a reason, while whoever wrote it can still shorten it. A poisoned entry would otherwise wait for ever.
 */
import type { z } from 'zod';
import type { CommandDefinition } from '../shared/command.ts';
import { makeSafe } from '../shared/make-safe.ts';
import { NotKept } from './not-kept.ts';

/** Levels of objects and lists within each other; the deepest command has five (reliability.md §0). */
export const mostLevels = 32;

/**
 * Bytes of one command's arguments as they travel. Sealed for a colleague to carry it grows by a third, and no request may be larger than a
 * megabyte.
 */
export const mostBytes = 700_000;

/** @throws NotKept with too_deep, too_large or invalid */
export function checkInput<Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: unknown): z.output<Schema> {
  const safe = withSafeText(args, mostLevels);
  if (new TextEncoder().encode(JSON.stringify(safe)).length > mostBytes) throw new NotKept('too_large');
  const parsed = command.args.safeParse(safe);
  if (!parsed.success) {
    const isLong = parsed.error.issues.some((issue) => issue.code === 'too_big' && issue.origin === 'string');
    throw new NotKept(isLong ? 'too_large' : 'invalid', parsed.error);
  }
  return parsed.data;
}

/** NUL and lone surrogates are taken out of every text, also of names of fields; nothing else is changed. */
function withSafeText(value: unknown, levelsLeft: number): unknown {
  if (typeof value === 'string') return makeSafe(value);
  if (value === null || typeof value !== 'object') return value;
  if (levelsLeft === 0) throw new NotKept('too_deep');
  if (Array.isArray(value)) return value.map((each) => withSafeText(each, levelsLeft - 1));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [makeSafe(key), withSafeText(each, levelsLeft - 1)]));
}
