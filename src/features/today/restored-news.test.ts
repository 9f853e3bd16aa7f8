import { describe, expect, it } from 'vitest';
import type { OutboxItem, ReceiptStep } from '../../device/device.ts';
import { newsOf } from './restored-news.ts';

const again = (id: string, isBack: boolean, name = 'record-contact') => ({ id, name, isBack });
const waits = (id: string, step: ReceiptStep): OutboxItem => ({
  ...{ id, step, name: 'record-contact', recordedAt: '2026-11-20T10:00:00.000Z', refusal: null, args: {}, rows: [] },
});
const at = '2026-11-23T08:00:00.000Z';

describe('after the server was put back', () => {
  it('nothing was missing', () => {
    expect(newsOf({ at, again: [] }, [])).toEqual({ again: 0, onTheirWay: 0, needYou: 0 });
  });
  it('says how many were sent again, how many are still going, and how many were refused this time', () => {
    const restored = { at, again: [again('a', true), again('b', false), again('c', false), again('d', false)] };
    expect(newsOf(restored, [waits('b', 1), waits('c', 2), waits('d', 0)])).toEqual({ again: 4, onTheirWay: 2, needYou: 1 });
  });
  it('does not ask again about what its author has let go of', () => {
    expect(newsOf({ at, again: [again('a', false)] }, [])).toEqual({ again: 1, onTheirWay: 0, needYou: 0 });
  });
  it('does not count looks, which travel with the rest', () => {
    expect(newsOf({ at, again: [again('a', true), again('b', false, 'record-look')] }, [waits('b', 1)])).toMatchObject({
      again: 1,
      onTheirWay: 0,
    });
  });
});
