/** The queue of those who answer for programmes: what is asked for there, what ends first first. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import type { RequestRow } from './request.ts';
import { mayListRequests } from './request-policy.ts';
import { listDeskRequests } from './request-queries.server.ts';

export const mostDeskRequests = 300;

export const listRequestsQuery = query({
  name: 'list-requests',
  reach: 'wide',
  dataClass: 'accounting',
  /** Of one person, or of everybody in the asker's programmes. */
  args: z.strictObject({ personId: idSchema.nullable() }),
  answer: z.object({
    requests: z.array(z.custom<RequestRow & { name: string }>((value) => typeof value === 'object' && value !== null && 'name' in value)),
    more: z.boolean(),
  }),
  may: mayListRequests,
  run: async ({ tx, args, actor }) => {
    const requests = await listDeskRequests(tx, actor.orgId, { ...args, most: mostDeskRequests + 1 });
    return { requests: requests.slice(0, mostDeskRequests), more: requests.length > mostDeskRequests };
  },
});
