/** Older looks than a phone holds, a page at a time. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';
import { lookedAt } from './look.ts';
import { mayListLooks } from './look-policy.ts';
import { listLooksBefore } from './look-queries.server.ts';

const looksInPage = 100;

export const listLooksQuery = query({
  name: 'list-looks',
  reach: 'near',
  dataClass: 'accounting',
  args: z.strictObject({ personId: idSchema, before: instantSchema }),
  answer: z.object({
    looks: z.array(
      z.object({
        id: z.string(),
        personId: z.string(),
        staffId: z.string(),
        what: z.enum(lookedAt),
        lookedAt: z.string(),
        offline: z.boolean(),
      }),
    ),
    more: z.boolean(),
  }),
  may: mayListLooks,
  run: async ({ tx, args, actor }) => {
    const looks = await listLooksBefore(tx, actor.orgId, { ...args, limit: looksInPage + 1 });
    return { looks: looks.slice(0, looksInPage), more: looks.length > looksInPage };
  },
});
