import { describe, expect, it } from 'vitest';
import { checkEntry, type Followed, type LaterWords } from './add-entry-rules.ts';

const addendum: LaterWords = { kind: 'addendum', voice: 'peer', audience: 'team', felt: null, followsId: 'e' };
const strike: LaterWords = { ...addendum, kind: 'strike' };
const entry: LaterWords = { ...addendum, kind: 'entry', followsId: null };
const mine: Followed = { authorId: 'me', kind: 'entry', voice: 'peer', audience: 'team', struck: false };
const open = { struck: false, cosigned: false };
const codes = (words: LaterWords, followed: Followed | undefined, contact = open) =>
  checkEntry(words, { staffId: 'me', contact, followed }).map((problem) => problem.code);

describe('words that come later', () => {
  it.each([
    ['an entry that follows another', { ...entry, followsId: 'e' }, mine, open, 'entry_follows_needless'],
    ['a strike of nothing', { ...strike, followsId: null }, undefined, open, 'entry_follows_missing'],
    ['an entry after the co-sign', entry, undefined, { struck: false, cosigned: true }, 'entry_only_addenda'],
    ['a strike after the co-sign', strike, mine, { struck: false, cosigned: true }, 'entry_only_addenda'],
    ['an entry in a struck contact', entry, undefined, { struck: true, cosigned: false }, 'contact_struck'],
    ['feelings in the peer’s voice', { ...entry, felt: 'light' }, undefined, open, 'contact_felt_is_the_persons'],
    ['a strike of someone else’s entry', strike, { ...mine, authorId: 'other' }, open, 'entry_only_author_strikes'],
    ['a second strike', strike, { ...mine, struck: true }, open, 'entry_struck_already'],
    ['a strike of a strike', strike, { ...mine, kind: 'strike' as const }, open, 'entry_strike_of_strike'],
    ['a strike for fewer readers', { ...strike, audience: 'pair' as const }, mine, open, 'entry_strike_differs'],
    ['a strike in the other voice', { ...strike, voice: 'person' as const }, mine, open, 'entry_strike_differs'],
    ['an addendum for more readers than what it follows', addendum, { ...mine, audience: 'pair' as const }, open, 'entry_addendum_wider'],
  ])('may not be %s', (_what, words, followed, contact, code) => {
    expect(codes(words, followed, contact)).toEqual([code]);
  });

  it.each([
    ['an entry', entry, undefined, open],
    ['an addendum', addendum, mine, open],
    ['an addendum to the contact as a whole', { ...addendum, followsId: null }, undefined, { struck: false, cosigned: true }],
    ['an addendum for fewer readers', { ...addendum, audience: 'pair' as const }, mine, open],
    ['an addendum by someone else', addendum, { ...mine, authorId: 'other' }, { struck: false, cosigned: true }],
    ['an addendum to a struck contact', addendum, mine, { struck: true, cosigned: false }],
    ['a strike of one’s own entry', strike, mine, open],
  ])('may be %s', (_what, words, followed, contact) => {
    expect(codes(words, followed, contact)).toEqual([]);
  });
});
