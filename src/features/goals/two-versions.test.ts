import { describe, expect, it } from 'vitest';
import { factsOf } from './two-versions.ts';

describe('two versions', () => {
  it('differ where mine would have changed something, and nowhere else', () => {
    const theirs: { words: string; dueOn: string | null; who: string; doneOn: string | null } = {
      words: 'Usman Road',
      dueOn: '2026-10-15',
      who: 'together',
      doneOn: null,
    };
    expect(factsOf(theirs, { words: 'Arcot Road', who: 'together', dueOn: null }, ['words', 'dueOn', 'who', 'doneOn'])).toEqual([
      { key: 'words', mine: 'Arcot Road', theirs: 'Usman Road', differs: true },
      { key: 'dueOn', mine: null, theirs: '2026-10-15', differs: true },
      { key: 'who', mine: 'together', theirs: 'together', differs: false },
      { key: 'doneOn', mine: null, theirs: null, differs: false },
    ]);
  });
});
