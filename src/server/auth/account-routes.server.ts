/** One's own account: sessions, and the password. */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../app.ts';
import { type DoorParts, DoorRefusal, doorRoute, guesserOf, keepCookies, refuseIfTooMany, sessionIn } from './door-route.server.ts';
import { longestPassword, passwordProblem } from './password-strength.server.ts';
import { resetNotice, resetsOf } from './resets-of.server.ts';
import type { DoorSession } from './session.server.ts';

const instant = z.string();
const account = z.object({
  email: z.string(),
  /** Whether an authenticator app is set up. */
  totp: z.boolean(),
  secondFactorRequired: z.boolean(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string().nullable(), addedAt: instant.nullable() })),
  sessions: z.array(
    z.object({
      id: z.string(),
      current: z.boolean(),
      startedAt: instant,
      usedAt: instant,
      browser: z.string(),
      factor: z.enum(['password', 'totp', 'passkey']),
    }),
  ),
  resets: z.array(resetNotice),
});
/** One that is to be chosen: whether it will do is judged by `passwordProblem`, in words. */
export const newPasswordText = z.string().max(longestPassword * 50);
export const passwordText = z
  .string()
  .min(1)
  .max(longestPassword * 4);

export function addAccountRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'account',
    summary: "One's own sessions, passkeys and second factor",
    answer: account,
    run: async ({ c }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      const passkeys = await parts.authPool.query<{ id: string; name: string | null; at: Date | null }>(
        'select id, name, "createdAt" as at from auth.passkey where "userId" = $1 order by "createdAt"',
        [session.account],
      );
      const sessions = await parts.authPool.query<{ id: string; begun: Date; used: Date; agent: string | null; factor: 'password' }>(
        `select id, "createdAt" as begun, "updatedAt" as used, "userAgent" as agent, factor from auth.session
         where "userId" = $1 and "expiresAt" > now() and "updatedAt" > now() - interval '7 days' order by "updatedAt" desc limit 100`,
        [session.account],
      );
      return {
        email: await emailOf(parts, session.account),
        totp: session.facts.enrolled,
        secondFactorRequired: session.facts.secondFactorRequired,
        passkeys: passkeys.rows.map(({ id, name, at }) => ({ id, name, addedAt: at?.toISOString() ?? null })),
        sessions: sessions.rows.map(({ id, begun, used, agent, factor }) => ({
          id,
          current: id === session.sessionId,
          startedAt: begun.toISOString(),
          usedAt: used.toISOString(),
          browser: browserOf(agent ?? ''),
          factor,
        })),
        resets: await resetsOf(parts.authPool, session.account),
      };
    },
  });

  doorRoute(app, parts, {
    path: 'sessions/end',
    summary: "End one of one's own sessions, or every other one",
    body: z.union([z.strictObject({ id: z.string().max(64) }), z.strictObject({ others: z.literal(true) })]),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      if ('id' in body) await parts.authPool.query('delete from auth.session where "userId" = $1 and id = $2', [session.account, body.id]);
      else await endOthers(parts, session);
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'password',
    summary: "Change one's password; every other session ends",
    body: z.strictObject({ current: passwordText, next: newPasswordText }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready');
      const email = await checkPassword(c, parts, session, body.current);
      const problem = await passwordProblem(body.next, [session.actor.name, email]);
      if (problem !== null) throw new DoorRefusal(400, problem);
      const called = await parts.accounts.call(c.req.raw, '/change-password', {
        currentPassword: body.current,
        newPassword: body.next,
        revokeOtherSessions: true,
      });
      if (!called.ok) throw new DoorRefusal(401, 'password_wrong');
      // Whoever knows the password needs no link; and a sign-in begun with the old one is not finished.
      await parts.authPool.query('select kith.door_withdraw_resets($1)', [session.account]);
      await parts.authPool.query('delete from auth.verification where value = $1', [session.account]);
      keepCookies(c, called);
      return {};
    },
  });
}

/** Whoever holds an open phone is not yet its owner: changing how one signs in asks for the password again. @returns the e-mail */
export async function checkPassword(c: Context<AppEnv>, parts: DoorParts, session: DoorSession, password: string): Promise<string> {
  const email = await emailOf(parts, session.account);
  const guesser = guesserOf(c, parts);
  refuseIfTooMany(await parts.tries.take(`own/${email}`, guesser));
  const called = await parts.accounts.call(c.req.raw, '/verify-password', { password });
  if (!called.ok) throw new DoorRefusal(401, 'password_wrong');
  await parts.tries.clear(`own/${email}`, guesser);
  return email;
}

export async function endOthers(parts: DoorParts, session: DoorSession): Promise<void> {
  await parts.authPool.query('delete from auth.session where "userId" = $1 and id <> $2', [session.account, session.sessionId]);
}

async function emailOf(parts: DoorParts, accountId: string): Promise<string> {
  const { rows } = await parts.authPool.query<{ email: string }>('select email from auth."user" where id = $1', [accountId]);
  return rows[0]?.email ?? '';
}

/** "Firefox, Android": enough to know one's own again. */
function browserOf(agent: string): string {
  const known = (names: [string, string][]) => names.find(([mark]) => agent.includes(mark))?.[1];
  const browser = known([
    ['Edg', 'Edge'],
    ['OPR', 'Opera'],
    ['SamsungBrowser', 'Samsung Internet'],
    ['Firefox', 'Firefox'],
    ['Chrome', 'Chrome'],
    ['Safari', 'Safari'],
  ]);
  const system = known([
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['CrOS', 'ChromeOS'],
    ['Linux', 'Linux'],
  ]);
  return [browser, system].filter((word) => word !== undefined).join(', ');
}
