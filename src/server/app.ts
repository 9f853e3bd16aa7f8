/** The HTTP application: security headers, sessions, limits, routes. Wired by hand; tests pass other parts. */
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { PackSet } from '../packs/pack-schema.ts';
import { isOlder } from '../shared/app-version.ts';
import type { Actor } from './actor.ts';
import type { CommandHandler } from './command-handler.ts';
import type { Database } from './db.ts';
import type { FeedSource, PageSize } from './feed.ts';
import { securityHeaders } from './headers.ts';
import { clockSkewOf } from './made-while-allowed.ts';
import { addMeRoute } from './me-route.ts';
import type { Metrics } from './metrics.ts';
import { addApiPages } from './openapi.ts';
import type { Pokes } from './pokes.ts';
import type { QueryHandler } from './query-handler.ts';
import type { RunCommandDeps } from './run-command.ts';
import type { SealKeys } from './seal-keys.ts';
import { addSealedRoute } from './sealed-route.ts';
import { addSyncRoutes } from './sync-route.ts';
import { openWriters } from './writers.ts';

export type AppEnv = { Variables: { actor: Actor } };

/** How a request proves who it is; accounts live behind it. */
export type Door = {
  /** The member of staff this request's session belongs to, read from the database each time; null when there is none. */
  actorOf: (request: Request) => Promise<Actor | null>;
  /** Marks of the stores on the device that sent this request which are to be thrown away: it was ended. Needs no session. */
  endedOn: (request: Request) => Promise<string[]>;
  /** Adds sign-in, set-up and invitation routes below /api/door and /api/auth: the only ones that answer without an actor. */
  addRoutes: (app: OpenAPIHono<AppEnv>) => void;
};

export type ServerDeps = {
  database: Database;
  door: Door;
  commands: readonly CommandHandler[];
  feeds: readonly FeedSource[];
  /** Left out for the usual size; the simulation has small pages, so that little is cut into many. */
  feedPage?: PageSize;
  queries: readonly QueryHandler[];
  pokes: Pokes;
  /** What phones seal unsent entries to, and what opens them. */
  seals: SealKeys;
  metrics: Metrics;
  log: Logger;
  onFault: RunCommandDeps['onFault'];
  /** Packs merged in order, read from the product's own folder. */
  packsFor: (ids: readonly string[]) => Promise<PackSet>;
  /** Folder of the built browser app; null while Vite serves it in development. */
  webFolder: string | null;
  /** Apps older than this are told to update, before anything of theirs is looked at. */
  leastApp: string;
  /** The address people type, such as `https://kith.example.org`; requests from other origins may not write. */
  origin: string;
};

/** What a device asks again and again. */
const tellsOfEnding = new Set(['/api/feed', '/api/commands', '/api/me', '/api/door/state']);
const oneMegabyte = 1024 * 1024;

export function makeApp(deps: ServerDeps): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) return c.json({ code: 'invalid', field: result.error.issues[0]?.path.join('.') ?? '' }, 400);
      return undefined;
    },
  });

  app.use(async (c, next) => {
    const begun = performance.now();
    await next();
    const route = c.req.routePath;
    deps.metrics.requests.observe({ method: c.req.method, route, status: String(c.res.status) }, (performance.now() - begun) / 1000);
    // The path's pattern, never the path or its query: those may carry ids.
    deps.log.info({ method: c.req.method, route, status: c.res.status, ms: Math.round(performance.now() - begun) }, 'request');
  });
  app.use(securityHeaders(deps.origin));

  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    try {
      await deps.database.pool.query('select 1');
      return c.text('ready');
    } catch {
      return c.text('database not reachable', 503);
    }
  });

  app.use('/api/*', async (c, next) => {
    // Before anything that may answer: a refusal is nobody else's to keep, either.
    c.header('cache-control', 'no-store');
    if (c.req.method !== 'GET' && !fromHere(c.req.raw, deps.origin)) return c.json({ code: 'wrong_origin' }, 403);
    await next();
    return undefined;
  });
  // Whatever a device asks, the answer tells it what it may no longer hold; also, and above all, the answer that it may not ask.
  app.use('/api/*', async (c, next) => {
    await next();
    if (c.res.status !== 401 && !tellsOfEnding.has(c.req.path)) return;
    const ended = await deps.door.endedOn(c.req.raw).catch(() => []); // it is told at the next contact
    if (ended.length > 0) c.header('x-kith-ended', ended.join(','));
  });
  const limitBody = bodyLimit({ maxSize: oneMegabyte, onError: (c) => c.json({ code: 'too_large' }, 413) });
  app.use('/api/*', (c, next) => {
    // Node's parser reads no more than the length a request states, and refuses one that states two; only others need to be counted. Asking
    // for the body's stream here would make every small request pay for one.
    const length = c.req.header('content-length');
    return length !== undefined &&
      /^\d{1,7}$/.test(length) &&
      Number(length) <= oneMegabyte &&
      c.req.header('transfer-encoding') === undefined
      ? next()
      : limitBody(c, next);
  });
  addApiPages(app);
  deps.door.addRoutes(app);
  for (const path of ['/api/commands', '/api/feed', '/api/queries/*', '/api/events', '/api/me', '/api/sealed']) {
    app.use(path, async (c, next) => {
      const actor = await deps.door.actorOf(c.req.raw);
      if (!actor) return c.json({ code: 'signed_out' }, 401);
      // After the session, so that nobody is told to update who could not sign in; before their commands, so that all of them are kept.
      const app = c.req.header('x-kith-app');
      deps.metrics.sawApp(app);
      if (app !== undefined && isOlder(app, deps.leastApp)) return c.json({ code: 'app_too_old', least: deps.leastApp }, 426);
      const clockSkewMs = clockSkewOf(c.req.header('x-kith-clock'), Date.now());
      c.set('actor', clockSkewMs === 0 ? actor : { ...actor, clockSkewMs });
      await next();
      return undefined;
    });
  }
  // A first feed is ten times smaller packed. None of these answers mixes a secret with what a stranger could choose (BREACH).
  for (const path of ['/api/feed', '/api/queries/*', '/api/me']) app.use(path, compress());
  addMeRoute(app, deps);
  const commands = new Map(deps.commands.map((handler) => [handler.command.name, handler]));
  const writers = openWriters({ database: deps.database, commands, onFault: deps.onFault });
  addSyncRoutes(app, deps, writers);
  addSealedRoute(app, deps, writers);
  app.all('/api/*', (c) => c.json({ code: 'not_found' }, 404));

  if (deps.webFolder !== null) {
    const root = deps.webFolder;
    app.use('*', serveStatic({ root, onFound: (path, c) => c.header('cache-control', cachingOf(path)), precompressed: true }));
    app.get(
      '*',
      serveStatic({ root, path: 'index.html', onFound: (_path, c) => c.header('cache-control', 'no-cache'), precompressed: true }),
    );
  }

  app.notFound((c) => c.json({ code: 'not_found' }, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return c.json({ code: 'invalid' }, error.status);
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof URIError) return c.json({ code: 'invalid' }, 400);
    deps.log.error({ route: c.req.routePath, error: { name: error.name, code: (error as { code?: string }).code } }, 'request failed');
    return c.json({ code: 'fault' }, 503);
  });
  return app;
}

/** A browser says where a request comes from; anything but our own pages may not write. Requests without the headers are not browsers'. */
function fromHere(request: Request, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const from = request.headers.get('origin');
  return from === null || from === origin;
}

/** Built files carry a hash of their content in their name and never change; everything else is asked for again. */
function cachingOf(path: string): string {
  return path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
