/** "Matched" is said only of what the feed returned: the preview is the claim, the row that came back is the truth. */
import type { PreviewRow } from '../shared/command.ts';

/**
 * Whether the row that came back is what was sent.
 * A field sent as null says "not set yet", and may have been set since (a co-signature); a row with a newer version has moved on after ours
 * was taken in.
 */
export function matches(preview: PreviewRow, row: Record<string, unknown>): boolean {
  const sentVersion = preview.set.version;
  if (typeof sentVersion === 'number' && typeof row.version === 'number' && row.version > sentVersion) return true;
  return Object.entries(preview.set).every(([field, sent]) => sent === null || same(sent, row[field]));
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
