import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../shared/calendar-day.ts';
import type { ContactRow } from '../contacts/contact.ts';
import type { FollowUpRow } from '../follow-ups/follow-up.ts';
import type { AssignmentRow, PersonRow } from '../people/person.ts';
import type { StaffRow } from '../staff/staff.ts';
import { contactsToSign, followUpsPast, loadsOf, notMetFor, peersOf } from './desk-rows.ts';

const today = '2026-10-14' as CalendarDay; // a Wednesday
const now = '2026-10-14T06:00:00.000Z';

const staff = (id: string, supervisorIds: string[], active = true): StaffRow => ({
  id,
  name: id,
  title: null,
  active,
  roles: ['peer'],
  programmeIds: ['walk'],
  supervisorIds,
  locale: 'en',
  version: 1,
});
const contact = (id: string, more: Partial<ContactRow> = {}): ContactRow => ({
  id,
  occasionId: id,
  personId: 'kavi',
  programmeId: 'walk',
  authorId: 'meena',
  startedAt: '2026-10-13T04:30:00.000Z',
  minutes: 45,
  day: '2026-10-13',
  place: 'at_home',
  mode: 'in_person',
  did: ['listened'],
  goalIds: [],
  words: 'none',
  late: false,
  packVersion: 'core@2026.1',
  recordedAt: '2026-10-13T05:20:00.000Z',
  cosignedBy: null,
  cosignedAt: null,
  struckBy: null,
  struckAt: null,
  struckWhy: null,
  ...more,
});
const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  programmeId: 'walk',
  name: id,
  fullName: null,
  pronouns: null,
  languages: [],
  phone: null,
  email: null,
  safeContact: {},
  birthDate: null,
  ageBand: null,
  matters: null,
  strengths: null,
  culture: null,
  emergency: {},
  mergedInto: null,
  registeredBy: 'meena',
  registeredAt: '2026-03-02T00:00:00.000Z',
  version: 1,
  ...more,
});
const assignment = (personId: string, staffId: string, more: Partial<AssignmentRow> = {}): AssignmentRow => ({
  id: `${personId}-${staffId}`,
  personId,
  staffId,
  programmeId: 'walk',
  kind: 'peer',
  startsAt: '2026-03-02T00:00:00.000Z',
  endsAt: 'infinity',
  version: 1,
  ...more,
});
const followUp = (id: string, dueOn: string | null, more: Partial<FollowUpRow> = {}): FollowUpRow => ({
  id,
  personId: 'kavi',
  contactId: null,
  ownerId: 'meena',
  words: id,
  dueOn,
  status: 'open',
  createdAt: '2026-10-01T00:00:00Z',
  version: 1,
  ...more,
});
const peers = new Set(['meena']);

describe('the supervisor’s desk', () => {
  it('is about the active peers one supervises', () => {
    const all = [staff('meena', ['latha']), staff('arul', ['other']), staff('gone', ['latha'], false), staff('bala', ['latha', 'other'])];
    expect(peersOf(all, 'latha', 'en').map((each) => each.id)).toEqual(['bala', 'meena']);
  });

  it('asks for a signature where the programme wants one: not twice, not for what was struck, not for others’ peers', () => {
    const programmes = new Map([
      ['walk', { cosignRequired: true }],
      ['free', { cosignRequired: false }],
    ]);
    const contacts = [
      contact('newer', { startedAt: '2026-10-13T09:00:00.000Z' }),
      contact('older', { startedAt: '2026-10-10T09:00:00.000Z' }),
      contact('signed', { cosignedAt: now }),
      contact('struck', { struckAt: now }),
      contact('arul’s', { authorId: 'arul' }),
      contact('not asked for', { programmeId: 'free' }),
      contact('unknown programme', { programmeId: 'gone' }),
    ];
    expect(contactsToSign(contacts, peers, programmes).map((each) => each.id)).toEqual(['older', 'newer']);
  });

  it('shows follow-ups past their day, not those of today, to come, without a day, or done', () => {
    const all = [
      followUp('today', '2026-10-14'),
      followUp('two days', '2026-10-12'),
      followUp('four days', '2026-10-10'),
      followUp('to come', '2026-10-20'),
      followUp('some day', null),
      followUp('done', '2026-10-01', { status: 'done' }),
      followUp('someone else’s', '2026-10-01', { ownerId: 'arul' }),
    ];
    expect(followUpsPast(all, peers, today).map((each) => each.id)).toEqual(['four days', 'two days']);
  });

  it('counts people once, with covering apart, and this week’s minutes from Monday', () => {
    const people = new Map([person('kavi'), person('rahim'), person('merged', { mergedInto: 'kavi' })].map((each) => [each.id, each]));
    const [load] = loadsOf(
      [staff('meena', ['latha'])],
      {
        people,
        assignments: [
          assignment('kavi', 'meena'),
          assignment('kavi', 'meena', { id: 'again', kind: 'cover' }),
          assignment('rahim', 'meena', { kind: 'cover', endsAt: '2026-10-15T00:00:00.000Z' }),
          assignment('merged', 'meena'),
          assignment('rahim', 'meena', { id: 'over', endsAt: '2026-10-01T00:00:00.000Z' }),
          assignment('nobody here', 'meena'),
        ],
        contacts: [
          contact('monday', { day: '2026-10-12', minutes: 30 }),
          contact('today', { day: '2026-10-14', minutes: 20 }),
          contact('sunday', { day: '2026-10-11', minutes: 60 }),
          contact('struck', { day: '2026-10-13', minutes: 60, struckAt: now }),
        ],
      },
      { now, today },
    );
    expect(load).toMatchObject({ people: 2, covering: 1, contacts: 2, minutes: 50 });
  });

  it('names people not met for a month, the longest first, and those never met since they came', () => {
    const found = notMetFor(
      30,
      {
        people: [person('kavi'), person('rahim'), person('selvi'), person('left')],
        peopleWalkedWith: new Set(['kavi', 'rahim', 'selvi']),
        contacts: [
          contact('a', { personId: 'kavi', day: '2026-10-01' }),
          contact('b', { personId: 'rahim', day: '2026-09-01' }),
          contact('c', { personId: 'rahim', day: '2026-10-13', struckAt: now }),
        ],
      },
      today,
    );
    expect(found.map(({ person: { id }, days }) => [id, days])).toEqual([
      ['selvi', null],
      ['rahim', 43],
    ]);
  });
});
