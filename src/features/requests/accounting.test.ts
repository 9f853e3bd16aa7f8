import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { RequestLaw } from '../../packs/deadlines.ts';
import { loadPackSet } from '../../packs/load-pack.server.ts';
import { fromInstant, parseCalendarDay } from '../../shared/calendar-day.ts';
import { accountingOf, yearsBefore } from './accounting.ts';

const packs = join(import.meta.dirname, '../../../packs');
const law: Record<string, RequestLaw> = {};
beforeAll(async () => {
  for (const id of ['us', 'in-tn', 'ca-on']) law[id] = (await loadPackSet(packs, ['core', id])).requests;
});

const shared = (id: string, on: string, consent = 'direct') => ({
  ...{ id, consent_id: consent, disclosed_at: `${on}T10:00:00Z`, discloser_id: 'meena', recipient_name: 'Clinic', recipient_address: null },
  ...{ description: 'goals', purpose: 'care_team', legal_basis: 'us-part2', channel: 'pdf' },
});
const record = {
  disclosures: [
    shared('seven years ago', '2019-11-01'),
    shared('six years ago today', '2020-11-27'),
    shared('four years ago', '2022-11-01'),
    shared('through a network, four years ago', '2022-12-01', 'network'),
    shared('through a network, last month', '2026-10-01', 'network'),
  ],
  consents: [
    { id: 'direct', terms: { recipient: { kind: 'named', members: null } } },
    { id: 'network', terms: { recipient: { kind: 'intermediary', members: 'Two clinics' } } },
  ],
  looks: [{ id: 'look', looked_at: '2026-10-02T10:00:00Z', staff_id: 'meena', what: 'goals' }],
};
const list = (id: string, of: 'accounting' | 'intermediaries') =>
  accountingOf(record, {
    ...{ law: law[id] as RequestLaw, of, today: parseCalendarDay('2026-11-27') },
    dayOf: (instant) => fromInstant(instant, 'America/New_York'),
  });

it('in the United States goes back six years, the longer of the two laws, the first day included, the newest first', () => {
  const { from, shared: lines, looks, laws } = list('us', 'accounting');
  expect(from).toBe('2020-11-27');
  expect(lines.map((each) => each.id)).toEqual([
    ...['through a network, last month', 'through a network, four years ago', 'four years ago', 'six years ago today'],
  ]);
  expect(laws.map((each) => each.years)).toEqual([6, 3]);
  expect(looks).toEqual([]);
});

it('of an intermediary goes back three years, and names whom it passed things on to', () => {
  expect(list('us', 'intermediaries').shared).toMatchObject([{ id: 'through a network, last month', members: 'Two clinics' }]);
});

it('where no law has a number holds everything there is', () => {
  expect(list('in-tn', 'accounting')).toMatchObject({ from: null, laws: [] });
  expect(list('in-tn', 'accounting').shared).toHaveLength(5);
});

it('in Ontario says who looked, too', () => {
  expect(list('ca-on', 'accounting').looks.map((each) => each.id)).toEqual(['look']);
});

it('29 February six years before is the 28th', () => {
  expect(yearsBefore(parseCalendarDay('2028-02-29'), 6)).toBe('2022-02-28');
  expect(yearsBefore(parseCalendarDay('2028-03-01'), 6)).toBe('2022-03-01');
});
