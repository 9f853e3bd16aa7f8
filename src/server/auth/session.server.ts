/** Sessions, read from the database at every request: one question, and nothing remembered between two of them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { roles as knownRoles, type Role } from '../../features/staff/role.ts';
import type { Actor } from '../actor.ts';
import type { Database } from '../db.ts';
import { judgeSession, type SessionFacts, type SessionState } from './session-state.ts';

/** Longest life of a session; the idle end (7 days) is in `kith.door_session`. */
export const sessionSeconds = 30 * 24 * 3600;

export type DoorSession = {
  state: SessionState;
  facts: SessionFacts;
  sessionId: string;
  /** The account's id in schema auth. */
  account: string;
  token: string;
  actor: Actor;
};

export type Sessions = {
  cookieName: string;
  of: (request: Request) => Promise<DoorSession | null>;
  /** A `set-cookie` value that carries this session's token. */
  cookieFor: (token: string) => string;
  /** Gives a session a new token, so that one stolen before a change of factors is worth nothing after it. */
  renew: (sessionId: string) => Promise<string>;
};

type Row = {
  session_id: string;
  account: string;
  factor: SessionFacts['factor'];
  enrolled: boolean;
  org_id: string | null;
  staff_id: string | null;
  name: string | null;
  locale: string | null;
  active: boolean;
  roles: string[];
  programmes: string[];
  second_factor_required: boolean;
  device_revoked: boolean;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function sessionCookieName(origin: string): string {
  return `${cookiePrefix(origin)}.session_token`;
}

/** `__Host-` binds a cookie to this host and to https; browsers refuse it over plain http, where only a demo runs. */
export function cookiePrefix(origin: string): string {
  return origin.startsWith('https:') ? '__Host-kith' : 'kith';
}

export function makeSessions(deps: { database: Database; authPool: pg.Pool; secret: string; origin: string }): Sessions {
  const cookieName = sessionCookieName(deps.origin);
  const secure = deps.origin.startsWith('https:') ? '; Secure' : '';
  const sign = (value: string) => createHmac('sha256', deps.secret).update(value).digest('base64');

  return {
    cookieName,
    of: async (request) => {
      const token = tokenOf(request.headers.get('cookie'), cookieName, sign);
      if (token === null) return null;
      const device = request.headers.get('x-kith-device');
      const deviceId = device !== null && uuid.test(device) ? device : null;
      const { rows } = await deps.database.pool.query<Row>({
        name: 'door-session',
        text: 'select * from kith.door_session($1, $2)',
        values: [token, deviceId],
      });
      const row = rows[0];
      if (!row?.org_id || !row.staff_id) return null;
      const facts: SessionFacts = {
        factor: row.factor,
        enrolled: row.enrolled,
        active: row.active,
        deviceRevoked: row.device_revoked,
        secondFactorRequired: row.second_factor_required,
      };
      const actor: Actor = {
        orgId: row.org_id,
        staffId: row.staff_id,
        name: row.name ?? '',
        locale: row.locale ?? 'en',
        roles: row.roles.filter((role): role is Role => (knownRoles as readonly string[]).includes(role)),
        programmes: row.programmes,
        deviceId,
      };
      return { state: judgeSession(facts), facts, sessionId: row.session_id, account: row.account, token, actor };
    },
    cookieFor: (token) =>
      `${cookieName}=${encodeURIComponent(`${token}.${sign(token)}`)}; Max-Age=${sessionSeconds}; Path=/; HttpOnly; SameSite=Strict${secure}`,
    renew: async (sessionId) => {
      const token = randomBytes(24).toString('base64url');
      await deps.authPool.query('update auth.session set token = $2 where id = $1', [sessionId, token]);
      return token;
    },
  };
}

/** The token in the session cookie, if our signature is on it; without it the database is not even asked. */
function tokenOf(cookies: string | null, name: string, sign: (value: string) => string): string | null {
  for (const part of (cookies ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key !== name) continue;
    const value = decoded(rest.join('='));
    const dot = value.lastIndexOf('.');
    if (dot < 1) return null;
    const token = value.slice(0, dot);
    const given = Buffer.from(value.slice(dot + 1));
    const right = Buffer.from(sign(token));
    return given.length === right.length && timingSafeEqual(given, right) ? token : null;
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
