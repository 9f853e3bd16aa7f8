/** The whole HTTP application, real door included; a session is put into the database as signing in would have. */
import { randomBytes, randomUUID } from 'node:crypto';
import pino from 'pino';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';
import type { Actor } from '../../src/server/actor.ts';
import { makeApp } from '../../src/server/app.ts';
import { openDoor } from '../../src/server/auth/door.server.ts';
import { makeSessions } from '../../src/server/auth/session.server.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import type { QueryHandler } from '../../src/server/query-handler.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import { sturdyPool } from '../../src/server/sturdy-pool.ts';
import { leastAppVersion } from '../../src/shared/app-version.ts';
import { testSeals } from '../factories/test-seals.ts';
import type { WalkingWorld } from '../factories/walking-world.ts';

export const origin = 'http://kith.test';

export type ServerWithDoor = Awaited<ReturnType<typeof aServerWithDoor>>;

export async function aServerWithDoor(
  world: Pick<WalkingWorld, 'admin' | 'database' | 'faults'>,
  parts: { commands: readonly CommandHandler[]; queries: readonly QueryHandler[] } = { commands: commandHandlers, queries: queryHandlers },
) {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const { host, port, database } = world.admin;
  const authPool = { host, port, database: database ?? '', user: 'kith_auth', password: '' };
  const secret = randomBytes(32).toString('hex');
  const packsFolder = `${import.meta.dirname}/../../packs`;
  const door = await openDoor({ database: world.database, authPool, secret, origin, log, hasMail: false, packsFolder });
  const ownPool = sturdyPool({ ...authPool, max: 1 });
  const sessions = makeSessions({ database: world.database, authPool: ownPool, secret, origin });
  const app = makeApp({
    database: world.database,
    door,
    ...parts,
    feeds: feedSources,
    pokes: { changed: () => undefined, listen: () => () => undefined, stop: async () => undefined },
    seals: testSeals,
    metrics: makeMetrics(),
    log,
    onFault: (fault) => void world.faults.push(fault),
    packsFor: (ids) => loadPackSet(packsFolder, ids),
    webFolder: null,
    leastApp: leastAppVersion,
    origin,
  });

  /** A cookie that says this member of staff has signed in. */
  async function signIn(actor: Actor): Promise<string> {
    const [account, token] = [randomUUID(), randomBytes(24).toString('base64url')];
    await world.admin.query(`insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`, [
      ...[account, actor.name, `${account}@example.org`],
    ]);
    await world.admin.query(
      `insert into auth."session" (id, "expiresAt", token, "updatedAt", "userId", factor)
       values ($1, now() + interval '1 day', $2, now(), $3, 'password')`,
      [randomUUID(), token, account],
    );
    await world.admin.query('update kith.staff set user_id = $3 where org_id = $1 and id = $2', [actor.orgId, actor.staffId, account]);
    return sessions.cookieFor(token).split(';')[0] ?? '';
  }

  async function send(
    path: string,
    init: { method?: string; cookie?: string | null; body?: BodyInit | null; headers?: Record<string, string> },
  ) {
    const { method = 'POST', cookie, body, headers = { 'content-type': 'application/json', origin } } = init;
    const all = { ...headers, ...(cookie ? { cookie } : {}) };
    return app.fetch(
      new Request(new URL(path, origin), { method, headers: all, ...(body == null ? {} : { body, duplex: 'half' }) } as RequestInit),
    );
  }

  return {
    ...{ app, lines, signIn, send },
    close: async () => {
      await ownPool.end();
      await door.close();
    },
  };
}
