import { describe, expect, it } from 'vitest';
import { problemWithOwn } from './judge-own.ts';
import { bitsOfProposal, proposePassphrase } from './passphrase.ts';

describe('words the app draws', () => {
  it('are four of 7,776, worth 51.7 bits', () => {
    expect(bitsOfProposal).toBeCloseTo(51.7, 1);
    expect(proposePassphrase()).toMatch(/^\S+ \S+ \S+ \S+$/u);
  });

  it('are drawn evenly: the last few numbers, which would favour the first words, are drawn again', () => {
    const numbers = [2 ** 32 - 1, 0, 2 ** 32 - 2, 1, 2, 7775];
    const words = proposePassphrase(() => numbers.shift() ?? 0).split(' ');
    expect(words).toHaveLength(4);
    expect(numbers).toEqual([]);
    expect(words[0]).toBe('abacus');
    expect(words[3]).toBe('zoom');
  });

  it('differ each time', () => expect(new Set(Array.from({ length: 500 }, () => proposePassphrase())).size).toBe(500));
});

describe('words of one’s own', () => {
  const near = ['Meena Kumari', 'meena@thunai.example.org'];
  it.each([
    ['too few', 'abc def ghi', 'short'],
    ['fourteen, padded with spaces', '   fourteen   lette ', 'short'],
    ['a common password, doubled', 'passwordpassword', 'common'],
    ['a common phrase', 'iloveyouforever1', 'common'],
    ['a row of keys', 'qwertyuiopasdfghjkl', 'common'],
    ['one letter', 'aaaaaaaaaaaaaaaaaaaa', 'common'],
    ['counting', '123456789012345678', 'common'],
    ['her own name and a year', 'meenakumari2024', 'common'],
    ['her own address', 'meena thunai example org', 'common'],
  ] as const)('%s will not do', (_what, words, problem) => expect(problemWithOwn(words, near)).toBe(problem));

  it.each(['otter velvet seventeen grumpy', 'மழை நின்றபோது ஆட்டோ வரவில்லை', 'the crooked tap sings at four'])('“%s” will do', (words) =>
    expect(problemWithOwn(words, near)).toBeNull(),
  );
});
