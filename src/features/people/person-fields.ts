/** What may be known of a person, each field with its bounds. Only the name to use is required. */
import { z } from 'zod';
import { daySchema, words } from '../../shared/safe-text.ts';

export const mostName = 200;
export const mostShortField = 200;
export const mostOwnWords = 4000;

/** As packs write codes: languages are BCP 47 tags and age bands begin with a digit. */
const packCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/);

export const personFieldsSchema = z.strictObject({
  name: words(mostName),
  fullName: words(mostName).nullable(),
  pronouns: words(mostShortField).nullable(),
  languages: z.array(packCode).max(10),
  phone: words(40).nullable(),
  email: words(320).nullable(),
  safeContact: z.strictObject({
    leaveMessage: z.boolean().optional(),
    nameSender: z.boolean().optional(),
    best: words(500).optional(),
  }),
  birthDate: daySchema.nullable(),
  ageBand: packCode.nullable(),
  matters: words(mostOwnWords).nullable(),
  strengths: words(mostOwnWords).nullable(),
  culture: words(mostOwnWords).nullable(),
  emergency: z.strictObject({
    name: words(mostShortField).optional(),
    relation: words(mostShortField).optional(),
    phone: words(40).optional(),
  }),
});

/** Everything about a person that a human may change. */
export type PersonFields = z.output<typeof personFieldsSchema>;

export const personFieldNames = Object.keys(personFieldsSchema.shape) as (keyof PersonFields)[];

/** Nothing known yet but a name. */
export function withOnlyName(name: string): PersonFields {
  return {
    name,
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
  };
}
