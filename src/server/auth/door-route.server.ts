/** One shape for every route of the door: a strict body in, `{ code }` on refusal, and nothing the schema does not name out. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type pg from 'pg';
import type { AppEnv } from '../app.ts';
import type { Accounts, Called } from './accounts.server.ts';
import { clientAddress } from './address-block.ts';
import type { DoorDeps } from './door.server.ts';
import { cookiePrefix, type DoorSession, type Sessions } from './session.server.ts';
import type { SessionState } from './session-state.ts';
import type { Guesser, Tries } from './tries.server.ts';

export type DoorParts = Omit<DoorDeps, 'authPool'> & { authPool: pg.Pool; accounts: Accounts; sessions: Sessions; tries: Tries };

/** Thrown inside a route: answered as `{ code, seconds? }`. */
export class DoorRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 429;
  readonly code: string;
  readonly seconds: number | undefined;
  constructor(status: DoorRefusal['status'], code: string, seconds?: number) {
    super(code);
    this.status = status;
    this.code = code;
    this.seconds = seconds;
  }
}

const refusal = z.object({ code: z.string(), seconds: z.int().optional() });
const json = <S extends z.ZodType>(schema: S, description: string) => ({ content: { 'application/json': { schema } }, description });

export type DoorRouteOptions<Body extends z.ZodType, Answer extends z.ZodType> = {
  /** Below `/api/door/`. */
  path: string;
  summary: string;
  /** Left out for GET. */
  body?: Body;
  answer: Answer;
  run: (asked: { c: Context<AppEnv>; body: z.output<Body> }) => Promise<z.input<Answer>>;
};

export function doorRoute<Body extends z.ZodType, Answer extends z.ZodType>(
  app: OpenAPIHono<AppEnv>,
  parts: DoorParts,
  options: DoorRouteOptions<Body, Answer>,
): void {
  const route = createRoute({
    method: options.body ? 'post' : 'get',
    path: `/api/door/${options.path}`,
    summary: options.summary,
    ...(options.body ? { request: { body: { required: true, content: { 'application/json': { schema: options.body } } } } } : {}),
    responses: {
      200: json(options.answer, 'Done'),
      400: json(refusal, 'Not understood, or not good'),
      401: json(refusal, 'Not signed in, or not right'),
      403: json(refusal, 'Not allowed'),
      404: json(refusal, 'Not found'),
      429: json(refusal, 'Too many tries; `seconds` to wait'),
    },
  });
  app.openapi(route, (async (c: Context<AppEnv>) => {
    // Stricter than the app's own guard: a browser always names the page a write comes from, and only ours may open the door.
    if (options.body && c.req.header('origin') !== parts.origin) return c.json({ code: 'wrong_origin' }, 403);
    try {
      const body = (options.body ? c.req.valid('json' as never) : undefined) as z.output<Body>;
      return c.json(options.answer.parse(await options.run({ c, body })), 200);
    } catch (error) {
      if (!(error instanceof DoorRefusal)) throw error;
      return c.json({ code: error.code, ...(error.seconds === undefined ? {} : { seconds: error.seconds }) }, error.status);
    }
  }) as never);
}

export function guesserOf(c: Context<AppEnv>, parts: DoorParts): Guesser {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  const socket = incoming?.socket?.remoteAddress ?? null;
  return {
    address: clientAddress(socket, c.req.header('x-forwarded-for') ?? null, parts.trustedProxies ?? 0),
    knownMark: getCookie(c, knownCookieName(parts.origin)) ?? null,
  };
}

export function knownCookieName(origin: string): string {
  return `${cookiePrefix(origin)}.known`;
}

/** @throws DoorRefusal with the seconds to wait */
export function refuseIfTooMany(wait: number | null): void {
  if (wait !== null) throw new DoorRefusal(429, 'too_many_tries', wait);
}

/** @throws DoorRefusal unless the session is in one of these states */
export async function sessionIn(c: Context<AppEnv>, parts: DoorParts, ...states: SessionState[]): Promise<DoorSession> {
  const session = await parts.sessions.of(c.req.raw);
  if (session && !isFor(c.req.raw, session)) throw new DoorRefusal(401, 'signed_out');
  if (!session || !states.includes(session.state)) throw new DoorRefusal(401, session?.state ?? 'signed_out');
  return session;
}

/** Whether a request that says in whose name it comes (`x-kith-as`) comes with that person's session, and not a colleague's on a shared phone. */
export function isFor(request: Request, session: DoorSession): boolean {
  const as = request.headers.get('x-kith-as');
  return as === null || as === session.actor.staffId;
}

/** Passes the accounts library's cookies on. */
export function keepCookies(c: Context<AppEnv>, called: Called): void {
  for (const cookie of called.cookies) c.header('set-cookie', cookie, { append: true });
}

/** The session token a call has just put into a cookie. */
export function tokenIn(called: Called, cookieName: string): string | null {
  for (const cookie of called.cookies) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    if (pair.slice(0, at) !== cookieName) continue;
    const value = decodeURIComponent(pair.slice(at + 1));
    const dot = value.lastIndexOf('.');
    if (dot > 0) return value.slice(0, dot);
  }
  return null;
}
