/** A made-up caseload as a device would hold it. */
import type { TestDeviceParts } from '../../src/device/test-device.ts';
import type { ContactRow, EntryRow } from '../../src/features/contacts/contact.ts';
import type { LookRow } from '../../src/features/looks/look.ts';
import type { PersonRow } from '../../src/features/people/person.ts';
import { withOnlyName } from '../../src/features/people/person-fields.ts';
import type { Role } from '../../src/features/staff/role.ts';

const id = (n: number) => `0192f0c1-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const ids = {
  org: id(1),
  walk: id(2),
  meena: id(10),
  latha: id(11),
  arul: id(12),
  devi: id(13),
  kavi: id(20),
  joseph: id(21),
  long: id(22),
  twin: id(23),
  nobody: id(99),
};

const dayMs = 86_400_000;

export function aCaseload({ contacts, who }: { contacts: number; who: string }): Omit<TestDeviceParts, 'packs'> {
  const now = Date.now();
  const ago = (days: number) => new Date(now - days * dayMs).toISOString();
  const staff = (staffId: string, name: string, roles: Role[], supervisorIds: string[] = []) => ({
    id: staffId,
    name,
    title: null,
    locale: 'en',
    active: true,
    version: 1,
    roles,
    programmeIds: [ids.walk],
    supervisorIds,
  });
  const team = [
    staff(ids.meena, 'Meena', ['peer'], [ids.latha]),
    staff(ids.latha, 'Latha', ['supervisor']),
    staff(ids.arul, 'Arul', ['peer']),
    staff(ids.devi, 'Devi', ['coordinator']),
  ];
  const me = { meena: team[0], latha: team[1], devi: team[3] }[who] ?? team[0];
  const person = (personId: string, name: string, more: Partial<PersonRow> = {}): PersonRow => ({
    ...withOnlyName(name),
    id: personId,
    programmeId: ids.walk,
    mergedInto: null,
    registeredBy: ids.meena,
    registeredAt: ago(220),
    version: 1,
    ...more,
  });
  const timeline: ContactRow[] = Array.from({ length: contacts }, (_, at) => ({
    id: id(1000 + at),
    occasionId: id(1000 + at),
    personId: ids.kavi,
    programmeId: ids.walk,
    authorId: ids.meena,
    startedAt: ago(at * 2 + 1),
    minutes: 45,
    day: ago(at * 2 + 1).slice(0, 10),
    place: 'home',
    mode: 'in_person',
    did: ['listened'],
    goalIds: at === 0 ? [id(30)] : [],
    words: at % 3 === 2 ? 'none' : 'written',
    late: at === 1,
    packVersion: 'core@2026.1',
    recordedAt: ago(at * 2 + 1),
    cosignedBy: at === 1 ? ids.latha : null,
    cosignedAt: at === 1 ? ago(1) : null,
    struckBy: at === 3 ? ids.meena : null,
    struckAt: at === 3 ? ago(1) : null,
    struckWhy: at === 3 ? 'Written for the wrong day.' : null,
  }));
  const entry = (n: number, contactId: string, more: Partial<EntryRow>): EntryRow => ({
    id: id(5000 + n),
    contactId,
    personId: ids.kavi,
    authorId: ids.meena,
    voice: 'peer',
    audience: 'team',
    kind: 'entry',
    followsId: null,
    words: 'We went up together and looked.\nShe asked the owner about water timings herself.',
    felt: null,
    language: 'en',
    shown: 'together',
    writtenAt: ago(1),
    ...more,
  });
  const tamil = { voice: 'person', language: 'ta', words: 'படி ஏறும்போது பயமா இருந்துச்சு. மீனா கூடவே நின்னாங்க.', felt: 'கொஞ்சம் லேசா' } as const;
  const entries = timeline
    .filter((contact) => contact.words === 'written')
    .flatMap((contact, at) => [entry(at * 3, contact.id, tamil), ...(at % 2 === 0 ? [entry(at * 3 + 1, contact.id, {})] : [])]);
  const [first, second] = entries;
  if (first && second) {
    entries.push(
      entry(9000, first.contactId, {
        voice: 'person',
        kind: 'addendum',
        followsId: second.id,
        words: 'I did not ask. You did.',
        writtenAt: ago(0),
      }),
    );
  }
  const looks: LookRow[] = [ids.meena, ids.latha, ids.meena].map((staffId, at) => ({
    id: id(7000 + at),
    personId: ids.kavi,
    staffId,
    what: at === 1 ? 'goals' : 'record',
    lookedAt: ago(at * 3 + 0.1),
    offline: at === 2,
  }));
  const assignment = (n: number, personId: string) => ({
    id: id(n),
    personId,
    staffId: ids.meena,
    programmeId: ids.walk,
    kind: 'peer' as const,
    startsAt: ago(200),
    endsAt: 'infinity',
    version: 1,
  });
  return {
    me: {
      orgId: ids.org,
      staffId: me?.id ?? ids.meena,
      name: me?.name ?? 'Meena',
      locale: 'en',
      roles: me?.roles ?? ['peer'],
      programmes: [ids.walk],
    },
    rows: {
      organisations: [
        {
          id: ids.org,
          name: 'Thozhi',
          peopleWord: 'person',
          jurisdiction: 'in-tn',
          packs: ['core', 'in-tn'],
          languages: ['en', 'ta'],
          timeZone: 'Asia/Kolkata',
          secondFactorRequired: false,
          offlineLeaseHours: 72,
          version: 1,
        },
      ],
      programmes: [{ id: ids.walk, name: 'Evening walk', cosignRequired: true, endedOn: null, version: 1 }],
      staff: team,
      people: [
        person(ids.kavi, 'Kavi', {
          fullName: 'Kavitha',
          languages: ['ta', 'en'],
          birthDate: '1992-03-01',
          phone: '+91 98400 12345',
          safeContact: { leaveMessage: false, nameSender: false, best: 'after six' },
          matters: 'My daughter Nila. Tea before anyone talks. Not being asked the same thing twice.',
          strengths: 'I sing.',
          emergency: { name: 'Nirmala', relation: 'sister', phone: '044 2222 3333' },
        }),
        person(ids.joseph, 'Joseph'),
        person(ids.long, 'வெங்கடேசுவரகுருசுப்பிரமணியம் Ponnambalanathaswamythirumalaikumarasamy'),
        person(ids.twin, 'கவிதா', { mergedInto: ids.kavi }),
      ],
      assignments: [assignment(40, ids.kavi), assignment(41, ids.joseph), assignment(42, ids.long)],
      goals: [
        {
          id: id(30),
          personId: ids.kavi,
          words: 'A room of my own. It should lock from inside.',
          wordsLanguage: 'en',
          peerWords: null,
          lifeArea: null,
          status: 'open',
          createdBy: ids.meena,
          createdAt: ago(100),
          version: 1,
        },
      ],
      goal_steps: [
        {
          id: id(31),
          goalId: id(30),
          personId: ids.kavi,
          words: 'Asked at three houses',
          who: 'together',
          dueOn: null,
          doneOn: '2026-10-01',
          dropped: false,
          createdAt: ago(90),
          version: 2,
        },
        {
          id: id(32),
          goalId: id(30),
          personId: ids.kavi,
          words: 'See the room on Arcot Road',
          who: 'together',
          dueOn: '2026-12-16',
          doneOn: null,
          dropped: false,
          createdAt: ago(80),
          version: 1,
        },
      ],
      contacts: timeline,
      entries,
      looks,
    },
    queries: {
      'find-likely-duplicates': () => ({ people: [] }),
      'search-people': () => ({
        people: [{ id: ids.nobody, name: 'Kaviya', fullName: null, programmeId: ids.walk, walkers: [ids.arul] }],
        more: false,
      }),
      'list-assignments': () => ({
        person: {
          id: ids.nobody,
          name: 'Kaviya',
          fullName: null,
          programmeId: ids.walk,
          mergedInto: null,
          version: 1,
          registeredAt: ago(3),
        },
        assignments: [],
        unassigned: [{ id: ids.nobody, name: 'Kaviya', programmeId: ids.walk, registeredAt: ago(3) }],
        loads: [{ staffId: ids.arul, people: 9, covering: 1 }],
      }),
      'list-likely-duplicates': () => ({
        pairs: [
          {
            newer: { id: id(60), name: 'கவிதா', fullName: null, birthDate: null, registeredAt: ago(2), version: 1 },
            older: { id: id(61), name: 'Kavitha', fullName: 'Kavitha S', birthDate: '1992-03-01', registeredAt: ago(200), version: 4 },
          },
        ],
      }),
      'list-looks': () => ({ looks: [], more: false }),
    },
  };
}
