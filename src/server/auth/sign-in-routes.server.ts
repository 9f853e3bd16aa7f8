/** Signing in and out, and what this browser's session is good for. */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../app.ts';
import { meOf, meSchema } from '../who-i-am.ts';
import type { Called } from './accounts.server.ts';
import {
  type DoorParts,
  DoorRefusal,
  doorRoute,
  guesserOf,
  keepCookies,
  knownCookieName,
  refuseIfTooMany,
  tokenIn,
} from './door-route.server.ts';
import { longestPassword } from './password-strength.server.ts';
import { resetNotice, resetsOf, toldAtSignIn } from './resets-of.server.ts';

const stateAnswer = z.object({
  /** `set_up`: there is no organisation yet. `enrol`: a second factor must be added first. */
  state: z.enum(['ready', 'signed_out', 'second_factor', 'enrol', 'set_up']),
  me: meSchema.nullable(),
  /** Whether invitations are sent by mail. */
  mail: z.boolean(),
});
const signedIn = z.object({
  next: z.enum(['ready', 'second_factor', 'enrol']),
  /** Somebody else made a link that chose, or may choose, this account's password. Left out when there is nothing to tell. */
  resets: z.array(resetNotice).optional(),
});
type SignedIn = z.output<typeof signedIn>;
export const noBody = z.strictObject({});
export const jsonObject = z.record(z.string(), z.unknown());

export function addSignInRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'state',
    summary: "What this browser's session is good for",
    answer: stateAnswer,
    run: async ({ c }) => {
      const session = await parts.sessions.of(c.req.raw);
      const mail = parts.hasMail;
      if (session && session.state !== 'signed_out') return { state: session.state, me: meOf(session.actor), mail };
      const { rows } = await parts.database.pool.query<{ done: boolean }>('select kith.door_is_set_up() as done');
      return { state: rows[0]?.done ? ('signed_out' as const) : ('set_up' as const), me: null, mail };
    },
  });

  doorRoute(app, parts, {
    path: 'sign-in',
    summary: 'Sign in with e-mail and password',
    body: z.strictObject({ email: z.string().max(320), password: z.string().max(longestPassword * 4) }),
    answer: signedIn,
    run: async ({ c, body }) => {
      const email = body.email.trim().toLowerCase();
      const guesser = guesserOf(c, parts);
      refuseIfTooMany(await parts.tries.take(email, guesser));
      // Unknown address or wrong password: one answer, after the same work (tests/security/enumeration.pg.test.ts).
      if (!(await parts.accounts.fits(email, body.password))) throw new DoorRefusal(401, 'sign_in_wrong');
      const called = await parts.accounts.call(c.req.raw, '/sign-in/email', { email, password: body.password });
      if (!called.ok) throw new DoorRefusal(401, 'sign_in_wrong');
      if (called.body.twoFactorRedirect === true) {
        await parts.tries.clear(email, guesser);
        remember(c, parts, email);
        keepCookies(c, called);
        return { next: 'second_factor' } as SignedIn;
      }
      const welcomed = await welcome(c, parts, called);
      await parts.tries.clear(email, guesser);
      remember(c, parts, email);
      return welcomed;
    },
  });

  doorRoute(app, parts, {
    path: 'second-factor',
    summary: 'The second step of signing in: a code of the authenticator app, or a recovery code',
    body: z.strictObject({ code: z.string().min(1).max(64), recovery: z.boolean() }),
    answer: signedIn,
    run: async ({ c, body }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const code = body.code.replaceAll(/\s/g, '');
      const path = body.recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
      const called = await parts.accounts.call(c.req.raw, path, { code });
      if (!called.ok) {
        if (called.code === 'ACCOUNT_TEMPORARILY_LOCKED') throw new DoorRefusal(429, 'too_many_tries', 900);
        if (called.code?.includes('COOKIE') || called.code?.startsWith('TOO_MANY')) throw new DoorRefusal(401, 'signed_out');
        throw new DoorRefusal(401, 'code_wrong');
      }
      const account = (called.body.user as { id?: string } | undefined)?.id ?? '';
      if (await parts.tries.codeWasUsed(account, code)) {
        await endToken(parts, tokenIn(called, parts.sessions.cookieName));
        throw new DoorRefusal(401, 'code_wrong');
      }
      return welcome(c, parts, called);
    },
  });

  doorRoute(app, parts, {
    path: 'passkey/options',
    summary: 'What the browser needs to ask for a passkey',
    body: noBody,
    answer: jsonObject,
    run: async ({ c }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const called = await parts.accounts.call(withoutSession(c.req.raw, parts), '/passkey/generate-authenticate-options');
      keepCookies(c, called);
      return { ...called.body, userVerification: 'required' };
    },
  });

  doorRoute(app, parts, {
    path: 'passkey/sign-in',
    summary: 'Sign in with a passkey',
    body: z.strictObject({ response: jsonObject }),
    answer: signedIn,
    run: async ({ c, body }) => {
      const called = await parts.accounts.call(c.req.raw, '/passkey/verify-authentication', { response: body.response });
      if (!called.ok) throw new DoorRefusal(401, 'passkey_wrong');
      return welcome(c, parts, called);
    },
  });

  doorRoute(app, parts, {
    path: 'sign-out',
    summary: 'End this session',
    body: noBody,
    answer: z.object({}),
    run: async ({ c }) => {
      const called = await parts.accounts.call(c.req.raw, '/sign-out', {});
      keepCookies(c, called);
      return {};
    },
  });
}

/** The last step of every way in: a new session that stands for somebody who works here, and the end of the one before it. */
async function welcome(c: Context<AppEnv>, parts: DoorParts, called: Called): Promise<SignedIn> {
  const token = tokenIn(called, parts.sessions.cookieName);
  if (token === null) throw new DoorRefusal(401, 'sign_in_wrong');
  const [pair = ''] = parts.sessions.cookieFor(token).split(';');
  const headers = new Headers({ cookie: pair });
  const device = c.req.header('x-kith-device');
  if (device !== undefined) headers.set('x-kith-device', device);
  const session = await parts.sessions.of(new Request(parts.origin, { headers }));
  if (!session || (session.state !== 'ready' && session.state !== 'enrol')) {
    await endToken(parts, token);
    throw new DoorRefusal(401, 'sign_in_wrong');
  }
  const before = await parts.sessions.of(c.req.raw);
  if (before && before.token !== token) await endToken(parts, before.token);
  keepCookies(c, called);
  const resets = toldAtSignIn(await resetsOf(parts.authPool, session.account), new Date());
  return { next: session.state, ...(resets.length === 0 ? {} : { resets }) };
}

async function endToken(parts: DoorParts, token: string | null): Promise<void> {
  if (token !== null) await parts.authPool.query('delete from auth.session where token = $1', [token]);
}

/** Marks the browser as one that knew the right password, for a year. It opens nothing; it only has its own count of tries. */
function remember(c: Context<AppEnv>, parts: DoorParts, email: string): void {
  const secure = parts.origin.startsWith('https:') ? '; Secure' : '';
  const mark = `${knownCookieName(parts.origin)}=${parts.tries.newMark(email)}`;
  c.header('set-cookie', `${mark}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Strict${secure}`, { append: true });
}

/** The library would otherwise offer the passkeys of whoever is signed in now, and someone else may want to. */
function withoutSession(request: Request, parts: DoorParts): Request {
  const kept = (request.headers.get('cookie') ?? '').split(';').filter((part) => !part.trim().startsWith(`${parts.sessions.cookieName}=`));
  return new Request(request.url, { headers: { cookie: kept.join(';') } });
}
