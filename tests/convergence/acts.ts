/** What people do on their phones: each picks its target among what the phone shows. */
import { addEntry } from '../../src/features/contacts/add-entry.ts';
import { cosignContact } from '../../src/features/contacts/cosign-contact.ts';
import { recordContact } from '../../src/features/contacts/record-contact.ts';
import { strikeContact } from '../../src/features/contacts/strike-contact.ts';
import { addFollowUp } from '../../src/features/follow-ups/add-follow-up.ts';
import { changeFollowUp } from '../../src/features/follow-ups/change-follow-up.ts';
import { addStep } from '../../src/features/goals/add-step.ts';
import { changeGoal } from '../../src/features/goals/change-goal.ts';
import { changeStep } from '../../src/features/goals/change-step.ts';
import { rateGoal } from '../../src/features/goals/rate-goal.ts';
import { setGoal } from '../../src/features/goals/set-goal.ts';
import { recordLook } from '../../src/features/looks/record-look.ts';
import { keepWord } from '../../src/features/mirror/keep-word.ts';
import { editPerson } from '../../src/features/people/edit-person.ts';
import { withOnlyName } from '../../src/features/people/person-fields.ts';
import { registerPerson } from '../../src/features/people/register-person.ts';
import { changeOwnLocale } from '../../src/features/staff/change-staff.ts';
import { changeVisit } from '../../src/features/visits/change-visit.ts';
import { planVisit } from '../../src/features/visits/plan-visit.ts';
import type { CommandDefinition, FeedTable } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import type { Random } from './random.ts';
import type { Sim } from './sim.ts';
import type { Notebook, OpenNotebook } from './sim-device.ts';

// biome-ignore lint/suspicious/noExplicitAny: any command at all
export type Act = { command: CommandDefinition<string, any>; args: Record<string, unknown> };
type Context = {
  random: Random;
  open: OpenNotebook;
  notebook: Notebook;
  words: string;
  /** True time: whoever writes down a day knows which one it was, whatever the phone says. */
  now: number;
  ordinalOf: (id: string) => number;
};
type Make = (context: Context) => Act | null;

const personOf = (context: Context) => context.random.pick([...context.open.store.rows('people').values()].sort(byAge(context)));
const rowOf = <T extends FeedTable>(context: Context, table: T) =>
  context.random.pick([...context.open.store.rows(table).values()].sort(byAge(context)));
const byAge =
  ({ ordinalOf }: Context) =>
  (a: { id: string }, b: { id: string }) =>
    ordinalOf(a.id) - ordinalOf(b.id);
const instantBefore = ({ now }: Context, minutes: number) => new Date(now - minutes * 60_000).toISOString();
const dayOf = (instant: string) => instant.slice(0, 10);

const record: Make = (context) => {
  const person = personOf(context);
  if (!person) return null;
  const { random, words } = context;
  const startedAt = instantBefore(context, 90);
  const goals = [...context.open.store.rows('goals').values()].filter((goal) => goal.personId === person.id).sort(byAge(context));
  const goal = random.chance(0.3) ? random.pick(goals) : undefined;
  const visits = [...context.open.store.rows('visits').values()].filter(
    (visit) => visit.personId === person.id && visit.status === 'planned',
  );
  const visit = random.chance(0.3) ? random.pick(visits.sort(byAge(context))) : undefined;
  const audience = random.pick(['pair', 'team', 'care_team'] as const);
  const entry = { id: newId(), voice: 'peer', audience, words, felt: null, language: 'en', shown: null };
  const args = {
    ...{ occasionId: newId(), startedAt, minutes: 30, day: dayOf(startedAt), place: 'home', mode: 'in_person', did: ['listened'] },
    ...{ words: 'written', late: false, visitId: visit?.id ?? null },
    with: [
      {
        contactId: newId(),
        personId: person.id,
        programmeId: person.programmeId,
        goalIds: goal ? [goal.id] : [],
        entries: random.chance(0.7) ? [entry] : [entry, { ...entry, id: newId(), voice: 'person', felt: 'calm' }],
        followUp: random.chance(0.3) ? { id: newId(), words, dueOn: null } : null,
      },
    ],
  };
  return { command: recordContact, args };
};

const entry: Make = (context) => {
  const contact = rowOf(context, 'contacts');
  if (!contact) return null;
  const said = { voice: 'peer', audience: 'team', words: context.words, felt: null, language: 'en', shown: null };
  return {
    command: addEntry,
    args: { entryId: newId(), contactId: contact.id, personId: contact.personId, kind: 'addendum', followsId: null, ...said },
  };
};

const goal: Make = (context) => {
  const person = personOf(context);
  const said = { words: context.words, wordsLanguage: 'en', peerWords: null, lifeArea: null };
  return person ? { command: setGoal, args: { goalId: newId(), personId: person.id, ...said } } : null;
};

