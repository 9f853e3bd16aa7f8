/** The two made-up programmes: what is the same for everybody in them. */

import { indianMen, indianWomen, tamilMen, tamilWomen } from './names.ts';
import type { Random } from './random.ts';
import { chennaiStories } from './stories/chennai.ts';
import { chennaiEveryday } from './stories/chennai-everyday.ts';
import { usStories } from './stories/us.ts';
import { usEveryday } from './stories/us-everyday.ts';
import type { Story } from './story.ts';
import type { Pronouns } from './tell.ts';
import { usEither, usMen, usSurnames, usWomen } from './us-names.ts';

export type Named = { name: string; fullName: string };

/** Two registrations of one person, as two peers typed them. */
export type EchoPair = { pronouns: Pronouns; first: Named; second: Named };

export type Everyday = {
  person: readonly string[];
  peer: readonly string[];
  addenda: readonly string[];
  best: readonly string[];
  relations: readonly string[];
  struckWhy: readonly string[];
  visitNotes: readonly string[];
  promises: readonly string[];
};

export type World = {
  key: 'riverbend' | 'thunai';
  name: string;
  peopleWord: string;
  jurisdiction: string;
  packs: string[];
  languages: string[];
  timeZone: string;
  programmes: { name: string; cosignRequired: boolean }[];
  biller: boolean;
  /** Language of staff's screens, most common first. */
  staffLocales: string[];
  stories: readonly Story[];
  everyday: Everyday;
  titles: { peer: string; senior: string; supervisor: string };
  echoes: EchoPair[];
  named(random: Random, pronouns: Pronouns, script: 'tamil' | 'latin'): Named;
  phone(random: Random): string;
};

const initials = 'ABCDEGIJKLMNPRSTV';

const halves = (list: readonly string[]) => list.map((pair) => pair.split('=') as [string, string]);
const tamil = { she: halves(tamilWomen), he: halves(tamilMen) };
const tamilInitials = ['அ', 'ஆ', 'இ', 'எ', 'க', 'கோ', 'சு', 'செ', 'த', 'ந', 'ப', 'பா', 'மு', 'மா', 'ரா', 'வே', 'ஜெ'];

export const riverbend: World = {
  key: 'riverbend',
  name: 'Riverbend Peer Support',
  peopleWord: 'person',
  jurisdiction: 'us',
  packs: ['core', 'us'],
  languages: ['en'],
  timeZone: 'America/New_York',
  programmes: [
    { name: 'Walking alongside', cosignRequired: true },
    { name: 'Coming home', cosignRequired: true },
  ],
  biller: true,
  staffLocales: ['en'],
  stories: usStories,
  everyday: usEveryday,
  titles: { peer: 'Certified peer specialist', senior: 'Senior peer specialist', supervisor: 'Peer supervisor' },
  echoes: [
    {
      pronouns: 'she',
      first: { name: 'Maryanne', fullName: 'Maryanne Kowalczyk' },
      second: { name: 'Mary Ann', fullName: 'Mary Ann Kowalczik' },
    },
    { pronouns: 'he', first: { name: 'Jon', fullName: 'Jonathan Petersen' }, second: { name: 'Jonathon', fullName: 'Jonathon Peterson' } },
    { pronouns: 'she', first: { name: 'Rosa', fullName: 'Rosa Ibáñez' }, second: { name: 'Rosa', fullName: 'Rosa Ibanez' } },
  ],
  named(random, pronouns) {
    const name = random.pick(pronouns === 'she' ? usWomen : pronouns === 'he' ? usMen : usEither);
    return { name, fullName: `${name} ${random.pick(usSurnames)}` };
  },
  // 555-0100 to 0199 is set aside for made-up numbers; area codes with a 9 in the middle are not given out.
  phone: (random) => `+1 ${random.int(2, 8)}9${random.int(0, 9)} 555 01${String(random.int(0, 99)).padStart(2, '0')}`,
};

export const thunai: World = {
  key: 'thunai',
  name: 'Thunai',
  peopleWord: 'person',
  jurisdiction: 'in-tn',
  packs: ['core', 'in-tn'],
  languages: ['en', 'ta'],
  timeZone: 'Asia/Kolkata',
  programmes: [
    { name: 'Thunai, Kodambakkam', cosignRequired: false },
    { name: 'Thunai, Royapuram', cosignRequired: false },
  ],
  biller: false,
  staffLocales: ['ta', 'en', 'ta'],
  stories: chennaiStories,
  everyday: chennaiEveryday,
  titles: { peer: 'Peer support volunteer', senior: 'Senior peer', supervisor: 'Peer supervisor' },
  echoes: [
    { pronouns: 'she', first: { name: 'செல்வி', fullName: 'செல்வி மு.' }, second: { name: 'Selvi', fullName: 'Selvi M.' } },
    { pronouns: 'she', first: { name: 'Kavitha', fullName: 'Kavitha R.' }, second: { name: 'Kavita', fullName: 'Kavita Ramesh' } },
    { pronouns: 'he', first: { name: 'Senthil', fullName: 'Senthil K.' }, second: { name: 'செந்தில்', fullName: 'செந்தில் க.' } },
  ],
  named(random, pronouns, script) {
    const gender = pronouns === 'they' ? (random.chance(0.5) ? 'she' : 'he') : pronouns;
    if (script === 'latin' && random.chance(0.25)) {
      const name = random.pick(gender === 'she' ? indianWomen : indianMen);
      return { name, fullName: `${name} ${random.pick([...initials])}.` };
    }
    const [inTamil, inLatin] = random.pick(tamil[gender]);
    if (script === 'tamil') return { name: inTamil, fullName: `${random.pick(tamilInitials)}. ${inTamil}` };
    return { name: inLatin, fullName: `${inLatin} ${random.pick([...initials])}.` };
  },
  // Indian mobile numbers begin with 6 to 9, so no phone answers to these.
  phone: (random) => `+91 55500 ${String(random.int(0, 99_999)).padStart(5, '0')}`,
};
