/** A planned visit moved, let go of, or not met. That it was met is said by recording the contact. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, instantSchema, words } from '../../shared/safe-text.ts';
import { mostVisitNote } from './visit-limits.ts';

export const changeVisit = defineCommand({
  name: 'change-visit',
  version: 1,
  args: z.strictObject({
    visitId: idSchema,
    personId: idSchema,
    basedOn: z.int().min(1),
    set: z
      .strictObject({
        startsAt: instantSchema.exactOptional(),
        place: codeSchema.exactOptional(),
        mode: codeSchema.exactOptional(),
        note: words(mostVisitNote).nullable().exactOptional(),
        status: z.enum(['planned', 'not_met', 'let_go']).exactOptional(),
      })
      .refine((set) => Object.keys(set).length > 0),
  }),
  preview: ({ visitId, personId, basedOn, set: { startsAt, ...rest } }) => [
    {
      table: 'visits',
      id: visitId,
      scopeId: personId,
      set: { ...rest, ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt).toISOString() }), version: basedOn + 1 },
    },
  ],
});
