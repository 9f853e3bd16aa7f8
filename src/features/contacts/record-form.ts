/** What the recording screen holds while it is being filled in, and how that becomes a command. Pure: no clock, no screen. */
import type { CalendarDay } from '../../shared/calendar-day.ts';
import { compareDays, fromInstant } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import type { EnrolmentRow, PersonRow } from '../people/person.ts';
import type { Audience, ContactRow } from './contact.ts';
import type { RecordContactArgs } from './record-contact.ts';

/** What is asked about each person who was there. */
export type AboutPerson = {
  goalIds: string[];
  /** True once "none of these today" was chosen, which is an answer, too. */
  noGoal: boolean;
  next: string;
  /** A day, or null for "no date". */
  nextDue: string | null;
  personWords: string;
  felt: string;
  personAudience: Audience;
  peerWords: string;
  peerAudience: Audience;
  shown: 'together' | 'will_show' | 'declined' | null;
};

export type RecordForm = {
  personIds: string[];
  minutes: number | null;
  place: string | null;
  mode: string;
  /** Null: it ended just now. */
  ended: { day: string; time: string } | null;
  did: string[];
  about: Record<string, AboutPerson>;
  visitId: string | null;
};

export const emptyForm: RecordForm = {
  personIds: [],
  minutes: null,
  place: null,
  mode: 'in_person',
  ended: null,
  did: [],
  about: {},
  visitId: null,
};

export const nothingAbout: AboutPerson = {
  goalIds: [],
  noGoal: false,
  next: '',
  nextDue: null,
  personWords: '',
  felt: '',
  personAudience: 'pair',
  peerWords: '',
  peerAudience: 'team',
  shown: null,
};

/** The newest contact of these people that this member of staff recorded: place, mode and goal are kept "as last time". */
export function lastContactWith(contacts: Iterable<ContactRow>, personId: string, staffId: string): ContactRow | undefined {
  let last: ContactRow | undefined;
  for (const contact of contacts) {
    if (contact.personId !== personId || contact.authorId !== staffId || contact.struckAt !== null) continue;
    if (!last || contact.startedAt > last.startedAt) last = contact;
  }
  return last;
}

/** Choosing a person fills in what it was last time, without overwriting what was chosen since. */
export function withPerson(form: RecordForm, personId: string, last: ContactRow | undefined, openGoalIds: ReadonlySet<string>): RecordForm {
  const goalIds = last?.goalIds.filter((id) => openGoalIds.has(id)) ?? [];
  return {
    ...form,
    personIds: [...form.personIds, personId],
    place: form.place ?? last?.place ?? null,
    mode: form.place === null && last ? last.mode : form.mode,
    about: { ...form.about, [personId]: form.about[personId] ?? { ...nothingAbout, goalIds } },
  };
}

export function withoutPerson(form: RecordForm, personId: string): RecordForm {
  return { ...form, personIds: form.personIds.filter((id) => id !== personId) };
}

/** Whether somebody would miss it: words, or more than the person it was opened for. */
export function isWorthKeeping(form: RecordForm): boolean {
  const said = Object.values(form.about).some((about) =>
    [about.personWords, about.felt, about.peerWords, about.next].some((text) => text.trim() !== ''),
  );
  return said || form.minutes !== null || form.did.length > 0;
}

/** What still has to be chosen before a contact can be kept; words never are. */
export type Missing = 'who' | 'minutes' | 'where' | 'did';

export function missingFrom(form: RecordForm): Missing[] {
  const missing: Missing[] = [];
  if (form.personIds.length === 0) missing.push('who');
  if (form.minutes === null || form.minutes < 1) missing.push('minutes');
  if (form.place === null) missing.push('where');
  if (form.did.length === 0) missing.push('did');
  return missing;
}

/** When it began and ended. `ended` is wall-clock time of the device, which is where the peer is. */
export function timesOf(form: RecordForm, now: Date): { started: Date; ended: Date } {
  const ended = form.ended ? new Date(`${form.ended.day}T${form.ended.time}`) : now;
  return { started: new Date(ended.getTime() - (form.minutes ?? 0) * 60_000), ended };
}

/** Which language someone wrote in: the script says it, else the screen's language. */
export function languageOf(text: string, screen: string): string {
  return /\p{Script=Tamil}/u.test(text) ? 'ta' : screen;
}

export type Surroundings = {
  now: Date;
  timeZone: string;
  /** Language of the screen. */
  locale: string;
  people: ReadonlyMap<string, PersonRow>;
  enrolments: Iterable<EnrolmentRow>;
};

/** The command's arguments; call only when nothing is missing. */
export function argsOf(form: RecordForm, around: Surroundings): RecordContactArgs {
  const { started } = timesOf(form, around.now);
  const day = fromInstant(started, around.timeZone);
  const programmes = programmeOfEach(around);
  const people = form.personIds.map((personId) => {
    const about = form.about[personId] ?? nothingAbout;
    const entries: RecordContactArgs['with'][number]['entries'] = [];
    const personWords = makeSafe(about.personWords).trim();
    const felt = makeSafe(about.felt).trim();
    const peerWords = makeSafe(about.peerWords).trim();
    if (personWords !== '' || felt !== '') {
      entries.push({
        id: newId(),
        voice: 'person',
        audience: about.personAudience,
        // Someone may say only how it felt; then that is what they said.
        words: personWords === '' ? felt : personWords,
        felt: personWords === '' || felt === '' ? null : felt,
        language: languageOf(personWords + felt, around.locale),
        shown: null,
      });
    }
    if (peerWords !== '') {
      entries.push({
        id: newId(),
        voice: 'peer',
        audience: about.peerAudience,
        words: peerWords,
        felt: null,
        language: languageOf(peerWords, around.locale),
        shown: about.shown,
      });
    }
    const next = makeSafe(about.next).trim();
    return {
      contactId: newId(),
      personId,
      programmeId: programmes.get(personId) ?? '',
      goalIds: about.noGoal ? [] : about.goalIds,
      entries,
      followUp: next === '' ? null : { id: newId(), words: next, dueOn: about.nextDue },
    };
  });
  return {
    occasionId: newId(),
    startedAt: started.toISOString(),
    minutes: form.minutes ?? 0,
    day,
    place: form.place ?? '',
    mode: form.mode,
    did: form.did,
    words: people.some((one) => one.entries.length > 0) ? 'written' : 'none',
    late: compareDays(day, fromInstant(around.now, around.timeZone) as CalendarDay) < 0,
    with: people,
    visitId: form.personIds.length === 1 ? form.visitId : null,
  };
}

/** Where each person is enrolled today; where they first came, if nowhere. */
function programmeOfEach({ people, enrolments }: Surroundings): Map<string, string> {
  const programmes = new Map<string, string>();
  for (const person of people.values()) programmes.set(person.id, person.programmeId);
  for (const enrolment of enrolments) if (enrolment.leftOn === null) programmes.set(enrolment.personId, enrolment.programmeId);
  return programmes;
}
