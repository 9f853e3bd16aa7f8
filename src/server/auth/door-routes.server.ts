/** Everything below /api/door: the only routes that answer without an actor. better-auth's own routes are not reachable at all. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../app.ts';
import { addAccountRoutes } from './account-routes.server.ts';
import { addDeviceRoutes } from './device-routes.server.ts';
import type { DoorParts } from './door-route.server.ts';
import { addFactorRoutes } from './factor-routes.server.ts';
import { addJoinRoutes } from './join-routes.server.ts';
import { addResetRoutes } from './reset-routes.server.ts';
import { addSignInRoutes } from './sign-in-routes.server.ts';
import { addViewRoutes } from './view-routes.server.ts';

export function addDoorRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  addSignInRoutes(app, parts);
  addAccountRoutes(app, parts);
  addFactorRoutes(app, parts);
  addJoinRoutes(app, parts);
  addResetRoutes(app, parts);
  addDeviceRoutes(app, parts);
  addViewRoutes(app, parts);
}
