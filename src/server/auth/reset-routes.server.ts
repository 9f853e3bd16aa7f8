/**
 * A forgotten password: asking for a link, opening it, choosing a new password.
 *
 * Asking does the same for every address: it writes down what was typed and queues a job. Only the job, later, looks whether the address is
 * anybody's (`features/staff/send-reset-job.server.ts`), so neither answer nor time tells.
 */
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { mayAdminister } from '../../features/staff/staff-policy.ts';
import { newId } from '../../shared/id.ts';
import type { AppEnv } from '../app.ts';
import { asActor } from '../db.ts';
import { newPasswordText } from './account-routes.server.ts';
import { type DoorParts, DoorRefusal, doorRoute, guesserOf, refuseIfTooMany, sessionIn } from './door-route.server.ts';
import { idOfToken, isRightToken, linkTo } from './one-time-link.server.ts';
import { passwordProblem } from './password-strength.server.ts';
import { resetKind } from './resets-of.server.ts';
import { noBody } from './sign-in-routes.server.ts';

const token = z.string().min(1).max(200);

type OpenReset = {
  org_id: string;
  kind: 'mail' | 'administrator' | 'operator';
  name: string;
  email: string;
  locale: string;
  salt: string;
  made_by_name: string | null;
};

export function addResetRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'reset/ask',
    summary: 'Somebody forgot a password: mails a link, if the address is of an account. The answer is the same when it is not',
    body: z.strictObject({ email: z.email().max(320) }),
    answer: z.object({}),
    run: async ({ c, body }) => {
      if (!parts.hasMail) throw new DoorRefusal(403, 'reset_no_mail');
      const email = body.email.trim().toLowerCase();
      // A count of its own: whoever asks too often is not kept from signing in.
      refuseIfTooMany(await parts.tries.take(`reset/${email}`, guesserOf(c, parts)));
      await parts.authPool.query('select kith.door_ask_reset($1, $2)', [newId(), email]);
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'reset/look',
    summary: 'Whose password a link chooses, and who made it',
    body: z.strictObject({ token }),
    answer: z.object({ name: z.string(), email: z.string(), locale: z.string(), kind: resetKind, madeBy: z.string().nullable() }),
    run: async ({ c, body }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const { open } = await opened(parts, body.token);
      return { name: open.name, email: open.email, locale: open.locale, kind: open.kind, madeBy: open.made_by_name };
    },
  });

  doorRoute(app, parts, {
    path: 'reset/use',
    summary: 'Choose the new password. Every session ends; nobody is signed in by it, and a second factor is asked for as always',
    body: z.strictObject({ token, password: newPasswordText }),
    answer: z.object({ email: z.string() }),
    run: async ({ c, body }) => {
      const guesser = guesserOf(c, parts);
      refuseIfTooMany(await parts.tries.takeForAddress(guesser));
      const { id, open } = await opened(parts, body.token);
      const problem = await passwordProblem(body.password, [open.name, open.email]);
      if (problem !== null) throw new DoorRefusal(400, problem);
      const { rows } = await parts.authPool.query<{ done: boolean }>('select kith.door_use_reset($1, $2) as done', [
        id,
        await parts.accounts.hashPassword(body.password),
      ]);
      if (!rows[0]?.done) throw new DoorRefusal(404, 'link_not_good');
      // A stranger's guesses do not keep its owner out of what they have just been given.
      await parts.tries.clear(open.email, guesser);
      return { email: open.email };
    },
  });

  doorRoute(app, parts, {
    path: 'reset/link',
    summary: 'Without mail: a link for a colleague, shown to the administrator who made it',
    body: z.strictObject({ resetId: z.uuid() }),
    answer: z.object({ link: z.string() }),
    run: async ({ c, body }) => {
      const { actor } = await sessionIn(c, parts, 'ready');
      // With mail only the colleague's own mailbox ever holds the link.
      if (parts.hasMail || mayAdminister(actor) !== null) throw new DoorRefusal(403, 'role_may_not');
      const made = await asActor(parts.database, actor, 'admin', (tx) =>
        tx
          .selectFrom('passwordResets')
          .select('id')
          .where('orgId', '=', actor.orgId)
          .where('id', '=', body.resetId)
          .where('madeBy', '=', actor.staffId)
          .executeTakeFirst(),
      );
      const open = made && (await findOpen(parts, body.resetId));
      if (!open || open.org_id !== actor.orgId) throw new DoorRefusal(404, 'link_not_good');
      return { link: linkTo(parts, 'reset', { id: body.resetId, salt: open.salt }) };
    },
  });

  doorRoute(app, parts, {
    path: 'reset/stop',
    summary: "Take back every open link for one's own account",
    body: noBody,
    answer: z.object({}),
    run: async ({ c }) => {
      const session = await sessionIn(c, parts, 'ready', 'enrol');
      await parts.authPool.query('select kith.door_withdraw_resets($1)', [session.account]);
      return {};
    },
  });
}

async function findOpen(parts: DoorParts, id: string): Promise<OpenReset | undefined> {
  const { rows } = await parts.authPool.query<OpenReset>('select * from kith.door_reset($1)', [id]);
  return rows[0];
}

/** Expired, used, taken back, guessed: one answer for all. */
async function opened(parts: DoorParts, given: string): Promise<{ id: string; open: OpenReset }> {
  const id = idOfToken(given);
  if (id === null) throw new DoorRefusal(404, 'link_not_good');
  const open = await findOpen(parts, id);
  if (!open || !isRightToken(parts.secret, 'reset', given, { id, salt: open.salt })) throw new DoorRefusal(404, 'link_not_good');
  return { id, open };
}
