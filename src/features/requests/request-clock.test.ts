import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestLaw } from '../../packs/deadlines.ts';
import { loadPackSet } from '../../packs/load-pack.server.ts';
import { parseCalendarDay } from '../../shared/calendar-day.ts';
import type { RequestKind } from './request.ts';
import { askedDay, clockFor, daysLeft, extendedDay, lastDay, lastDayOf, openByClock } from './request-clock.ts';

const packs = join(import.meta.dirname, '../../../packs');
const day = parseCalendarDay;
const law: Record<string, RequestLaw> = {};
beforeAll(async () => {
  for (const id of ['core', 'us', 'in-tn', 'ca-on']) law[id] = (await loadPackSet(packs, ['core', id])).requests;
  law.both = (await loadPackSet(packs, ['core', 'us', 'in-tn'])).requests;
});
const of = (id: string): RequestLaw => law[id] as RequestLaw;

describe('the last day of a request', () => {
  it.each<[string, RequestKind, string, string]>([
    ['us', 'copy', 'hipaa-access', '2026-03-31'],
    ['us', 'correction', 'hipaa-amendment', '2026-04-30'],
    ['us', 'accounting', 'hipaa-accounting', '2026-04-30'],
    ['us', 'intermediaries', 'part2-intermediaries', '2026-03-31'],
    ['in-tn', 'copy', 'mhca-records', '2026-03-16'],
    ['in-tn', 'complaint', 'dpdp-grievance', '2026-05-30'],
    ['in-tn', 'correction', 'own-correction', '2026-03-31'],
    ['ca-on', 'copy', 'phipa-access', '2026-03-31'],
    ['ca-on', 'correction', 'phipa-correction', '2026-03-31'],
    ['core', 'restriction', 'own-restriction', '2026-03-31'],
    ['both', 'copy', 'mhca-records', '2026-03-16'], // the shorter of two laws
    ['both', 'correction', 'hipaa-amendment', '2026-04-30'], // a law, though Kith's own rule were shorter
  ])('in %s, for %s asked on 1 March, is by %s %s', (pack, kind, rule, dueOn) => {
    expect(clockFor(of(pack), kind, day('2026-03-01'))).toMatchObject({ rule: { code: rule }, dueOn });
  });

  it('is not known where no pack says anything', () => {
    expect(clockFor({ deadlines: [], accountings: [], complaints: [] }, 'copy', day('2026-03-01'))).toBeUndefined();
  });

  it('counts Monday to Friday where the rule does', () => {
    expect(lastDayOf(day('2026-03-05'), 1, 'working')).toBe('2026-03-06'); // Thursday to Friday
    expect(lastDayOf(day('2026-03-06'), 1, 'working')).toBe('2026-03-09'); // over the weekend
    expect(lastDayOf(day('2026-03-07'), 5, 'working')).toBe('2026-03-13'); // asked on a Saturday
    expect(lastDayOf(day('2024-02-28'), 2, 'calendar')).toBe('2024-03-01');
  });

  it('counts from the day in the zone of the organisation, and never from a day that has not come', () => {
    const late = '2026-03-01T20:00:00Z';
    expect(askedDay(late, day('2026-03-09'), 'Asia/Kolkata')).toBe('2026-03-02');
    expect(askedDay(late, day('2026-03-09'), 'America/New_York')).toBe('2026-03-01');
    expect(askedDay('2031-01-01T00:00:00Z', day('2026-03-09'), 'UTC')).toBe('2026-03-09');
  });
});

describe('more time', () => {
  it('is refused where the rule has none, or is not known any more', () => {
    expect(extendedDay(of('in-tn'), { rule: 'mhca-records', dueOn: '2026-03-16' })).toBeUndefined();
    expect(extendedDay(of('us'), { rule: 'gone', dueOn: '2026-03-16' })).toBeUndefined();
    expect(extendedDay(of('us'), { rule: 'hipaa-access', dueOn: null })).toBeUndefined();
  });

  it('is thirty days on top of the first day under HIPAA', () => {
    expect(extendedDay(of('us'), { rule: 'hipaa-access', dueOn: '2026-03-31' })).toBe('2026-04-30');
  });
});

describe('the queue', () => {
  const row = (id: string, more: object) => ({
    ...{ id, kind: 'copy' as const, state: 'asked' as const, askedAt: '2026-03-01T10:00:00Z', dueOn: null, extendedTo: null, ...more },
  });

  it('has what ends first first, so what is overdue stands at the top, and leaves out what was answered', () => {
    const rows = [
      row('late', { dueOn: '2026-09-01' }),
      row('done', { dueOn: '2026-01-01', state: 'answered' }),
      row('over', { dueOn: '2026-02-01' }),
      row('put-off', { dueOn: '2026-02-02', extendedTo: '2026-03-30' }),
      row('unsaid', {}), // not yet said by the server: worked out from the packs
    ];
    const queue = openByClock(rows, of('us'), 'Asia/Kolkata');
    expect(queue.map(({ request }) => request.id)).toEqual(['over', 'put-off', 'unsaid', 'late']);
    expect(queue[2]?.last).toBe('2026-03-31');
  });

  it('says how many days are left, none on the last day, and fewer than none after it', () => {
    const last = lastDay(of('us'), row('one', { dueOn: '2026-03-31' }), 'UTC');
    expect(last && ['2026-03-30', '2026-03-31', '2026-04-03'].map((today) => daysLeft(day(today), last))).toEqual([1, 0, -3]);
  });
});
