import { expect, test } from 'vitest';
import { whoIsAround } from './own-looks.ts';

const now = '2026-10-12T12:00:00.000Z';
const assignment = (staffId: string, more: object = {}) => ({
  ...{ id: staffId, personId: 'kavi', staffId, programmeId: 'walk', kind: 'peer' as const, version: 1 },
  ...{ startsAt: '2026-03-02T00:00:00.000Z', endsAt: 'infinity', ...more },
});
const staff = new Map([
  ['meena', { roles: ['peer' as const], supervisorIds: ['latha', 'arul'] }],
  ['arul', { roles: ['peer' as const], supervisorIds: [] }],
  ['latha', { roles: ['supervisor' as const], supervisorIds: [] }],
  ['devi', { roles: ['coordinator' as const], supervisorIds: [] }],
  ['olden', { roles: ['peer' as const], supervisorIds: ['latha'] }],
]);

test('names who walks today, covers after peers, and leaves out who did and who will', () => {
  const around = whoIsAround(
    {
      staff,
      assignments: [
        assignment('arul', { kind: 'cover', endsAt: '2026-10-20T00:00:00.000Z' }),
        assignment('olden', { endsAt: '2026-04-01T00:00:00.000Z' }),
        assignment('devi', { startsAt: '2027-01-01T00:00:00.000Z' }),
        assignment('meena'),
      ],
    },
    now,
  );
  expect(around.walking.map((one) => one.staffId)).toEqual(['meena', 'arul']);
  expect(around.supervising).toEqual(['latha']);
  expect(['meena', 'arul', 'latha', 'devi', 'olden', 'nobody'].map(around.dutyOf)).toEqual([
    'peer',
    'cover',
    'supervises',
    'office',
    'staff',
    'staff',
  ]);
});
