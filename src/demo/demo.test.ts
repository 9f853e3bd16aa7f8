import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Insertable } from 'kysely';
import { describe, expect, it } from 'vitest';
import { mostFelt, mostWords } from '../features/contacts/contact.ts';
import { mostFollowUpWords } from '../features/follow-ups/follow-up.ts';
import { findMirrorWords } from '../features/mirror/mirror.ts';
import { loadPackSet } from '../packs/load-pack.server.ts';
import type { DB } from '../server/db-types.ts';
import { parseCalendarDay } from '../shared/calendar-day.ts';
import { activities, ageBands, leavingReasons, whereAndHow } from './codes.ts';
import type { DemoRow, DemoTable } from './demo-row.ts';
import { demoSignIns, generateDemo } from './generate-demo.ts';
import { indianMen, indianWomen, tamilMen, tamilWomen } from './names.ts';
import { chennaiStories } from './stories/chennai.ts';
import { usStories } from './stories/us.ts';
import { languageOf, tell } from './tell.ts';
import { usMen, usWomen } from './us-names.ts';

const today = parseCalendarDay('2026-11-23');
const now = '2026-11-23T15:00:00.000Z';
const options = { seed: 'riverbend', today, now };

const demo = generateDemo(options);
const rows = demo.flatMap((organisation) => [...organisation.rows()]);

/** The rows of one table, in the order they come. */
function of<T extends DemoTable>(table: T, from: DemoRow[] = rows): Insertable<DB[T]>[] {
  return from.flatMap((each) => (each.table === table ? [each.row as Insertable<DB[T]>] : []));
}

