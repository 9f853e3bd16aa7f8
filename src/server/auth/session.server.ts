/** Sessions, read from the database at every request, and nothing remembered between two of them. Requests that come in together ask together. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { roles as knownRoles, type Role } from '../../features/staff/role.ts';
import { type Actor, viewOf } from '../actor.ts';
import type { Database } from '../db.ts';
import { askTogether } from './asked-together.server.ts';
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
  /** Staff and views whose stores on this request's device are to be thrown away. */
  ended: string[];
};

export type Sessions = {
  cookieName: string;
  /** @param request its header `x-kith-seal` must carry the vault's secret once the session is bound to one */
  of: (request: Request) => Promise<DoorSession | null>;
  /** A `set-cookie` value that carries this session's token. */
  cookieFor: (token: string) => string;
  /** Gives a session a new token, so that one stolen before a change of factors is worth nothing after it. */
  renew: (sessionId: string) => Promise<string>;
  /** From now on the session needs this secret beside its cookie. Once bound, it stays bound to the same. */
  bind: (sessionId: string, seal: string) => Promise<void>;
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
  view_person: string | null;
  represents: string | null;
  ended: string[];
};

type Question = { token: string; device: string | null; bound: Buffer | null };

/** A session, and what its device is to throw away. */
const doorSession = 'select 1 as nth, s.*, array(select e from kith.door_ended($2) e) as ended from kith.door_session($1, $2, $3) s';

/** The same of several. By token, so that two servers touch the same sessions in one order. For one alone it is half as dear again. */
const doorSessions = `
  select q.nth::int, s.*, array(select e from kith.door_ended(q.device) e) as ended
  from (select * from unnest($1::text[], $2::uuid[], $3::bytea[]) with ordinality as one (token, device, bound, nth) order by token) q
  cross join lateral kith.door_session(q.token, q.device, q.bound) s`;

async function findSessions({ pool }: Database, asked: readonly Question[]): Promise<(Row | undefined)[]> {
  const [first] = asked;
  const { rows } = await pool.query<Row & { nth: number }>(
    asked.length === 1 && first
      ? { name: 'door-session', text: doorSession, values: [first.token, first.device, first.bound] }
      : {
          name: 'door-sessions',
          text: doorSessions,
          values: [asked.map(({ token }) => token), asked.map(({ device }) => device), asked.map(({ bound }) => bound)],
        },
  );
  return asked.map((_question, at) => rows.find(({ nth }) => nth === at + 1));
}

/** What a vault's secret looks like. */
export const sealForm = /^[A-Za-z0-9_-]{43}$/;
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
  const findSession = askTogether<Question, Row | undefined>((asked) => findSessions(deps.database, asked));

  return {
    cookieName,
    of: async (request) => {
      const token = tokenOf(request.headers.get('cookie'), cookieName, sign);
      if (token === null) return null;
      const device = request.headers.get('x-kith-device');
      const deviceId = device !== null && uuid.test(device) ? device : null;
      const row = await findSession({ token, device: deviceId, bound: hashOfSeal(request.headers.get('x-kith-seal')) });
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
        ...viewOf(row),
      };
      return { state: judgeSession(facts), facts, sessionId: row.session_id, account: row.account, token, actor, ended: row.ended };
    },
    cookieFor: (token) =>
      `${cookieName}=${encodeURIComponent(`${token}.${sign(token)}`)}; Max-Age=${sessionSeconds}; Path=/; HttpOnly; SameSite=Strict${secure}`,
    renew: async (sessionId) => {
      const token = randomBytes(24).toString('base64url');
      await deps.authPool.query('update auth.session set token = $2 where id = $1', [sessionId, token]);
      return token;
    },
    bind: async (sessionId, seal) => {
      await deps.authPool.query('update auth.session set "boundTo" = $2 where id = $1 and "boundTo" is null', [
        sessionId,
        hashOfSeal(seal),
      ]);
    },
  };
}

/** 32 bytes from the vault, in base64url; anything else is as good as none. */
function hashOfSeal(seal: string | null): Buffer | null {
  return seal !== null && sealForm.test(seal) ? createHash('sha256').update(seal).digest() : null;
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
