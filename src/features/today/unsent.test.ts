import { describe, expect, it } from 'vitest';
import type { OutboxItem, ReceiptStep } from '../../device/device.ts';
import { unsentOf, waitedLong } from './unsent.ts';

const item = (name: string, step: ReceiptStep, recordedAt: string): OutboxItem => ({
  ...{ id: `${name}${step}${recordedAt}`, name, recordedAt, step, refusal: null, args: {}, rows: [] },
});
const now = Date.parse('2026-11-27T12:00:00Z');

describe('what is only on this device', () => {
  it('is not what the server refused, nor what it has and was not read back, nor looks', () => {
    const outbox = [
      item('record-look', 1, '2026-11-20T08:00:00Z'),
      item('register-device-key', 1, '2026-11-20T08:00:00Z'),
      item('record-contact', 2, '2026-11-21T08:00:00Z'),
      item('edit-person', 0, '2026-11-22T08:00:00Z'),
      item('record-contact', 1, '2026-11-26T08:00:00Z'),
      item('add-entry', 1, '2026-11-27T08:00:00Z'),
    ];
    const { waiting, unread, refused, since } = unsentOf(outbox);
    expect([waiting.length, unread.length, refused.length, since]).toEqual([2, 1, 1, '2026-11-26T08:00:00Z']);
    expect(unsentOf([])).toEqual({ waiting: [], unread: [], refused: [], since: null });
  });

  it('has waited long from the 48th hour on, and not because a clock was turned back', () => {
    const waiting = ['2026-11-25T12:00:01Z', '2026-11-25T12:00:00Z', '2025-11-25T12:00:00Z', '2027-12-01T00:00:00Z'].map((at) =>
      item('record-contact', 1, at),
    );
    expect(waitedLong(waiting, now).map((each) => each.recordedAt)).toEqual(['2026-11-25T12:00:00Z', '2025-11-25T12:00:00Z']);
  });
});
