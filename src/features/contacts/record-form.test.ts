import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/id.ts';
import type { PersonRow } from '../people/person.ts';
import type { ContactRow } from './contact.ts';
import { checkContact } from './contact-rules.ts';
import { recordContact } from './record-contact.ts';
import { argsOf, emptyForm, lastContactWith, missingFrom, nothingAbout, type RecordForm, withPerson } from './record-form.ts';

const kavi = newId();
const room = newId();
const programmeId = newId();
const now = new Date('2026-10-13T05:20:00Z');
const people = new Map([[kavi, { id: kavi, programmeId } as PersonRow]]);
const around = { now, timeZone: 'Asia/Kolkata', locale: 'en', people, enrolments: [] };

const filled: RecordForm = {
  ...emptyForm,
  personIds: [kavi],
  minutes: 45,
  place: 'at_home',
  did: ['listened'],
  about: { [kavi]: nothingAbout },
};

describe('the recording form', () => {
  it('misses who, how long, where and what at first, and words never', () => {
    expect(missingFrom(emptyForm)).toEqual(['who', 'minutes', 'where', 'did']);
    expect(missingFrom(filled)).toEqual([]);
  });

  it('makes a command that its own schema and rules accept, without any words', () => {
    const args = argsOf(filled, around);
    expect(recordContact.args.safeParse(args).success).toBe(true);
    expect(checkContact(args, now.toISOString(), { daysBack: 30 })).toEqual([]);
    expect(args).toMatchObject({ words: 'none', late: false, day: '2026-10-13', startedAt: '2026-10-13T04:35:00.000Z' });
  });

  it('keeps the day of the place: an evening in Chicago is not tomorrow', () => {
    const late = argsOf({ ...filled, minutes: 15 }, { ...around, now: new Date('2026-10-14T03:00:00Z'), timeZone: 'America/Chicago' });
    expect(late.day).toBe('2026-10-13');
  });

  it('marks a contact of an earlier day as late', () => {
    expect(argsOf({ ...filled, ended: { day: '2026-10-11', time: '10:00' } }, around).late).toBe(true);
  });

  it('lets someone say only how it felt', () => {
    const [one] = argsOf({ ...filled, about: { [kavi]: { ...nothingAbout, felt: 'கொஞ்சம் லேசா' } } }, around).with;
    expect(one?.entries).toMatchObject([{ voice: 'person', words: 'கொஞ்சம் லேசா', felt: null, language: 'ta' }]);
  });

  it('takes lone surrogates and NUL out before anything is kept', () => {
    const [one] = argsOf({ ...filled, about: { [kavi]: { ...nothingAbout, peerWords: 'a\u0000b\ud800' } } }, around).with;
    expect(one?.entries[0]?.words).toBe('ab\ufffd');
  });

  it('fills place, way and open goal in as last time, and leaves what was chosen since', () => {
    const last = {
      personId: kavi,
      authorId: 'meena',
      struckAt: null,
      startedAt: '2026-10-09T10:00:00Z',
      place: 'our_place',
      mode: 'in_person',
      goalIds: [room, newId()],
    } as ContactRow;
    const found = lastContactWith([{ ...last, startedAt: '2026-09-01T10:00:00Z', place: 'clinic' }, last], kavi, 'meena');
    expect(found).toBe(last);
    expect(withPerson(emptyForm, kavi, found, new Set([room]))).toMatchObject({
      place: 'our_place',
      about: { [kavi]: { goalIds: [room] } },
    });
    expect(withPerson({ ...emptyForm, place: 'at_home' }, kavi, found, new Set())).toMatchObject({
      place: 'at_home',
      about: { [kavi]: { goalIds: [] } },
    });
  });

  it('does not take over what a colleague recorded, or what was struck through', () => {
    const other = { personId: kavi, authorId: 'arul', struckAt: null, startedAt: '2026-10-09T10:00:00Z' } as ContactRow;
    const struck = { personId: kavi, authorId: 'meena', struckAt: '2026-10-09T11:00:00Z', startedAt: '2026-10-09T10:00:00Z' } as ContactRow;
    expect(lastContactWith([other, struck], kavi, 'meena')).toBeUndefined();
  });
});
