import { describe, expect, it } from 'vitest';
import type { RequestKind } from './request.ts';
import { type Answer, checkAnswer, mayDisagree } from './request-rules.ts';

const answer = (more: Partial<Answer> = {}): Answer => ({
  ...{ outcome: 'granted', reason: null, answerWords: null, correction: null, withheld: [], lockId: null, ...more },
});
const no = { outcome: 'denied', reason: 'accurate', answerWords: 'It is as it was' } as const;
const partly = { ...no, outcome: 'partly' } as const;
const codes = (kind: RequestKind, more: Partial<Answer>) => checkAnswer(kind, answer(more)).map((each) => each.code);

describe('an answer is refused', () => {
  it.each<[string, RequestKind, Partial<Answer>, string[]]>([
    ['a no without a reason', 'copy', { ...no, reason: null }, ['request_reason_missing']],
    ['a no without words', 'complaint', { ...no, answerWords: null }, ['request_words_missing']],
    ['a yes with a reason why not', 'copy', { reason: 'accurate' }, ['request_reason_of_yes']],
    ['a yes to a deletion, which is the erasing itself', 'deletion', {}, ['request_deletion_by_erasing']],
    ['a correction that corrects nothing', 'correction', {}, ['request_correction_missing']],
    ['a correction that was denied and yet stands', 'correction', { ...no, correction: 'Nila' }, ['request_correction_not_here']],
    ['a correction of a copy', 'copy', { correction: 'Nila' }, ['request_correction_not_here']],
    ['a restriction that locks nothing', 'restriction', {}, ['request_lock_missing']],
    ['a lock for a copy', 'copy', { lockId: 'x' }, ['request_lock_not_here']],
    ['part of a copy, without saying which', 'copy', partly, ['request_withheld_missing']],
    ['something held back from a whole copy', 'copy', { withheld: ['words'] }, ['request_withheld_not_here']],
    ['something held back from a list', 'accounting', { ...partly, withheld: ['words'] }, ['request_withheld_not_here']],
  ])('%s', (_title, kind, more, expected) => {
    expect(codes(kind, more)).toEqual(expected);
  });
});

it.each<[RequestKind, Partial<Answer>]>([
  ['copy', {}],
  ['copy', { ...partly, withheld: ['plans'] }],
  ['correction', { correction: 'Her name is Nila' }],
  ['correction', no],
  ['deletion', partly],
  ['restriction', { lockId: 'x' }],
  ['restriction', no],
  ['accounting', {}],
  ['complaint', { answerWords: 'We are sorry' }],
])('an answer to %s that is whole is taken', (kind, more) => {
  expect(codes(kind, more)).toEqual([]);
});

it('somebody may disagree with a no, once, and not with a yes or before there is an answer', () => {
  const said = { state: 'answered', outcome: 'denied', statement: null } as const;
  expect(mayDisagree({ ...said, outcome: 'granted' })).toBe(false);
  expect(mayDisagree({ ...said, state: 'working', outcome: null })).toBe(false);
  expect(mayDisagree({ ...said, statement: 'No' })).toBe(false);
  expect(mayDisagree(said)).toBe(true);
  expect(mayDisagree({ ...said, outcome: 'partly' })).toBe(true);
});
