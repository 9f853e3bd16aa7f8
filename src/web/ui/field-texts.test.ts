import { describe, expect, it } from 'vitest';
import { judgeLength, type TextLimit } from './field-texts.ts';

const limit: TextLimit = { max: 10, left: (n) => `${n} left`, over: (n) => `${n} too many` };

describe('the counter of a text', () => {
  it('refuses a text that is too long and says by how much', () => {
    expect(judgeLength('x'.repeat(13), limit)).toEqual({ hint: null, error: '3 too many' });
  });

  it('allows the last letter', () => {
    expect(judgeLength('x'.repeat(10), limit)).toEqual({ hint: '0 left', error: null });
  });

  it('keeps quiet until the last fifth', () => {
    expect(judgeLength('x'.repeat(8), limit)).toEqual({ hint: null, error: null });
    expect(judgeLength('x'.repeat(9), limit)).toEqual({ hint: '1 left', error: null });
  });

  it('counts as it is told to', () => {
    const byLetters = { ...limit, count: (text: string) => [...text].length };
    expect(judgeLength('🙂'.repeat(10), byLetters).error).toBeNull();
    expect(judgeLength('🙂'.repeat(10), limit).error).toBe('10 too many');
  });

  it('says nothing where there is no limit', () => {
    expect(judgeLength('x'.repeat(99_999), undefined)).toEqual({ hint: null, error: null });
  });
});
