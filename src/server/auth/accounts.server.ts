/**
 * better-auth, with as little of it as possible. Its own routes are never reachable: the door calls it, with bodies the door has judged.
 * No sign-up, API keys, magic links, organisations, one-tap, cookie cache, trusted devices, or linking by address (reliability.md §1).
 */
import { randomBytes } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import type { Logger } from 'pino';
import { cookiePrefix, sessionSeconds } from './session.server.ts';

export type AccountsDeps = { pool: pg.Pool; secret: string; origin: string; log: Logger };

export type Accounts = {
  /** Calls one of the library's own operations as the browser that sent `request`. */
  call: (request: Request, path: string, body?: Record<string, unknown>) => Promise<Called>;
  hashPassword: (password: string) => Promise<string>;
  /**
   * Whether this password is the one of the account with this address. One question and one hash, for every address: the library itself asks
   * twice about an address it knows and once about another, and time would tell who has an account.
   */
  fits: (email: string, password: string) => Promise<boolean>;
};

export type Called = { ok: boolean; status: number; code: string | null; body: Record<string, unknown>; cookies: string[] };

const factorOfPath: Record<string, 'password' | 'totp' | 'passkey'> = {
  '/sign-in/email': 'password',
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'totp',
  '/passkey/verify-authentication': 'passkey',
};

/** Always one row, whoever is asked about. */
const passwordOfAddress = `
  select (select a."password" from auth."user" u
    join auth."account" a on a."userId" = u."id" and a."accountId" = u."id" and a."providerId" = 'credential'
    where u."email" = $1) as hash`;

export async function openAccounts(deps: AccountsDeps): Promise<Accounts> {
  const prefix = cookiePrefix(deps.origin);
  const secure = deps.origin.startsWith('https:');
  const auth = betterAuth({
    appName: 'Kith',
    baseURL: deps.origin,
    basePath: '/api/auth',
    trustedOrigins: [deps.origin],
    secret: deps.secret,
    database: deps.pool,
    telemetry: { enabled: false },
    // The library's messages name what was wrong with a sign-in; the level alone is enough for us, and says nothing of anyone.
    logger: { log: (level) => level === 'error' && deps.log.error({ part: 'accounts' }, 'the accounts library reported an error') },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    account: { accountLinking: { enabled: false } },
    user: { changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    session: {
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { factor: { type: 'string', required: true, defaultValue: 'password', input: false, returned: true } },
    },
    databaseHooks: {
      session: {
        create: {
          // A session made from another one (after a change of factors) keeps what was proved, unless this step proved more.
          before: async (session, context) => {
            const path = context?.path ?? '';
            const was = (context?.context.session?.session as { factor?: string } | undefined)?.factor;
            const factor = factorOfPath[path] ?? (path === '/two-factor/disable' && was === 'totp' ? 'password' : (was ?? 'password'));
            return { data: { ...session, factor, ipAddress: null } };
          },
        },
      },
    },
    rateLimit: { enabled: false }, // ours is in tries.server.ts
    advanced: {
      useSecureCookies: false, // would put "__Secure-" before our own "__Host-"
      cookiePrefix: prefix,
      defaultCookieAttributes: { secure, sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({ issuer: 'Kith', accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 } }),
      passkey({
        rpID: new URL(deps.origin).hostname,
        rpName: 'Kith',
        advanced: { webAuthnChallengeCookie: 'passkey' },
        origin: deps.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: {
          // A passkey stands for two factors only if its holder was checked; the library itself does not insist.
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED', { code: 'HOLDER_NOT_CHECKED' });
          },
        },
        registration: {
          afterVerification: async ({ verification }) => {
            if (!verification.registrationInfo?.userVerified) throw new APIError('BAD_REQUEST', { code: 'HOLDER_NOT_CHECKED' });
          },
        },
      }),
    ],
  });
  const context = await auth.$context;
  // Of the same making as the real ones; what it was made of is forgotten at once.
  const nobodysHash = await context.password.hash(randomBytes(32).toString('base64url'));

  return {
    hashPassword: (password) => context.password.hash(password),
    fits: async (email, password) => {
      const { rows } = await deps.pool.query<{ hash: string | null }>(passwordOfAddress, [email]);
      const hash = rows[0]?.hash ?? null;
      const isRight = await context.password.verify({ hash: hash ?? nobodysHash, password });
      return isRight && hash !== null;
    },
    call: async (request, path, body) => {
      const headers = new Headers({ origin: deps.origin });
      for (const name of ['cookie', 'user-agent']) {
        const value = request.headers.get(name);
        if (value !== null) headers.set(name, value);
      }
      if (body !== undefined) headers.set('content-type', 'application/json');
      const response = await auth.handler(
        new Request(`${deps.origin}/api/auth${path}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      const answered: unknown = await response.json().catch(() => null);
      const json = (Array.isArray(answered) ? { list: answered } : (answered ?? {})) as Record<string, unknown>;
      const cookies = response.headers.getSetCookie();
      return { ok: response.ok, status: response.status, code: typeof json.code === 'string' ? json.code : null, body: json, cookies };
    },
  };
}
