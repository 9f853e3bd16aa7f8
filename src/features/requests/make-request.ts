/** Somebody asks: a copy, a correction, a deletion, that something be kept from somebody, who was told what, or complains. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { lockableTables } from '../locks/lock.ts';
import { askedHows, mostRequestWords, type RequestRow, requestKinds } from './request.ts';

export const makeRequest = defineCommand({
  name: 'make-request',
  version: 2,
  args: z.strictObject({
    requestId: idSchema,
    personId: idSchema,
    kind: z.enum(requestKinds),
    words: words(mostRequestWords).nullable(),
    how: z.enum(askedHows),
    /** What a correction, a restriction or a deletion is about, where it is one thing. */
    itemTable: z.enum(lockableTables).nullable(),
    itemId: idSchema.nullable(),
  }),
  // Its last day is the server's to say; until then a screen works it out from the packs (`request-clock.ts`).
  preview: ({ requestId, ...rest }, { staffId, recordedAt }) => [
    {
      table: 'requests',
      id: requestId,
      scopeId: rest.personId,
      set: {
        ...rest,
        ...notYet,
        ...{ id: requestId, state: 'asked', askedBy: staffId, askedAt: new Date(recordedAt).toISOString(), version: 1 },
      },
    },
  ],
});

/** Everything that comes later. */
const notYet = {
  ...{
    identity: null,
    takenUpBy: null,
    takenUpAt: null,
    extendedTo: null,
    extendedWhy: null,
    extendedAt: null,
    outcome: null,
    reason: null,
  },
  ...{ answerWords: null, correction: null, withheld: [], lockId: null, answeredBy: null, answeredAt: null },
  ...{ statement: null, statementBy: null, statementAt: null, reminder: null },
} satisfies Partial<RequestRow>;

/** As phones of older releases send it: by the person's own hand, of the record as a whole. */
export const makeRequest1 = z.strictObject({
  requestId: idSchema,
  personId: idSchema,
  kind: z.enum(['copy', 'correction', 'deletion']),
  words: words(mostRequestWords).nullable(),
});
