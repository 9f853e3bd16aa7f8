/** The real HTTP application over a walking world; only the door is replaced, so that a test says who asks. */
import pino from 'pino';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';
import type { Actor } from '../../src/server/actor.ts';
import { makeApp } from '../../src/server/app.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import { openWriterGate } from '../../src/server/writer-gate.ts';
import type { WalkingWorld } from './walking-world.ts';

export const origin = 'http://kith.test';

/** `fetchAs(actor)` is a `fetch` whose session belongs to the actor; null has none. */
export function serverFor(world: WalkingWorld, options: { log?: (line: string) => void } = {}) {
  let asking: Actor | null = null;
  const poked: string[] = [];
  const app = makeApp({
    database: world.database,
    door: { actorOf: async () => asking, addRoutes: () => undefined },
    commands: commandHandlers,
    feeds: feedSources,
    queries: queryHandlers,
    pokes: { changed: (orgId) => void poked.push(orgId), listen: () => () => undefined, stop: async () => undefined },
    writers: openWriterGate(),
    metrics: makeMetrics(),
    log: pino({ level: options.log ? 'debug' : 'silent' }, { write: (line: string) => options.log?.(line) }),
    onFault: (fault) => void world.faults.push(fault),
    packsFor: (ids) => loadPackSet(`${import.meta.dirname}/../../packs`, ids),
    webFolder: null,
    origin,
  });
  const fetchAs = (actor: Actor | null): typeof fetch => {
    return async (input, init) => {
      asking = actor;
      return app.fetch(new Request(new URL(String(input), origin), init));
    };
  };
  return { app, fetchAs, poked };
}
