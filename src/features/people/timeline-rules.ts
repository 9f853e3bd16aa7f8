/** What a timeline shows, and in which order: pure. */
import type { ContactRow, EntryRow } from '../contacts/contact.ts';

/** Newest first by when it happened; what was recorded last comes first among the same moment. */
export function newestFirst(contacts: Iterable<ContactRow>, personIds: ReadonlySet<string>): ContactRow[] {
  return [...contacts]
    .filter((contact) => personIds.has(contact.personId))
    .sort((a, b) => compare(b.startedAt, a.startedAt) || compare(b.recordedAt, a.recordedAt) || compare(b.id, a.id));
}

/** ISO instants in UTC sort as text; `localeCompare` would cost ten times as much. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Whether the two see the contact differently: the person says so, or one voice has answered the other's words with words of its own. Kith does not read what
 * they say; it only sees who answered whom.
 */
export function seeDifferently(entries: readonly Pick<EntryRow, 'id' | 'voice' | 'kind' | 'followsId'>[]): boolean {
  const voiceOf = new Map(entries.map((entry) => [entry.id, entry.voice]));
  return entries.some((entry) => {
    if (entry.kind === 'differs') return true;
    if (entry.kind !== 'addendum' || entry.followsId === null) return false;
    const answered = voiceOf.get(entry.followsId);
    return answered !== undefined && answered !== entry.voice;
  });
}
