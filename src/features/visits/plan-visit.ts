/** A contact is planned: it lands on Today of who will go. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, instantSchema, words } from '../../shared/safe-text.ts';
import { mostVisitNote } from './visit-limits.ts';

export const planVisit = defineCommand({
  name: 'plan-visit',
  version: 1,
  args: z.strictObject({
    visitId: idSchema,
    personId: idSchema,
    startsAt: instantSchema,
    /** Codes of the pack. */
    place: codeSchema,
    mode: codeSchema,
    note: words(mostVisitNote).nullable(),
  }),
  preview: ({ visitId, startsAt, ...rest }, { staffId }) => [
    {
      table: 'visits',
      id: visitId,
      scopeId: rest.personId,
      set: { ...rest, id: visitId, staffId, startsAt: new Date(startsAt).toISOString(), status: 'planned', contactId: null, version: 1 },
    },
  ],
});
