/** Rules about what a person writes by their own hand: pure, the same on their phone and on the server. */
import type { Followed } from './add-entry-rules.ts';
import { reachOf } from './add-entry-rules.ts';
import type { Audience, EntryRow } from './contact.ts';

export type OwnWords = { kind: EntryRow['kind']; audience: Audience; words: string | null; followsId: string | null };

export type OwnEntryProblem = {
  code:
    | 'entry_words_missing'
    | 'entry_follows_needless'
    | 'entry_follows_missing'
    | 'entry_only_author_strikes'
    | 'entry_struck_already'
    | 'entry_strike_of_strike'
    | 'entry_strike_differs'
    | 'entry_addendum_wider';
  field: string;
};

/**
 * What is wrong with it; empty when it may be kept. Unlike a peer's, it may come to a contact that is signed or struck through: a signature
 * closes what the peer recorded, not what the person has to say about it.
 */
export function checkOwnEntry(entry: OwnWords, facts: { viewId: string; followed: Followed | undefined }): OwnEntryProblem[] {
  const { followed } = facts;
  const problems: OwnEntryProblem[] = [];
  if (entry.words === null && entry.kind !== 'differs') problems.push({ code: 'entry_words_missing', field: 'words' });
  if (entry.kind === 'entry' && entry.followsId !== null) problems.push({ code: 'entry_follows_needless', field: 'followsId' });
  if (entry.kind === 'strike' && entry.followsId === null) problems.push({ code: 'entry_follows_missing', field: 'followsId' });
  if (!followed) return problems;
  if (entry.kind === 'strike') {
    if (followed.authorId !== facts.viewId) problems.push({ code: 'entry_only_author_strikes', field: 'kind' });
    if (followed.kind === 'strike') problems.push({ code: 'entry_strike_of_strike', field: 'followsId' });
    if (followed.struck) problems.push({ code: 'entry_struck_already', field: 'followsId' });
    if (followed.audience !== entry.audience) problems.push({ code: 'entry_strike_differs', field: 'audience' });
  } else if (reachOf[entry.audience] > reachOf[followed.audience]) {
    problems.push({ code: 'entry_addendum_wider', field: 'audience' });
  }
  return problems;
}
