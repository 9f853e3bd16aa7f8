/** What a supervisor's desk shows, worked out from the rows this device holds. Pure. */
import type { CalendarDay } from '../../shared/calendar-day.ts';
import { daysBetween, weekOf } from '../../shared/calendar-day.ts';
import type { ContactRow } from '../contacts/contact.ts';
import type { FollowUpRow } from '../follow-ups/follow-up.ts';
import { byUrgency, daysPast } from '../follow-ups/follow-up-order.ts';
import type { ProgrammeRow } from '../organisations/organisation.ts';
import type { AssignmentRow, PersonRow } from '../people/person.ts';
import type { StaffRow } from '../staff/staff.ts';

/** The active peers this member of staff supervises, by name in the reader's language. */
export function peersOf(staff: Iterable<StaffRow>, supervisorId: string, locale: string): StaffRow[] {
  return [...staff]
    .filter((each) => each.active && each.supervisorIds.includes(supervisorId))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

type ToSign = Pick<ContactRow, 'authorId' | 'programmeId' | 'cosignedAt' | 'struckAt' | 'startedAt' | 'id'>;

/** Contacts of these peers that their programme wants signed and nobody has; what has waited longest comes first. */
export function contactsToSign<C extends ToSign>(
  contacts: Iterable<C>,
  peerIds: ReadonlySet<string>,
  programmes: ReadonlyMap<string, Pick<ProgrammeRow, 'cosignRequired'>>,
): C[] {
  return [...contacts]
    .filter(
      (contact) =>
        peerIds.has(contact.authorId) &&
        contact.cosignedAt === null &&
        contact.struckAt === null &&
        programmes.get(contact.programmeId)?.cosignRequired === true,
    )
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : a.id < b.id ? -1 : 1));
}

/** Open follow-ups of these peers whose day has passed, the longest first. */
export function followUpsPast(followUps: Iterable<FollowUpRow>, peerIds: ReadonlySet<string>, today: CalendarDay): FollowUpRow[] {
  return [...followUps]
    .filter((each) => each.status === 'open' && peerIds.has(each.ownerId) && (daysPast(each, today) ?? 0) > 0)
    .sort(byUrgency);
}

export type Load = {
  peer: StaffRow;
  people: number;
  /** Of those, walked with for someone who is away. */
  covering: number;
  contacts: number;
  minutes: number;
};

/** How many people each peer walks with now, and what this week (from Monday) holds so far. */
export function loadsOf(
  peers: readonly StaffRow[],
  rows: {
    assignments: Iterable<AssignmentRow>;
    contacts: Iterable<ContactRow>;
    people: ReadonlyMap<string, Pick<PersonRow, 'mergedInto'>>;
  },
  at: { now: string; today: CalendarDay },
): Load[] {
  const loads = new Map<string, Load & { ids: Map<string, AssignmentRow['kind']> }>();
  for (const peer of peers) loads.set(peer.id, { peer, people: 0, covering: 0, contacts: 0, minutes: 0, ids: new Map() });
  for (const assignment of rows.assignments) {
    const isNow = assignment.startsAt <= at.now && (assignment.endsAt === 'infinity' || assignment.endsAt > at.now);
    if (!isNow || rows.people.get(assignment.personId)?.mergedInto !== null) continue;
    const ids = loads.get(assignment.staffId)?.ids;
    if (ids && ids.get(assignment.personId) !== 'peer') ids.set(assignment.personId, assignment.kind);
  }
  const monday = weekOf(at.today);
  for (const contact of rows.contacts) {
    const load = loads.get(contact.authorId);
    if (!load || contact.struckAt !== null || contact.day < monday || contact.day > at.today) continue;
    load.contacts += 1;
    load.minutes += contact.minutes;
  }
  return [...loads.values()].map(({ ids, ...load }) => ({
    ...load,
    people: ids.size,
    covering: [...ids.values()].filter((kind) => kind === 'cover').length,
  }));
}

/** People nobody has met for this long, or ever; the longest first. Those who left are not counted. */
export function notMetFor(
  days: number,
  rows: { people: Iterable<PersonRow>; contacts: Iterable<ContactRow>; peopleWalkedWith: ReadonlySet<string> },
  today: CalendarDay,
): { person: PersonRow; days: number | null }[] {
  const last = new Map<string, string>();
  for (const contact of rows.contacts) {
    if (contact.struckAt === null && contact.day > (last.get(contact.personId) ?? '')) last.set(contact.personId, contact.day);
  }
  return [...rows.people]
    .filter((person) => person.mergedInto === null && rows.peopleWalkedWith.has(person.id))
    .map((person) => {
      const day = last.get(person.id) ?? person.registeredAt.slice(0, 10);
      return { person, since: daysBetween(day as CalendarDay, today), hasContact: last.has(person.id) };
    })
    .filter((each) => each.since >= days)
    .sort((a, b) => b.since - a.since)
    .map(({ person, since, hasContact }) => ({ person, days: hasContact ? since : null }));
}
