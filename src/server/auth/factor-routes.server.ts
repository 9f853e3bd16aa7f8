/** A second factor: an authenticator app with recovery codes, and passkeys. Each change asks for the password and renews the session's token. */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../app.ts';
import { checkPassword, passwordText } from './account-routes.server.ts';
import { type DoorParts, DoorRefusal, doorRoute, guesserOf, keepCookies, refuseIfTooMany, sessionIn } from './door-route.server.ts';
import type { DoorSession } from './session.server.ts';
import { jsonObject } from './sign-in-routes.server.ts';

const withPassword = z.strictObject({ password: passwordText });
const recoveryCodes = z.array(z.string());

export function addFactorRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'totp/begin',
    summary: 'Begin to set up an authenticator app; nothing changes until a code of it is confirmed',
    body: withPassword,
    answer: z.object({ uri: z.string(), recoveryCodes }),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      await checkPassword(c, parts, session, body.password);
      const called = await parts.accounts.call(c.req.raw, '/two-factor/enable', { password: body.password, method: 'totp' });
      if (!called.ok) throw new DoorRefusal(400, called.code === 'TOTP_ALREADY_ENABLED' ? 'totp_already' : 'invalid');
      return { uri: String(called.body.totpURI), recoveryCodes: called.body.backupCodes as string[] };
    },
  });

  doorRoute(app, parts, {
    path: 'totp/confirm',
    summary: 'Confirm the authenticator app with a code; other sessions end',
    body: z.strictObject({ code: z.string().min(1).max(16) }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const called = await parts.accounts.call(c.req.raw, '/two-factor/verify-totp', { code: body.code.replaceAll(/\s/g, '') });
      if (!called.ok) throw new DoorRefusal(401, 'code_wrong');
      await parts.authPool.query('delete from auth.session where "userId" = $1 and factor = \'password\'', [session.account]);
      keepCookies(c, called);
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'totp/stop',
    summary: 'Take the authenticator app away',
    body: withPassword,
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready');
      await checkPassword(c, parts, session, body.password);
      const called = await parts.accounts.call(c.req.raw, '/two-factor/disable', { password: body.password });
      if (!called.ok) throw new DoorRefusal(400, 'invalid');
      keepCookies(c, called);
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'recovery-codes',
    summary: 'New recovery codes; the old ones stop working',
    body: withPassword,
    answer: z.object({ recoveryCodes }),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready');
      await checkPassword(c, parts, session, body.password);
      const called = await parts.accounts.call(c.req.raw, '/two-factor/generate-backup-codes', { password: body.password });
      if (!called.ok) throw new DoorRefusal(400, 'invalid');
      return { recoveryCodes: called.body.backupCodes as string[] };
    },
  });

  doorRoute(app, parts, {
    path: 'passkeys/begin',
    summary: 'What the browser needs to make a passkey',
    body: withPassword,
    answer: jsonObject,
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      await checkPassword(c, parts, session, body.password);
      const called = await parts.accounts.call(c.req.raw, '/passkey/generate-register-options');
      if (!called.ok) throw new DoorRefusal(400, 'invalid');
      keepCookies(c, called);
      return called.body;
    },
  });

  doorRoute(app, parts, {
    path: 'passkeys/add',
    summary: 'Keep the passkey the browser made',
    body: z.strictObject({ response: jsonObject, name: z.string().trim().min(1).max(60) }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      const called = await parts.accounts.call(c.req.raw, '/passkey/verify-registration', { response: body.response, name: body.name });
      if (!called.ok) throw new DoorRefusal(400, 'passkey_wrong');
      await renew(c, parts, session);
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'passkeys/remove',
    summary: 'Take a passkey away',
    body: z.strictObject({ id: z.string().max(64), password: passwordText }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      const session = await sessionIn(c, parts, 'ready');
      await checkPassword(c, parts, session, body.password);
      await parts.authPool.query('delete from auth.passkey where id = $1 and "userId" = $2', [body.id, session.account]);
      // Sessions that were opened with it go, too: a passkey is taken away because its device is.
      await parts.authPool.query('delete from auth.session where "userId" = $1 and id <> $2 and factor = \'passkey\'', [
        session.account,
        session.sessionId,
      ]);
      await renew(c, parts, session);
      return {};
    },
  });
}

async function renew(c: Context<AppEnv>, parts: DoorParts, session: DoorSession): Promise<void> {
  c.header('set-cookie', parts.sessions.cookieFor(await parts.sessions.renew(session.sessionId)), { append: true });
}
