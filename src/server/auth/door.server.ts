/** The door: how a request proves who it is. Wired by hand; `main.ts` opens one for each server. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Door } from '../app.ts';
import type { Database } from '../db.ts';
import { openAccounts } from './accounts.server.ts';
import { addDoorRoutes } from './door-routes.server.ts';
import { hashOfLink } from './one-time-link.server.ts';
import { makeSessions } from './session.server.ts';
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
  const authPool = new pg.Pool({ max: 6, connectionTimeoutMillis: 10_000, ...deps.authPool });
  authPool.on('error', () => undefined); // an idle connection that dies is replaced on the next use
  const accounts = await openAccounts({ pool: authPool, secret: deps.secret, origin: deps.origin, log: deps.log });
  const sessions = makeSessions({ database: deps.database, authPool, secret: deps.secret, origin: deps.origin });
  const tries = makeTries(authPool, deps.secret);
  const sweeping = setInterval(() => void tries.sweep().catch(() => undefined), sweepEvery);
  sweeping.unref();

  return {
    actorOf: async (request) => {
      const session = await sessions.of(request);
      return session?.state === 'ready' ? session.actor : null;
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
