/** `/api/me`: who the session belongs to, and the packs their organisation works with. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { listDeviceKeyIds } from '../features/carried/device-key-queries.server.ts';
import { appVersion, isAppVersion } from '../shared/app-version.ts';
import { type Actor, ownReach } from './actor.ts';
import type { AppEnv, ServerDeps } from './app.ts';
import { asActor, type Database } from './db.ts';
import { meOf, meSchema } from './who-i-am.ts';

const identity = z.object({
  me: meSchema,
  packs: z.unknown(),
  /** Which Kith answers, and the oldest app it serves. */
  server: z.object({ version: z.string(), leastApp: z.string() }),
  /** What this device needs to seal its unsent entries to the server, and to be known as theirs. */
  sealing: z.object({
    serverKey: z.object({ id: z.string(), publicKey: z.string() }),
    /** Ids of the signing keys this device has made known; a device whose own is missing makes it known again. */
    deviceKeyIds: z.array(z.string()),
  }),
});

const whoAmI = createRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who this session belongs to, and their packs',
  responses: { 200: { description: 'Identity and packs', content: { 'application/json': { schema: identity } } } },
});

export function addMeRoute(app: OpenAPIHono<AppEnv>, deps: Pick<ServerDeps, 'database' | 'packsFor' | 'leastApp' | 'seals'>): void {
  app.openapi(whoAmI, async (c) => {
    const actor = c.get('actor');
    const { packs, deviceKeyIds } = await asActor(
      deps.database,
      actor,
      ownReach(actor),
      async (tx) => ({
        ...(await tx.selectFrom('organisations').select('packs').where('orgId', '=', actor.orgId).executeTakeFirstOrThrow()),
        deviceKeyIds: actor.deviceId === null ? [] : await listDeviceKeyIds(tx, actor, actor.deviceId),
      }),
      { snapshot: true },
    );
    await noteApp(deps.database, actor, c.req.header('x-kith-app'));
    return c.json(
      {
        me: meOf(actor),
        packs: await deps.packsFor(packs),
        server: { version: appVersion, leastApp: deps.leastApp },
        sealing: { serverKey: deps.seals.newest, deviceKeyIds },
      },
      200,
    );
  });
}

/** An app asks this each time it opens: often enough to know who still uses which version, seldom enough to cost nothing. */
async function noteApp(database: Database, actor: Actor, version: string | undefined): Promise<void> {
  const { deviceId } = actor;
  if (deviceId === null || version === undefined || !isAppVersion(version)) return;
  await asActor(database, actor, ownReach(actor), (tx) =>
    tx
      .updateTable('devices')
      .set({ appVersion: version })
      .where('orgId', '=', actor.orgId)
      .where('staffId', '=', actor.staffId)
      .where('id', '=', deviceId)
      .where('appVersion', '<>', version)
      .execute(),
  );
}
