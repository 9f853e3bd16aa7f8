/** The real HTTP application over a walking world; only the door is replaced, so that a test says who asks. */
import pino from 'pino';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';
import type { Actor } from '../../src/server/actor.ts';
import { makeApp } from '../../src/server/app.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import type { FeedSource } from '../../src/server/feed.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import { leastAppVersion } from '../../src/shared/app-version.ts';
import { testSeals } from './test-seals.ts';
import type { WalkingWorld } from './walking-world.ts';

export const origin = 'http://kith.test';

/** `fetchAs(actor)` is a `fetch` whose session belongs to the actor; null has none. */
export function serverFor(
  world: WalkingWorld,
  options: { log?: (line: string) => void; leastApp?: string; commands?: readonly CommandHandler[]; feeds?: readonly FeedSource[] } = {},
) {
  let asking: Actor | null = null;
  const poked: string[] = [];
  const metrics = makeMetrics();
  const app = makeApp({
    database: world.database,
    door: { actorOf: async () => asking, endedOn: async () => [], addRoutes: () => undefined },
    commands: options.commands ?? commandHandlers,
    feeds: options.feeds ?? feedSources,
    queries: queryHandlers,
    pokes: { changed: (orgId) => void poked.push(orgId), listen: () => () => undefined, stop: async () => undefined },
    seals: testSeals,
    metrics,
    log: pino({ level: options.log ? 'debug' : 'silent' }, { write: (line: string) => options.log?.(line) }),
    onFault: (fault) => void world.faults.push(fault),
    packsFor: (ids) => loadPackSet(`${import.meta.dirname}/../../packs`, ids),
    webFolder: null,
    leastApp: options.leastApp ?? leastAppVersion,
    origin,
  });
  const fetchAs = (actor: Actor | null): typeof fetch => {
    return async (input, init) => {
      const request = new Request(new URL(String(input), origin), init);
      // As the door does: the device is the one the request names.
      asking = actor && { ...actor, deviceId: request.headers.get('x-kith-device') ?? actor.deviceId };
      return app.fetch(request);
    };
  };
  return { app, fetchAs, poked, metrics };
}
