/** Rules about words that come later: pure, the same on the phone and on the server. */
import type { Audience, EntryRow, Voice } from './contact.ts';

/** The entry that a later one follows. */
export type Followed = {
  authorId: string;
  kind: EntryRow['kind'];
  voice: Voice;
  audience: Audience;
  /** Whether a strike follows it already. */
  struck: boolean;
};

export type LaterWords = { kind: EntryRow['kind']; voice: Voice; audience: Audience; felt: string | null; followsId: string | null };

export type EntryProblem = {
  code:
    | 'entry_follows_missing'
    | 'entry_follows_needless'
    | 'entry_only_addenda'
    | 'contact_struck'
    | 'entry_only_author_strikes'
    | 'entry_struck_already'
    | 'entry_strike_of_strike'
    | 'entry_strike_differs'
    | 'entry_addendum_wider'
    | 'contact_felt_is_the_persons';
  field: string;
};

/** How far words go, to compare. */
export const reachOf: Record<Audience, number> = { pair: 0, team: 1, care_team: 2 };

/**
 * What is wrong with words added later, in the order a peer would meet it; empty when they may be kept.
 *
 * An entry stands by itself. An addendum follows one entry, or the contact as a whole (then `followsId` is null). A strike always follows
 * an entry, in its voice and for its readers: a strike for fewer would leave others reading what was taken back.
 */
export function checkEntry(
  words: LaterWords,
  facts: { staffId: string; contact: { struck: boolean; cosigned: boolean }; followed: Followed | undefined },
): EntryProblem[] {
  const { contact, followed } = facts;
  const problems: EntryProblem[] = [];
  if (words.kind === 'entry' && words.followsId !== null) problems.push({ code: 'entry_follows_needless', field: 'followsId' });
  if (words.kind === 'strike' && words.followsId === null) problems.push({ code: 'entry_follows_missing', field: 'followsId' });
  if (contact.cosigned && words.kind !== 'addendum') problems.push({ code: 'entry_only_addenda', field: 'kind' });
  if (contact.struck && words.kind !== 'addendum') problems.push({ code: 'contact_struck', field: 'kind' });
  if (words.felt !== null && words.voice !== 'person') problems.push({ code: 'contact_felt_is_the_persons', field: 'felt' });
  if (words.kind === 'strike' && followed) {
    if (followed.authorId !== facts.staffId) problems.push({ code: 'entry_only_author_strikes', field: 'kind' });
    if (followed.kind === 'strike') problems.push({ code: 'entry_strike_of_strike', field: 'followsId' });
    if (followed.struck) problems.push({ code: 'entry_struck_already', field: 'followsId' });
    if (followed.voice !== words.voice || followed.audience !== words.audience) {
      problems.push({ code: 'entry_strike_differs', field: 'audience' });
    }
  }
  if (words.kind === 'addendum' && followed && reachOf[words.audience] > reachOf[followed.audience]) {
    problems.push({ code: 'entry_addendum_wider', field: 'audience' });
  }
  return problems;
}
