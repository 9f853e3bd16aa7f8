import { expect, test } from 'vitest';
import type { Followed } from './add-entry-rules.ts';
import { checkOwnEntry, type OwnWords } from './own-entry-rules.ts';

const own = (more: Partial<OwnWords> = {}): OwnWords => ({
  kind: 'entry',
  audience: 'team',
  words: 'I was not ready',
  followsId: null,
  ...more,
});
const after = (more: Partial<Followed> = {}): Followed => ({
  ...{ authorId: 'meena', kind: 'entry', voice: 'peer', audience: 'team', struck: false, ...more },
});
const mine = (more: Partial<Followed> = {}) => after({ authorId: 'view', voice: 'person', ...more });
const following = (kind: OwnWords['kind'], more: Partial<OwnWords> = {}) => own({ kind, followsId: 'e', ...more });

test.each<[string, OwnWords, Followed | undefined, string[]]>([
  ['an entry without words', own({ words: null }), undefined, ['entry_words_missing']],
  ['an answer without words', following('addendum', { words: null }), after(), ['entry_words_missing']],
  ['an entry that follows something', own({ followsId: 'e' }), after(), ['entry_follows_needless']],
  ['taking back nothing in particular', own({ kind: 'strike' }), undefined, ['entry_follows_missing']],
  ['taking back a peer’s words', following('strike'), after(), ['entry_only_author_strikes']],
  ['taking back words of theirs that a peer wrote down', following('strike'), after({ voice: 'person' }), ['entry_only_author_strikes']],
  ['taking back twice', following('strike'), mine({ struck: true }), ['entry_struck_already']],
  ['taking back a taking back', following('strike'), mine({ kind: 'strike' }), ['entry_strike_of_strike']],
  ['taking back for fewer readers', following('strike', { audience: 'pair' }), mine(), ['entry_strike_differs']],
  ['answering for more readers', following('addendum', { audience: 'care_team' }), after(), ['entry_addendum_wider']],
  ['differing for more readers', following('differs', { audience: 'team' }), after({ audience: 'pair' }), ['entry_addendum_wider']],
  ['an entry', own(), undefined, []],
  ['an answer for fewer', following('addendum', { audience: 'pair' }), after(), []],
  ['"this is not how it was", and nothing more', following('differs', { words: null }), after(), []],
  ['the same of the contact as a whole', own({ kind: 'differs', words: null }), undefined, []],
  ['taking their own words back', following('strike'), mine(), []],
])('%s', (_, words, followed, codes) => {
  expect(checkOwnEntry(words, { viewId: 'view', followed }).map((problem) => problem.code)).toEqual(codes);
});
