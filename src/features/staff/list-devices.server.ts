/** On what colleagues open their notebooks: for who has to end one of them. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import { listDevicesOf, listSupervisedDevices } from './device-queries.server.ts';
import { mayAdminister, maySupervise } from './staff-policy.ts';

const mostDevices = 50;
const mostSupervised = 500;

const devices = z.array(
  z.strictObject({
    staffId: z.string(),
    id: z.string(),
    label: z.string(),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    endedAt: z.string().nullable(),
    wipedAt: z.string().nullable(),
    others: z.int(),
  }),
);

export const listDevicesQuery = query({
  name: 'list-devices',
  reach: 'admin',
  dataClass: 'worker',
  args: z.strictObject({ staffId: idSchema }),
  answer: devices,
  may: (actor) => mayAdminister(actor),
  run: ({ tx, args, actor }) => listDevicesOf(tx, actor.orgId, args.staffId, mostDevices),
});

export const listSupervisedDevicesQuery = query({
  name: 'list-supervised-devices',
  reach: 'near',
  dataClass: 'worker',
  args: z.strictObject({}),
  answer: devices,
  may: (actor) => maySupervise(actor),
  run: ({ tx }) => listSupervisedDevices(tx, mostSupervised),
});
