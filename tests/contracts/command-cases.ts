/**
 * For every command: arguments that are right in every field, and who may send them. A command that is not here fails the build
 * (commands.pg.test.ts names it). Texts that may be left out are filled, so that the contracts reach every one of them.
 */
import { newId } from '../../src/shared/id.ts';
import { type CommandCase, dayFrom, momentFrom } from './command-case.ts';
import { consentCases } from './consent-cases.ts';
import { emergencyCases } from './emergency-cases.ts';
import { organisationCases } from './organisation-cases.ts';
import { peopleCases } from './people-cases.ts';
import { requestCases } from './request-cases.ts';
import { retentionCases } from './retention-cases.ts';
import { viewCases } from './view-cases.ts';

const walks = { role: 'peer', relationship: 'assigned', about: 'person' } as const;

const workCases: Record<string, CommandCase> = {
  'add-entry': {
    ...walks,
    prepare: async ({ person, given }) => {
      const contactId = await given.contact();
      const followsId = await given.entryOn(contactId);
      return {
        args: {
          ...{ entryId: newId(), contactId, personId: person, kind: 'addendum', followsId, voice: 'person', audience: 'team' },
          ...{ words: 'I said more than that', felt: 'lighter', language: 'ta', shown: 'together' },
        },
        refers: { contactId: 'contact', personId: 'person', followsId: 'entry' },
        makes: { entryId: 'entry' },
      };
    },
  },
  'add-follow-up': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { followUpId: newId(), personId: person, contactId: await given.contact(), words: 'Ask about the letter', dueOn: dayFrom(3) },
      refers: { personId: 'person', contactId: 'contact' },
      makes: { followUpId: 'follow_up' },
    }),
  },
  'add-step': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: {
        stepId: newId(),
        goalId: await given.goal(),
        personId: person,
        words: 'Find the timetable',
        who: 'person',
        dueOn: dayFrom(9),
      },
      refers: { goalId: 'goal', personId: 'person' },
      makes: { stepId: 'step' },
    }),
  },
  'change-follow-up': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: {
        followUpId: await given.follow_up(),
        personId: person,
        basedOn: 1,
        set: { words: 'Call her sister', dueOn: dayFrom(5), status: 'done' },
      },
      refers: { followUpId: 'follow_up', personId: 'person' },
    }),
  },
  'change-goal': {
    ...walks,
    prepare: async ({ by, person, given }) => ({
      args: {
        goalId: await given.goal(),
        personId: person,
        basedOn: 1,
        set: {
          ...{ words: 'See the sea', wordsLanguage: 'ta' },
          // The rest is the peer's.
          ...(by.view ? {} : { peerWords: 'An outing by bus', lifeArea: 'social', status: 'paused' }),
        },
      },
      refers: { goalId: 'goal', personId: 'person' },
    }),
  },
  'change-step': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: {
        stepId: await given.step(),
        personId: person,
        basedOn: 1,
        set: { words: 'Borrow shoes', who: 'peer', dueOn: dayFrom(2), doneOn: dayFrom(0), dropped: false },
      },
      refers: { stepId: 'step', personId: 'person' },
    }),
  },
  'change-visit': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: {
        visitId: await given.visit(),
        personId: person,
        basedOn: 1,
        set: { startsAt: momentFrom(4), place: 'home', mode: 'phone', note: 'After the rain', status: 'planned' },
      },
      refers: { visitId: 'visit', personId: 'person' },
    }),
  },
  'confirm-purge': {
    ...{ role: 'peer', relationship: 'none', about: 'self' },
    prepare: async () => ({ args: { personIds: [newId(), newId()] } }),
  },
  'cosign-contact': {
    ...{ role: 'supervisor', relationship: 'supervisor', about: 'person' },
    prepare: async ({ person, given }) => ({
      args: { contactId: await given.contact(), personId: person },
      refers: { contactId: 'contact', personId: 'person' },
    }),
  },
  'export-contact-counts': {
    ...{ role: 'coordinator', relationship: 'none', about: 'organisation' },
    prepare: async ({ at }) => ({
      args: { exportId: newId(), programmeId: at.programmeId, from: dayFrom(-28), to: dayFrom(0) },
      refers: { programmeId: 'programme' },
    }),
  },
  'keep-word': {
    ...{ role: 'peer', relationship: 'none', about: 'self' },
    prepare: async () => ({ args: { keepId: newId(), term: 'addict' } }),
  },
  'plan-visit': {
    ...walks,
    prepare: async ({ person }) => ({
      args: { visitId: newId(), personId: person, startsAt: momentFrom(2), place: 'park', mode: 'in_person', note: 'By the gate' },
      refers: { personId: 'person' },
      makes: { visitId: 'visit' },
    }),
  },
  'rate-goal': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { ratingId: newId(), goalId: await given.goal(), personId: person, closeness: 6, ratedAt: momentFrom(-1) },
      refers: { goalId: 'goal', personId: 'person' },
      makes: { ratingId: 'rating' },
    }),
  },
  'record-contact': {
    ...walks,
    prepare: async ({ person, given, at }) => ({
      args: {
        ...{ occasionId: newId(), startedAt: momentFrom(-1), minutes: 40, day: dayFrom(-1), place: 'park' },
        ...{ mode: 'in_person', did: ['listened', 'shared_own_story'], words: 'written', late: true, visitId: await given.visit() },
        with: [
          {
            ...{ contactId: newId(), personId: person, programmeId: at.programmeId, goalIds: [await given.goal()] },
            entries: [anEntry('person', 'It was good to be outside'), { ...anEntry('peer', 'We sat by the water'), felt: null }],
            followUp: { id: newId(), words: 'Bring the timetable', dueOn: dayFrom(7) },
          },
        ],
      },
      refers: {
        visitId: 'visit',
        'with.0.personId': 'person',
        'with.0.programmeId': 'programme',
        'with.0.goalIds.0': 'goal',
      },
      makes: { 'with.0.contactId': 'contact', 'with.0.entries.0.id': 'entry', 'with.0.followUp.id': 'follow_up' },
    }),
  },
  'record-look': {
    ...walks,
    prepare: async ({ person, role, relationship }) => ({
      args: {
        ...{ lookId: newId(), personId: person, what: 'record', lookedAt: momentFrom(0), offline: true },
        // From the desk where that is how the role looks at someone it does not walk with.
        desk: (role === 'coordinator' || role === 'director') && relationship !== 'supervisor',
      },
      refers: { personId: 'person' },
      makes: { lookId: 'look' },
    }),
  },
  'set-goal': {
    ...walks,
    prepare: async ({ person }) => ({
      args: {
        ...{ goalId: newId(), personId: person, words: 'I want to see the sea', wordsLanguage: 'en' },
        ...{ peerWords: 'Getting out of the house', lifeArea: 'social' },
      },
      refers: { personId: 'person' },
      makes: { goalId: 'goal' },
    }),
  },
  'strike-contact': {
    ...{ role: 'peer', relationship: 'author', about: 'person' },
    prepare: async ({ person, given }) => ({
      args: { contactId: await given.contact(), personId: person, why: 'Wrong day' },
      refers: { contactId: 'contact', personId: 'person' },
    }),
  },
};

export const commandCases: Record<string, CommandCase> = {
  ...workCases,
  ...consentCases,
  ...retentionCases,
  ...emergencyCases,
  ...peopleCases,
  ...organisationCases,
  ...requestCases,
  ...viewCases,
};

function anEntry(voice: 'person' | 'peer', words: string) {
  return { id: newId(), voice, audience: 'team', words, felt: 'calmer', language: 'en', shown: 'together' };
}
