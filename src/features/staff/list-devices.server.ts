/** On what a colleague opens their notebook: for who has to end one of them. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import { listDevicesOf } from './device-queries.server.ts';
import { mayAdminister } from './staff-policy.ts';

const mostDevices = 50;

export const listDevicesQuery = query({
  name: 'list-devices',
  reach: 'admin',
  dataClass: 'worker',
  args: z.strictObject({ staffId: idSchema }),
  answer: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      firstSeenAt: z.string(),
      lastSeenAt: z.string(),
      endedAt: z.string().nullable(),
    }),
  ),
  may: (actor) => mayAdminister(actor),
  run: ({ tx, args, actor }) => listDevicesOf(tx, actor.orgId, args.staffId, mostDevices),
});