const goalChange: Make = (context) => {
  const row = rowOf(context, 'goals');
  if (!row) return null;
  const set = context.random.chance(0.7) ? { words: context.words } : { status: 'paused' };
  return { command: changeGoal, args: { goalId: row.id, personId: row.personId, basedOn: row.version, set } };
};

const step: Make = (context) => {
  const row = rowOf(context, 'goals');
  const said = { words: context.words, who: 'together', dueOn: null };
  return row ? { command: addStep, args: { stepId: newId(), goalId: row.id, personId: row.personId, ...said } } : null;
};

const stepChange: Make = (context) => {
  const row = rowOf(context, 'goal_steps');
  return row
    ? { command: changeStep, args: { stepId: row.id, personId: row.personId, basedOn: row.version, set: { words: context.words } } }
    : null;
};

const rating: Make = (context) => {
  const row = rowOf(context, 'goals');
  if (!row) return null;
  const said = { closeness: context.random.below(11), ratedAt: instantBefore(context, 1) };
  return { command: rateGoal, args: { ratingId: newId(), goalId: row.id, personId: row.personId, ...said } };
};

const followUp: Make = (context) => {
  const person = personOf(context);
  const said = { contactId: null, words: context.words, dueOn: null };
  return person ? { command: addFollowUp, args: { followUpId: newId(), personId: person.id, ...said } } : null;
};

const followUpChange: Make = (context) => {
  const row = rowOf(context, 'follow_ups');
  if (!row) return null;
  const set = context.random.chance(0.5) ? { status: 'done' } : { words: context.words };
  return { command: changeFollowUp, args: { followUpId: row.id, personId: row.personId, basedOn: row.version, set } };
};

const visit: Make = (context) => {
  const person = personOf(context);
  const said = { startsAt: instantBefore(context, -600), place: 'home', mode: 'in_person', note: context.words };
  return person ? { command: planVisit, args: { visitId: newId(), personId: person.id, ...said } } : null;
};

const visitChange: Make = (context) => {
  const row = rowOf(context, 'visits');
  if (!row) return null;
  const set = context.random.chance(0.5) ? { note: context.words } : { status: 'not_met' };
  return { command: changeVisit, args: { visitId: row.id, personId: row.personId, basedOn: row.version, set } };
};

const look: Make = (context) => {
  const person = personOf(context);
  // Nobody writes this one down: the phone does.
  const seen = { what: 'record', lookedAt: new Date(context.open.time.now()).toISOString(), offline: true, desk: false };
  return person ? { command: recordLook, args: { lookId: newId(), personId: person.id, ...seen } } : null;
};

const word: Make = ({ words }) => ({ command: keepWord, args: { keepId: newId(), term: words } });

const edit: Make = (context) => {
  const person = personOf(context);
  return person ? { command: editPerson, args: { personId: person.id, basedOn: person.version, set: { matters: context.words } } } : null;
};

const registration: Make = (context) => {
  const { notebook, words } = context;
  const at = instantBefore(context, 5);
  const walksWith = { assignmentId: newId(), staffId: notebook.owner.staffId, startsAt: at };
  const person = { ...withOnlyName(words) };
  const ids = { personId: newId(), enrolmentId: newId(), programmeId: notebook.owner.programmeId };
  return { command: registerPerson, args: { ...ids, enrolledOn: dayOf(at), person, walksWith, knownDuplicates: [] } };
};

const locale: Make = ({ random }) => ({ command: changeOwnLocale, args: { locale: random.pick(['en', 'ta']) } });

const cosign: Make = (context) => {
  const row = rowOf(context, 'contacts');
  return row ? { command: cosignContact, args: { contactId: row.id, personId: row.personId } } : null;
};

const strike: Make = (context) => {
  const row = rowOf(context, 'contacts');
  return row ? { command: strikeContact, args: { contactId: row.id, personId: row.personId, why: context.words } } : null;
};

const makes: readonly (readonly [number, Make])[] = [
  [14, record],
  [4, entry],
  [4, goal],
  [9, goalChange],
  [2, step],
  [2, stepChange],
  [3, rating],
  [2, followUp],
  [4, followUpChange],
  [3, visit],
  [4, visitChange],
  [6, look],
  [2, word],
  [5, edit],
  [1, registration],
  [1, locale],
  [3, cosign],
  [1, strike],
];

/** Something this user might do now; null when there is nothing to do it with. */
export function nextAct({ random, time, ordinalOf }: Sim, notebook: Notebook, words: string): Act | null {
  const { open } = notebook;
  if (!open) return null;
  for (let tries = 0; tries < 4; tries++) {
    const act = random.weighed(makes)?.({ random, open, notebook, words, now: time.now(), ordinalOf });
    if (act) return act;
  }
  return null;
}
