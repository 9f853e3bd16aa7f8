/** One of the servers: the real application on connections of its own, of which the scheduler can stop or cut each statement. */
import type pg from 'pg';
import pino from 'pino';
import type { PackSet } from '../../src/packs/pack-schema.ts';
import { makeApp } from '../../src/server/app.ts';
import { makeSessions } from '../../src/server/auth/session.server.ts';
import { type Database, openPool } from '../../src/server/db.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { feedSources, queryHandlers } from '../../src/server/registry.ts';
import { leastAppVersion } from '../../src/shared/app-version.ts';
import { testSeals } from '../factories/test-seals.ts';
import { type Age, handlersOf } from './ages.ts';
import { clockSetting } from './sim-postgres.ts';

export const origin = 'http://kith.test';
export const cookieSecret = 'of the simulated servers';

/** Where in a request something may happen to it; the names are those of the crash points. */
export const serverPoints = [
  'begin',
  'facts', // the first statement of a command or a feed: receipt, policy
  'rows', // one further on: rows
  'counter', // counter, changes, audit and receipt
  'before-commit',
  'commit-unanswered', // COMMIT was carried out, its answer never came
] as const;
export type ServerPoint = (typeof serverPoints)[number];

/** What is to happen to the next request that gets there: its connection is cut, the whole server dies, or it is stopped for a while. */
export type Plan = { what: 'cut' | 'die' | 'park'; at: ServerPoint };

export type SimServer = {
  fetch: (request: Request) => Promise<Response>;
  /** @returns what was planned before */
  plan: (next: Plan | null) => Plan | null;
  /** A request is being held up; calling it lets the request go on. */
  parked: () => (() => void) | null;
  /** Resolves at the next time a request is held up. */
  parking: () => Promise<void>;
  isDead: () => boolean;
  age: Age;
  /** Points at which something happened. */
  hit: Map<string, number>;
  end: () => void;
};

export type Rewriting = (text: string) => string;

export type ServerParts = {
  config: pg.ClientConfig;
  secret: Buffer;
  packs: PackSet;
  age: Age;
  now: () => number;
  onFault: (fault: unknown) => void;
  /** Waits until PostgreSQL has noticed that a connection is gone. */
  untilGone: (pid: number) => Promise<void>;
  /** A planted fault in a statement. */
  rewrite: Rewriting | null;
  /** A planted fault: a COMMIT that never came to be is answered as one. */
  liesAboutCommit: boolean;
};

type Query = (...given: unknown[]) => Promise<unknown>;
type Patched = pg.PoolClient & { processID: number; connection: { stream: { destroy: () => void } } };

export function startSimServer(parts: ServerParts): SimServer {
  const pool = openPool({ ...parts.config, user: 'kith_app', max: 6, min: 0, idleTimeoutMillis: 0 });
  const database: Database = { pool, secret: parts.secret };
  const hit = new Map<string, number>();
  const clients = new Set<Patched>();
  let plan: Plan | null = null;
  let parked: (() => void) | null = null;
  let tellParked: () => void = () => undefined;
  let dead = false;

  const cut = async (client: Patched) => {
    const pid = client.processID;
    client.connection.stream.destroy();
    clients.delete(client);
    await parts.untilGone(pid);
  };
  const strike = async (client: Patched) => {
    const what = plan?.what;
    plan = null;
    if (what === 'die') {
      dead = true;
      for (const one of [...clients]) await cut(one);
    } else await cut(client);
  };

  pool.on('connect', (given) => {
    const client = given as Patched;
    clients.add(client);
    const query = client.query.bind(client) as unknown as Query;
    let nth = 0;
    const asked = (...args: unknown[]): unknown => {
      const [first] = args;
      const text = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '');
      const rewritten = parts.rewrite?.(text) ?? text;
      if (rewritten !== text) args[0] = typeof first === 'string' ? rewritten : { ...(first as object), text: rewritten, name: undefined };
      if (typeof args.at(-1) === 'function') return query(...args);
      nth = text.startsWith('begin') ? 0 : nth + 1;
      const point = pointOf(text, nth);
      if (plan === null || point === null || (plan.at !== point && !(plan.at === 'commit-unanswered' && point === 'before-commit')))
        return query(...args);
      hit.set(`${plan.what}/${plan.at}`, (hit.get(`${plan.what}/${plan.at}`) ?? 0) + 1);
      if (plan.what === 'park') {
        plan = null;
        return new Promise<void>((go) => {
          parked = go;
          tellParked();
        }).then(() => {
          parked = null;
          // Looked at again: meanwhile it may have been planned that the connection is cut just here.
          return asked(...args);
        });
      }
      if (parts.liesAboutCommit && point === 'before-commit') {
        const all = query('select 1');
        return all.then(() => strike(client)).then(() => ({ command: 'COMMIT', rows: [] }));
      }
      const before = plan.at === 'commit-unanswered' ? query(...args).catch(() => undefined) : Promise.resolve();
      return before
        .then(() => strike(client))
        .then(() => {
          throw new Error('Connection terminated unexpectedly');
        });
    };
    client.query = asked as unknown as typeof client.query;
  });
  // Told at every borrowing, ahead of whatever is asked: pipelined, so that it costs no waiting.
  pool.on('acquire', (given) => {
    const config = { text: `set ${clockSetting} = '${new Date(parts.now()).toISOString()}'` };
    void (Object.getPrototypeOf(given) as { query: Query }).query.call(given, config).catch(() => undefined);
  });

  const authPool = pool;
  const sessions = makeSessions({ database, authPool, secret: cookieSecret, origin });
  const app = makeApp({
    database,
    door: {
      actorOf: async (request) => {
        const session = await sessions.of(request);
        const as = request.headers.get('x-kith-as');
        return session?.state === 'ready' && (as === null || as === session.actor.staffId) ? session.actor : null;
      },
      endedOn: async () => [],
      addRoutes: () => undefined,
    },
    commands: handlersOf(parts.age),
    feeds: feedSources,
    queries: queryHandlers,
    pokes: { changed: () => undefined, listen: () => () => undefined, stop: async () => undefined },
    seals: testSeals,
    metrics: makeMetrics(),
    log: pino({ level: 'silent' }),
    onFault: parts.onFault,
    packsFor: async () => parts.packs,
    webFolder: null,
    leastApp: leastAppVersion,
    origin,
    // Small, so that what a phone gains and hears comes in several pages.
    feedPage: { rows: 6, changes: 4, peopleAtOnce: 2 },
  });

  return {
    fetch: async (request) => app.fetch(request),
    plan: (next) => {
      const before = plan;
      plan = next;
      return before;
    },
    parked: () => parked,
    parking: () =>
      new Promise((told) => {
        tellParked = told;
      }),
    isDead: () => dead,
    age: parts.age,
    hit,
    end: () => {
      dead = true;
      // Not waited for: a pool whose connections were cut may wait for ever for one of them to say goodbye.
      pool.end().catch(() => undefined);
    },
  };
}

function pointOf(text: string, nth: number): ServerPoint | null {
  if (text.startsWith('begin')) return 'begin';
  if (text === 'commit') return 'before-commit';
  if (text === 'rollback') return null;
  if (text.includes('update kith.change_counters')) return 'counter';
  return nth === 1 ? 'facts' : 'rows';
}
