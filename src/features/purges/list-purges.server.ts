/** What devices were told to delete, and whether they said they did: for who answers for the people whose records those were. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { mayListPurges, reachOfPurges } from './purge-policy.ts';
import { listPurgeLines } from './purge-queries.server.ts';

const mostLines = 200;

export const listPurgesQuery = query({
  name: 'list-purges',
  reach: reachOfPurges,
  dataClass: 'worker',
  args: z.strictObject({}),
  answer: z.array(
    z.strictObject({
      staffId: z.string(),
      deviceId: z.string(),
      toldAt: z.string(),
      confirmedAt: z.string().nullable(),
      people: z.int(),
    }),
  ),
  may: (actor) => mayListPurges(actor),
  run: ({ tx, actor }) => listPurgeLines(tx, actor.orgId, mostLines),
});
