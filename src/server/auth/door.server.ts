/** The door: how a request proves who it is. Wired by hand; `main.ts` opens one for each server. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import { ownerMark } from '../../shared/owner-mark.ts';
import type { Door } from '../app.ts';
import type { Database } from '../db.ts';
import { sturdyPool } from '../sturdy-pool.ts';
import { openAccounts } from './accounts.server.ts';
import { isFor } from './door-route.server.ts';
import { addDoorRoutes } from './door-routes.server.ts';
import { hashOfLink } from './one-time-link.server.ts';
import { makeSessions, uuid } from './session.server.ts';
import { makeTries } from './tries.server.ts';

export type DoorDeps = {
  /** The server's own pool (kith_app). */
  database: Database;
  /** How to sign in to PostgreSQL as `kith_auth`, which can touch schema `auth` and nothing else. A small pool of its own is made. */
  authPool: pg.PoolConfig;
  /** 32 bytes or more as text; signs cookies and links, encrypts authenticator secrets. The same on every server. */
  secret: string;
  /** The address people type, such as `https://kith.example.org`. */
  origin: string;
  log: Logger;
  /** Whether invitations are sent by mail; without, their link is shown to who invites. */
  hasMail: boolean;
  /** The folder `packs`, for the choice of jurisdiction at set-up. */
  packsFolder: string;
  /** How many reverse proxies of one's own stand in front and append to `x-forwarded-for`; 0 trusts the socket only. */
  trustedProxies?: number;
};

export type OpenDoor = Door & {
  /** While there is no organisation: makes a link for the set-up page, good once and for 24 hours, in place of any earlier one. */
  firstStartLink: () => Promise<string | null>;
  close: () => Promise<void>;
};

const sweepEvery = 3600_000;

export async function openDoor(deps: DoorDeps): Promise<OpenDoor> {
  if (deps.secret.length < 32) throw new Error('the door needs a secret of at least 32 characters');
  const authPool = sturdyPool({ max: 6, connectionTimeoutMillis: 10_000, ...deps.authPool });
  const accounts = await openAccounts({ pool: authPool, secret: deps.secret, origin: deps.origin, log: deps.log });
  const sessions = makeSessions({ database: deps.database, authPool, secret: deps.secret, origin: deps.origin });
  const tries = makeTries(authPool, deps.secret);
  const sweeping = setInterval(() => void tries.sweep().catch(() => undefined), sweepEvery);
  sweeping.unref();
  // What the look for the session has found out already is not asked a second time for the same request.
  const endedOf = new WeakMap<Request, string[]>();

  return {
    actorOf: async (request) => {
      const session = await sessions.of(request);
      if (session) endedOf.set(request, session.ended);
      return session?.state === 'ready' && isFor(request, session) ? session.actor : null;
    },
    endedOn: async (request) => {
      const device = request.headers.get('x-kith-device');
      if (device === null || !uuid.test(device)) return [];
      const ended = endedOf.get(request) ?? (await askEnded(deps.database, device));
      return Promise.all(ended.map((staff) => ownerMark(device, staff)));
    },
    addRoutes: (app) => addDoorRoutes(app, { ...deps, authPool, accounts, sessions, tries }),
    firstStartLink: async () => {
      const { rows } = await deps.database.pool.query<{ done: boolean }>('select kith.door_is_set_up() as done');
      if (rows[0]?.done) return null;
      const token = randomBytes(32).toString('base64url');
      await authPool.query(
        `insert into auth.set_up_link (token_hash, expires_at) values ($1, now() + interval '24 hours')
         on conflict (only_row) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
        [hashOfLink(token)],
      );
      return `${deps.origin}/set-up/${token}`;
    },
    close: async () => {
      clearInterval(sweeping);
      await authPool.end();
    },
  };
}

async function askEnded({ pool }: Database, device: string): Promise<string[]> {
  const { rows } = await pool.query<{ staff: string }>({
    name: 'door-ended',
    text: 'select e as staff from kith.door_ended($1) e',
    values: [device],
  });
  return rows.map(({ staff }) => staff);
}
