import { describe, expect, it } from 'vitest';
import type { EnrolmentRow } from './person.ts';
import { programmesToJoin, staysOf } from './programme-stays.ts';

const stay = (id: string, programmeId: string, enrolledOn: string, leftOn: string | null = null, personId = 'kavi'): EnrolmentRow => ({
  ...{ id, personId, programmeId, enrolledOn, leftOn },
  ...{ leftReason: leftOn === null ? null : 'moved_away', version: 1 },
});

describe('stays in programmes', () => {
  const rows = [
    stay('first', 'walks', '2025-01-10', '2025-06-01'),
    stay('now', 'line', '2026-02-01'),
    stay('again', 'walks', '2025-09-01', '2026-01-15'),
    stay('other', 'walks', '2025-01-01', null, 'mala'),
  ];

  it('are kept apart: where they are now, and where they were, the latest leaving first', () => {
    const { open, past } = staysOf(rows, 'kavi');
    expect(open.map((one) => one.id)).toEqual(['now']);
    expect(past.map((one) => one.id)).toEqual(['again', 'first']);
  });

  it('let one come back to a programme one has left, but not join one twice, one that has ended, or one the reader does not work in', () => {
    const programmes = [
      { id: 'walks', endedOn: null },
      { id: 'line', endedOn: null },
      { id: 'closed', endedOn: '2026-03-01' },
      { id: 'closing', endedOn: '2026-03-02' },
      { id: 'elsewhere', endedOn: null },
    ];
    const mine = ['walks', 'line', 'closed', 'closing'];
    const { open } = staysOf(rows, 'kavi');
    expect(programmesToJoin(programmes, { mine, open, today: '2026-03-02' }).map((one) => one.id)).toEqual(['walks', 'closing']);
  });
});
