/** For the team page: what colleagues' devices do not hold (addresses, invitations, when last seen). */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { mayAdminister } from './staff-policy.ts';
import { listTeam } from './staff-queries.server.ts';

export const listTeamQuery = query({
  name: 'list-team',
  reach: 'admin',
  dataClass: 'worker',
  args: z.strictObject({}),
  answer: z.array(
    z.strictObject({
      id: z.string(),
      email: z.string(),
      joined: z.boolean(),
      invitationId: z.string().nullable(),
      invitationState: z.enum(['open', 'expired', 'withdrawn']).nullable(),
      expiresAt: z.string().nullable(),
      lastSeenAt: z.string().nullable(),
      openReset: z.strictObject({ id: z.string(), madeBy: z.string(), expiresAt: z.string() }).nullable(),
      lastReset: z.strictObject({ at: z.string(), madeBy: z.string().nullable() }).nullable(),
    }),
  ),
  may: (actor) => mayAdminister(actor),
  run: ({ tx, actor }) => listTeam(tx, actor.orgId),
});
