/** `/api/me`: who the session belongs to, and the packs their organisation works with. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { AppEnv, ServerDeps } from './app.ts';
import { asActor } from './db.ts';

const identity = z.object({
  me: z.object({
    orgId: z.string(),
    staffId: z.string(),
    name: z.string(),
    locale: z.string(),
    roles: z.array(z.string()),
    programmes: z.array(z.string()),
  }),
  packs: z.unknown(),
});

const whoAmI = createRoute({
  method: 'get',
  path: '/api/me',
  summary: 'Who this session belongs to, and their packs',
  responses: { 200: { description: 'Identity and packs', content: { 'application/json': { schema: identity } } } },
});

export function addMeRoute(app: OpenAPIHono<AppEnv>, deps: Pick<ServerDeps, 'database' | 'packsFor'>): void {
  app.openapi(whoAmI, async (c) => {
    const actor = c.get('actor');
    const { packs } = await asActor(
      deps.database,
      actor,
      'near',
      (tx) => tx.selectFrom('organisations').select('packs').where('orgId', '=', actor.orgId).executeTakeFirstOrThrow(),
      { snapshot: true },
    );
    const { orgId, staffId, name, locale } = actor;
    return c.json(
      {
        me: { orgId, staffId, name, locale, roles: [...actor.roles], programmes: [...actor.programmes] },
        packs: await deps.packsFor(packs),
      },
      200,
    );
  });
}