function fingerprint(seed: string): string {
  const hash = createHash('sha256');
  for (const organisation of generateDemo({ ...options, seed, peoplePerOrganisation: 40 })) {
    for (const row of organisation.rows()) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}

describe('the demo', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(fingerprint('a')).toBe(fingerprint('a'));
    expect(fingerprint('a')).not.toBe(fingerprint('b'));
  });

  it('has two programmes, 240 people, a small staff and eighteen months of contacts', () => {
    expect(of('organisations').map((one) => one.name)).toEqual(['Riverbend Peer Support', 'Thunai']);
    expect(of('people')).toHaveLength(240);
    expect(demoSignIns(demo)).toHaveLength(of('staff').length);
    const days = of('contacts')
      .map((one) => one.day)
      .sort();
    expect(days.length).toBeGreaterThan(4000);
    expect(days[0]?.slice(0, 7)).toBe('2025-05');
    expect((days.at(-1) ?? '') <= today).toBe(true);
  });

  it('never uses an id twice', () => {
    const ids = rows.flatMap(({ row }) => ('id' in row ? [row.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('records nothing after now', () => {
    const ends = of('contacts').map((one) => Date.parse(one.startedAt as string) + one.minutes * 60_000);
    expect(Math.max(...ends)).toBeLessThanOrEqual(Date.parse(now));
    expect(Math.max(...of('entries').map((one) => Date.parse(one.writtenAt as string)))).toBeLessThanOrEqual(Date.parse(now));
  });

  it('keeps every text within its limit and fills in every mark', () => {
    for (const entry of of('entries')) {
      expect(entry.words.length).toBeLessThanOrEqual(mostWords);
      expect((entry.felt ?? '').length).toBeLessThanOrEqual(mostFelt);
    }
    for (const one of of('followUps')) expect(one.words.length).toBeLessThanOrEqual(mostFollowUpWords);
    const texts = [...of('entries'), ...of('goals'), ...of('goalSteps'), ...of('followUps')].map((one) => one.words);
    expect([...texts, ...of('people').map((one) => `${one.matters}${one.strengths}`)].filter((text) => /[{}|]|@\w/.test(text))).toEqual([]);
  });

  it('speaks in two voices, to different audiences, and leaves most contacts without words', () => {
    const voices = Map.groupBy(of('entries'), (one) => `${one.voice} ${one.audience}`);
    for (const voice of ['person', 'peer'])
      for (const audience of ['pair', 'team', 'care_team']) {
        expect(voices.get(`${voice} ${audience}`)?.length ?? 0).toBeGreaterThan(100);
      }
    const silent = of('contacts').filter((one) => one.words === 'none').length / of('contacts').length;
    expect(silent).toBeGreaterThan(0.3);
    expect(of('entries').some((one) => one.kind === 'addendum')).toBe(true);
  });

  it('is told in Tamil and English in Chennai', () => {
    const [, thunai] = demo;
    const languages = of('entries')
      .filter((one) => one.orgId === thunai?.orgId)
      .map((one) => one.language);
    const tamil = languages.filter((language) => language === 'ta').length / languages.length;
    expect(tamil).toBeGreaterThan(0.3);
    expect(tamil).toBeLessThan(0.8);
  });

  it('has enough threads, each with goals, steps and both voices', () => {
    expect(usStories.length).toBeGreaterThanOrEqual(40);
    expect(chennaiStories.length).toBeGreaterThanOrEqual(40);
    expect(chennaiStories.filter((story) => story.beats.some((beat) => languageOf(beat.person ?? '', []) === 'ta')).length).toBeGreaterThan(
      30,
    );
    for (const story of [...usStories, ...chennaiStories]) {
      expect(story.goals.length, story.key).toBeGreaterThan(0);
      expect(story.beats.length, story.key).toBeGreaterThanOrEqual(5);
      for (const beat of story.beats) {
        const goal = story.goals[beat.goal ?? 0];
        expect(goal, story.key).toBeDefined();
        if (beat.step !== undefined) expect(goal?.steps[beat.step], `${story.key}: ${beat.person}`).toBeDefined();
      }
      for (const voice of ['person', 'peer'] as const)
        expect(
          story.beats.some((beat) => beat[voice]),
          `${story.key} ${voice}`,
        ).toBe(true);
    }
    const keys = [...usStories, ...chennaiStories].map((story) => story.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gives every peer something planned today, and follow-ups before, on and after it', () => {
    const visits = of('visits').filter((one) => one.status === 'planned');
    for (const peer of demo.flatMap((one) => one.staff).filter((one) => one.roles.includes('peer'))) {
      expect(
        visits.filter((one) => one.staffId === peer.id && (one.startsAt as string).startsWith(today)).length,
        peer.name,
      ).toBeGreaterThan(0);
      const due = of('followUps')
        .filter((one) => one.ownerId === peer.id && one.status === 'open')
        .map((one) => one.dueOn ?? '');
      expect(
        due.some((day) => day !== '' && day < today),
        peer.name,
      ).toBe(true);
      expect(
        due.some((day) => day > today),
        peer.name,
      ).toBe(true);
    }
    expect(of('followUps').some((one) => one.dueOn === today && one.status === 'open')).toBe(true);
  });

  it('has people who left, people who came back, cover, hand-over and a pair to merge', () => {
    const enrolments = Map.groupBy(of('enrolments'), (one) => one.personId);
    expect([...enrolments.values()].filter((each) => each.length === 1 && each[0]?.leftOn).length).toBeGreaterThan(5);
    expect([...enrolments.values()].filter((each) => each.length === 2).length).toBeGreaterThan(3);
    expect(of('assignments').filter((one) => one.kind === 'cover').length).toBeGreaterThan(1);
    expect(of('contacts').filter((one) => one.cosignedAt).length).toBeGreaterThan(1000);
    expect(of('people').filter((one) => one.mergedInto).length).toBe(2);
    for (const organisation of demo) {
      const people = of('people').filter((one) => one.orgId === organisation.orgId);
      const phones = Map.groupBy(
        people.filter((one) => one.phone),
        (one) => one.phone,
      );
      expect(
        [...phones.values()].filter((same) => same.length > 1 && same[0]?.birthDate === same[1]?.birthDate).length,
      ).toBeGreaterThanOrEqual(2);
    }
  });

  it('names no third person', () => {
    const names = new Set([
      ...usWomen,
      ...usMen,
      ...indianWomen,
      ...indianMen,
      ...[...tamilWomen, ...tamilMen].flatMap((pair) => pair.split('=')),
    ]);
    const own = new Map(of('people').map((one) => [one.id, one.name]));
    const named = of('entries').filter((entry) =>
      entry.words.split(/[^\p{L}\p{M}]+/u).some((word) => names.has(word) && word !== own.get(entry.personId)),
    );
    expect(named.map((entry) => entry.words)).toEqual([]);
  });

  it('uses words the mirror would mark in fewer than two of a hundred entries, and knows every code', async () => {
    const packs = resolve(import.meta.dirname, '../../packs');
    for (const organisation of demo) {
      const [own] = of('organisations', [...organisation.rows()].slice(0, 1));
      const set = await loadPackSet(packs, (own?.packs ?? []) as string[]);
      const entries = of('entries').filter((one) => one.orgId === organisation.orgId && one.voice === 'peer');
      const marked = entries.filter((entry) => {
        const lexicon = set.mirror[entry.language === 'ta' ? 'ta' : 'en'];
        return lexicon !== undefined && findMirrorWords(entry.words, lexicon, { kept: new Set() }).length > 0;
      });
      expect(marked.length / entries.length, [...new Set(marked.map((one) => one.words))].join('\n')).toBeLessThan(0.02);
      const codes = (list: 'contact-places' | 'contact-modes' | 'activities' | 'age-bands' | 'leaving-reasons') =>
        new Set(set.lists[list].map((item) => item.code));
      for (const { place, mode } of Object.values(whereAndHow)) {
        expect(codes('contact-places').has(place), place).toBe(true);
        expect(codes('contact-modes').has(mode), mode).toBe(true);
      }
      for (const code of Object.values(activities)) expect(codes('activities').has(code), code).toBe(true);
      for (const code of ageBands) expect(codes('age-bands').has(code), code).toBe(true);
      for (const code of leavingReasons) expect(codes('leaving-reasons').has(code), code).toBe(true);
      expect(of('contacts').find((one) => one.orgId === organisation.orgId)?.packVersion).toBe(set.version);
    }
  });

  it('chooses the same word for the same person through a whole thread', () => {
    const who = { key: 'one', name: 'Alice', pronouns: 'she' } as const;
    expect(tell('The {landlord|manager} came.', who).split(' ')[1]).toBe(
      tell('Rang the {landlord|manager}.', who).split(' ')[2]?.slice(0, -1),
    );
    expect(tell('@They kept @their key; it is @theirs.', who)).toBe('She kept her key; it is hers.');
  });
});
