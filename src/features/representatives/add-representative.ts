/** Gives somebody else a view of a person's record: of what kind, on what it rests, with which parts, and until when. */
import { z } from 'zod';
import { bases, viewParts } from '../../packs/view-parts.ts';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, daySchema, words } from '../../shared/safe-text.ts';
import { staffLocales } from '../staff/staff.ts';
import { mostName } from './representative.ts';

export const addRepresentative = defineCommand({
  name: 'add-representative',
  version: 1,
  args: z.strictObject({
    representativeId: idSchema,
    personId: idSchema,
    kind: codeSchema,
    name: words(mostName),
    basis: z.enum(bases),
    basisOn: daySchema,
    parts: z
      .array(z.enum(viewParts))
      .max(viewParts.length)
      .refine((parts) => new Set(parts).size === parts.length),
    lastDay: daySchema.nullable(),
    /** Language of the page they join on. */
    locale: z.enum(staffLocales),
  }),
  preview: ({ representativeId, locale: _locale, ...rest }, { staffId, packVersion }) => [
    {
      table: 'representatives',
      id: representativeId,
      scopeId: rest.personId,
      set: { ...rest, id: representativeId, madeBy: staffId, packVersion, joinedAt: null, ended: false },
    },
  ],
});
