/** Whom somebody means in an emergency: everybody of the organisation whose name has every word that was typed. Says nothing else of them. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { words } from '../../shared/safe-text.ts';
import { keysOfWord, nameWords } from '../people/name-keys.ts';
import { mostName } from '../people/person-fields.ts';
import { mayFindInEmergency } from './emergency-policy.ts';
import { findPeopleInEmergency } from './emergency-queries.server.ts';

/** One more than this is too many to choose from in a hurry, and a way of listing who is here. */
const mostFound = 5;

export const findInEmergencyQuery = query({
  name: 'find-in-emergency',
  reach: 'near',
  dataClass: 'identity',
  args: z.strictObject({ name: words(mostName) }),
  answer: z.object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        fullName: z.string().nullable(),
        birthDate: z.string().nullable(),
        ageBand: z.string().nullable(),
      }),
    ),
    /** More people have this name: none of them is shown until more of it is typed. */
    tooMany: z.boolean(),
  }),
  may: mayFindInEmergency,
  run: async ({ tx, args }) => {
    const typed = nameWords(args.name)
      .slice(0, 6)
      .map((word) => keysOfWord(word).join(' '));
    if (typed.join('').length < 2) return { people: [], tooMany: false };
    const people = await findPeopleInEmergency(tx, typed);
    return people.length > mostFound ? { people: [], tooMany: true } : { people, tooMany: false };
  },
});
