/** How accounts come to be: the first one by the set-up link, every other by an invitation. */
import { randomBytes } from 'node:crypto';
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { peopleWords } from '../../features/organisations/organisation.ts';
import { mayAdminister } from '../../features/staff/staff-policy.ts';
import { listPacks } from '../../packs/load-pack.server.ts';
import { newId } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import type { AppEnv } from '../app.ts';
import { asActor } from '../db.ts';
import { newPasswordText } from './account-routes.server.ts';
import { type DoorParts, DoorRefusal, doorRoute, guesserOf, refuseIfTooMany, sessionIn } from './door-route.server.ts';
import { hashOfLink, idOfToken, isRightToken, linkTo } from './one-time-link.server.ts';
import { passwordProblem } from './password-strength.server.ts';

const token = z.string().min(1).max(200);
const locale = z.enum(['en', 'ta']);
const titles = z.record(z.string(), z.string());

const setUpBody = z.strictObject({
  token,
  name: words(200),
  peopleWord: z.enum(peopleWords),
  jurisdiction: z.string().max(64),
  languages: z.array(locale).min(1).max(2),
  timeZone: z.string().max(64).refine(isTimeZone),
  programmeName: words(200),
  adminName: words(200),
  email: z.email().max(320),
  locale,
  password: newPasswordText,
});

type OpenInvitation = { org_id: string; name: string; email: string; locale: string; salt: string; invited_by_name: string };

export function addJoinRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'set-up/look',
    summary: 'Whether a set-up link is good, and what can be chosen',
    body: z.strictObject({ token }),
    answer: z.object({ jurisdictions: z.array(z.object({ id: z.string(), title: titles, summary: titles })) }),
    run: async ({ c, body }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const { rows } = await parts.authPool.query('select 1 from auth.set_up_link where token_hash = $1 and expires_at > now()', [
        hashOfLink(body.token),
      ]);
      const set = await parts.database.pool.query<{ done: boolean }>('select kith.door_is_set_up() as done');
      if (rows.length === 0 || set.rows[0]?.done) throw new DoorRefusal(404, 'link_not_good');
      return { jurisdictions: (await choices(parts.packsFolder)).map(({ id, title, summary }) => ({ id, title, summary })) };
    },
  });

  doorRoute(app, parts, {
    path: 'set-up',
    summary: 'Create the organisation, its first programme and its first administrator',
    body: setUpBody,
    answer: z.object({}),
    run: async ({ c, body }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      if (!(await choices(parts.packsFolder)).some(({ id }) => id === body.jurisdiction)) throw new DoorRefusal(400, 'invalid');
      const problem = await passwordProblem(body.password, [body.adminName, body.email, body.name, body.programmeName]);
      if (problem !== null) throw new DoorRefusal(400, problem);
      const { token: linkToken, password, ...facts } = body;
      const passwordHash = await parts.accounts.hashPassword(password);
      const full = {
        ...facts,
        email: body.email.toLowerCase(),
        orgId: newId(),
        programmeId: newId(),
        staffId: newId(),
        packs: body.jurisdiction === 'core' ? ['core'] : ['core', body.jurisdiction],
      };
      const { rows } = await parts.database.pool.query<{ done: boolean }>('select kith.door_set_up($1, $2, $3, $4) as done', [
        hashOfLink(linkToken),
        JSON.stringify(full),
        newAccountId(),
        passwordHash,
      ]);
      if (!rows[0]?.done) throw new DoorRefusal(404, 'link_not_good');
      return {};
    },
  });

  doorRoute(app, parts, {
    path: 'invitation/look',
    summary: 'Whom an invitation is for',
    body: z.strictObject({ token }),
    answer: z.object({ name: z.string(), email: z.string(), invitedBy: z.string(), locale: z.string() }),
    run: async ({ c, body }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const { open } = await opened(parts, body.token);
      return { name: open.name, email: open.email, invitedBy: open.invited_by_name, locale: open.locale };
    },
  });

  doorRoute(app, parts, {
    path: 'invitation/accept',
    summary: 'Take an invitation up: choose a password, and the account is made',
    body: z.strictObject({ token, password: newPasswordText }),
    answer: z.object({ email: z.string() }),
    run: async ({ c, body }) => {
      refuseIfTooMany(await parts.tries.takeForAddress(guesserOf(c, parts)));
      const { id, open } = await opened(parts, body.token);
      const problem = await passwordProblem(body.password, [open.name, open.email]);
      if (problem !== null) throw new DoorRefusal(400, problem);
      const passwordHash = await parts.accounts.hashPassword(body.password);
      const { rows } = await parts.database.pool.query<{ done: boolean }>('select kith.door_accept_invitation($1, $2, $3) as done', [
        id,
        newAccountId(),
        passwordHash,
      ]);
      if (!rows[0]?.done) throw new DoorRefusal(404, 'link_not_good');
      return { email: open.email };
    },
  });

  doorRoute(app, parts, {
    path: 'invitation/link',
    summary: 'Without mail: the link of an open invitation, for who may invite',
    body: z.strictObject({ invitationId: z.uuid() }),
    answer: z.object({ link: z.string() }),
    run: async ({ c, body }) => {
      const { actor } = await sessionIn(c, parts, 'ready');
      // With mail only the invited person's own mailbox ever holds the link: it also proves that the address is theirs.
      if (parts.hasMail || mayAdminister(actor) !== null) throw new DoorRefusal(403, 'role_may_not');
      const found = await asActor(parts.database, actor, 'admin', (tx) =>
        tx
          .selectFrom('invitations')
          .select('salt')
          .where('orgId', '=', actor.orgId)
          .where('id', '=', body.invitationId)
          .where('acceptedAt', 'is', null)
          .where('withdrawnAt', 'is', null)
          .executeTakeFirst(),
      );
      if (!found) throw new DoorRefusal(404, 'link_not_good');
      return { link: linkTo(parts, 'invitation', { id: body.invitationId, salt: found.salt }) };
    },
  });
}

/** Expired, used, withdrawn, guessed: one answer for all. */
async function opened(parts: DoorParts, given: string): Promise<{ id: string; open: OpenInvitation }> {
  const id = idOfToken(given);
  if (id === null) throw new DoorRefusal(404, 'link_not_good');
  const { rows } = await parts.database.pool.query<OpenInvitation>('select * from kith.door_invitation($1)', [id]);
  const open = rows[0];
  if (!open || !isRightToken(parts.secret, 'invitation', given, { id, salt: open.salt })) throw new DoorRefusal(404, 'link_not_good');
  return { id, open };
}

async function choices(packsFolder: string) {
  return listPacks(packsFolder);
}

function newAccountId(): string {
  return randomBytes(24).toString('base64url');
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
