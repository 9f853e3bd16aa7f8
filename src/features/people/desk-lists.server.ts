/** What the desk may ask about whole programmes: search, who walks with whom, and registrations that look alike. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, instantSchema, words } from '../../shared/safe-text.ts';
import {
  countLoads,
  findPersonOnDesk,
  listDeskAssignments,
  listDeskEnrolments,
  listDuplicatePairs,
  listUnassigned,
  searchPeopleByWords,
} from './desk-queries.server.ts';
import { keysOfWord, nameWords } from './name-keys.ts';
import { mostName } from './person-fields.ts';
import { keysOfPerson, whoLooksLike } from './person-identity.ts';
import { mayLookForDuplicates, maySearchProgramme } from './person-policy.ts';
import { listDuplicateCandidates } from './person-queries.server.ts';

export const mostPeopleFound = 50;

const foundPerson = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string().nullable(),
  birthDate: z.string().nullable(),
  programmeId: z.string(),
  mergedInto: z.string().nullable(),
  walkers: z.array(z.string()),
});

/** Names in the actor's programmes whose words begin with what was typed. Opening one of them is a look; this list is not. */
export const searchPeopleQuery = query({
  name: 'search-people',
  reach: 'wide',
  dataClass: 'identity',
  args: z.strictObject({ text: words(mostName) }),
  answer: z.object({ people: z.array(foundPerson), more: z.boolean() }),
  may: maySearchProgramme,
  run: async ({ tx, args, actor }) => {
    const asked = nameWords(args.text).slice(0, 6).map(keysOfWord);
    if (asked.length === 0) return { people: [], more: false };
    const people = await searchPeopleByWords(tx, actor.orgId, { words: asked, limit: mostPeopleFound + 1 });
    return { people: people.slice(0, mostPeopleFound), more: people.length > mostPeopleFound };
  },
});

const mostAssignments = 500;
const mostUnassigned = 200;

/** Nothing asked: who has nobody, and how many people each colleague walks with. Somebody asked: their assignments, too. */
export const listAssignmentsQuery = query({
  name: 'list-assignments',
  reach: 'wide',
  dataClass: 'identity',
  args: z.strictObject({ personId: idSchema.nullable(), staffId: idSchema.nullable() }),
  answer: z.object({
    person: z
      .object({
        id: z.string(),
        name: z.string(),
        fullName: z.string().nullable(),
        programmeId: z.string(),
        mergedInto: z.string().nullable(),
        version: z.int(),
        registeredAt: z.string(),
      })
      .nullable(),
    assignments: z.array(
      z.object({
        id: z.string(),
        personId: z.string(),
        name: z.string(),
        staffId: z.string(),
        programmeId: z.string(),
        kind: z.string(),
        startsAt: z.string(),
        endsAt: z.string(),
        version: z.int(),
      }),
    ),
    enrolments: z.array(
      z.object({
        id: z.string(),
        personId: z.string(),
        programmeId: z.string(),
        enrolledOn: z.string(),
        leftOn: z.string().nullable(),
        leftReason: z.string().nullable(),
        version: z.int(),
      }),
    ),
    unassigned: z.array(z.object({ id: z.string(), name: z.string(), programmeId: z.string(), registeredAt: z.string() })),
    loads: z.array(z.object({ staffId: z.string(), people: z.int(), covering: z.int() })),
  }),
  may: maySearchProgramme,
  run: async ({ tx, args, actor }) => ({
    person: args.personId === null ? null : await findPersonOnDesk(tx, actor.orgId, args.personId),
    assignments: await listDeskAssignments(tx, actor.orgId, { ...args, limit: mostAssignments }),
    enrolments: args.personId === null ? [] : await listDeskEnrolments(tx, actor.orgId, args.personId),
    unassigned: await listUnassigned(tx, actor.orgId, mostUnassigned),
    loads: await countLoads(tx, actor.orgId),
  }),
});

/** Before saving someone new: who looks like them among the people the actor may see, beyond what the device holds. */
export const findLikelyDuplicatesQuery = query({
  name: 'find-likely-duplicates',
  reach: 'near',
  dataClass: 'identity',
  args: z.strictObject({
    name: words(mostName),
    fullName: words(mostName).nullable(),
    phone: words(40).nullable(),
    birthDate: daySchema.nullable(),
  }),
  answer: z.object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        fullName: z.string().nullable(),
        birthDate: z.string().nullable(),
        programmeId: z.string(),
      }),
    ),
  }),
  may: mayLookForDuplicates,
  run: async ({ tx, args, actor }) => {
    const candidates = await listDuplicateCandidates(tx, actor.orgId, { ...args, keys: keysOfPerson(args) });
    const likely = new Set(whoLooksLike(args, candidates));
    return { people: candidates.filter((each) => likely.has(each.id)).slice(0, mostPeopleFound) };
  },
});

const registration = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string().nullable(),
  birthDate: z.string().nullable(),
  programmeId: z.string(),
  registeredAt: z.string(),
  version: z.int(),
});

/** Registrations of the actor's programmes that may be one human being. Nothing is decided here; merging is a command of its own. */
export const listLikelyDuplicatesQuery = query({
  name: 'list-likely-duplicates',
  reach: 'wide',
  dataClass: 'identity',
  args: z.strictObject({ registeredAfter: instantSchema }),
  answer: z.object({ pairs: z.array(z.object({ newer: registration, older: registration })) }),
  may: maySearchProgramme,
  run: async ({ tx, args, actor }) => {
    const found = await listDuplicatePairs(tx, actor.orgId, { ...args, newest: 500, limit: 500 });
    const seen = new Set<string>();
    const pairs = found.filter(({ newer, older }) => {
      const key = [newer.id, older.id].sort().join();
      if (seen.has(key) || whoLooksLike(newer, [older]).length === 0) return false;
      seen.add(key);
      return true;
    });
    return { pairs: pairs.slice(0, mostPeopleFound) };
  },
});
