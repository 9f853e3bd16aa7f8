/** The device itself: binding a session to its vault, and its word that a store was thrown away. */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { idSchema } from '../../shared/id.ts';
import { ownerMark } from '../../shared/owner-mark.ts';
import type { AppEnv } from '../app.ts';
import { type DoorParts, DoorRefusal, doorRoute, guesserOf, refuseIfTooMany, sessionIn } from './door-route.server.ts';
import { sealForm } from './session.server.ts';

const mostKept = 1_000_000;

export function addDeviceRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'bind',
    summary: "Bind this session to the device's vault: its cookie alone is worth nothing from then on",
    body: z.strictObject({ seal: z.string().regex(sealForm) }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      await parts.sessions.bind(session.sessionId, body.seal);
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'device-wiped',
    summary: "A device's word that it threw the store of one of its users away; needs no session, for there is none any more",
    body: z.strictObject({ owner: z.string().regex(/^[0-9a-f]{64}$/), kept: z.int().min(0).max(mostKept) }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const device = idSchema.safeParse(c.req.header('x-kith-device'));
      if (!device.success) throw new DoorRefusal(400, 'invalid');
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const { rows } = await parts.database.pool.query<{ staff: string }>('select e as staff from kith.door_ended($1) e', [device.data]);
      for (const { staff } of rows) {
        if ((await ownerMark(device.data, staff)) === body.owner)
          await parts.database.pool.query('select kith.door_device_wiped($1, $2, $3)', [device.data, staff, body.kept]);
      }
      // One answer, whether or not anything was waited for.
      return {};
    },
  });
}
