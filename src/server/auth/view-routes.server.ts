/**
 * How a person comes to their own view: their peer shows a code (and the same as a QR code or a link), they choose a PIN, and get a code of their
 * own to keep. From then on they sign in like everybody else, with their code where others have an e-mail address.
 * docs/decisions/0031-the-persons-own-view.md.
 */
import { randomBytes } from 'node:crypto';
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { addressOf, codeIn, codeOfAddress } from '../../features/views/own-code.ts';
import { codeMinutes, mostPin, pinProblem } from '../../features/views/view.ts';
import { mayInviteToView } from '../../features/views/view-policy.ts';
import type { AppEnv } from '../app.ts';
import { asActor } from '../db.ts';
import { type DoorParts, DoorRefusal, doorRoute, guesserOf, refuseIfTooMany, sessionIn } from './door-route.server.ts';
import { idOfToken, isRightToken, linkTo } from './one-time-link.server.ts';
import { hashOfCode, newCode } from './own-code.server.ts';
import type { Guesser } from './tries.server.ts';

/** What was scanned or opened, or what was read off a screen. */
const key = z.union([z.strictObject({ token: z.string().min(1).max(200) }), z.strictObject({ code: z.string().min(1).max(40) })]);
type Key = z.output<typeof key>;

type OpenJoin = {
  org_id: string;
  name: string;
  locale: string;
  salt: string;
  invited_by_name: string;
  account: string | null;
  represents: string | null;
};

export function addViewRoutes(app: OpenAPIHono<AppEnv>, parts: DoorParts): void {
  doorRoute(app, parts, {
    path: 'join/show',
    summary: 'A code to hold out to the person, and a link to hand over, for an open invitation to their own view',
    body: z.strictObject({ invitationId: z.uuid() }),
    answer: z.object({ code: z.string(), until: z.string(), link: z.string() }),
    run: async ({ c, body }) => {
      const { actor } = await sessionIn(c, parts, 'ready');
      const found =
        actor.view || actor.represents
          ? undefined
          : await asActor(parts.database, actor, 'near', (tx) =>
              tx
                .selectFrom('viewInvitations')
                .select(['salt', 'viewId'])
                .where('orgId', '=', actor.orgId)
                .where('id', '=', body.invitationId)
                .executeTakeFirst(),
            );
      const facts = { personVisible: found !== undefined, livingViewId: found?.viewId ?? null };
      const denied = mayInviteToView(facts, actor, { viewId: found?.viewId ?? '' });
      if (denied === 'role_may_not') throw new DoorRefusal(403, denied);
      if (!found) throw new DoorRefusal(404, 'link_not_good');
      const code = newCode();
      const { rows } = await parts.authPool.query<{ until: Date | null }>('select kith.door_show_code($1, $2, $3) as until', [
        body.invitationId,
        hashOfCode(parts.secret, code),
        codeMinutes,
      ]);
      const until = rows[0]?.until;
      if (!until) throw new DoorRefusal(404, 'link_not_good');
      return { code, until: until.toISOString(), link: linkTo(parts, 'join', { id: body.invitationId, salt: found.salt }) };
    },
  });

  doorRoute(app, parts, {
    path: 'join/look',
    summary: 'Whose own view an invitation leads to',
    body: key,
    answer: z.object({
      name: z.string(),
      invitedBy: z.string(),
      locale: z.string(),
      again: z.boolean(),
      represents: z.string().nullable(),
    }),
    run: async ({ c, body }) => {
      const { open } = await opened(parts, body, guesserOf(c, parts));
      return {
        name: open.name,
        invitedBy: open.invited_by_name,
        locale: open.locale,
        again: open.account !== null,
        represents: open.represents,
      };
    },
  });

  doorRoute(app, parts, {
    path: 'join/accept',
    summary: 'Take an invitation to one’s own view up: choose a PIN, and get the code that goes with it',
    body: z.strictObject({ key, pin: z.string().max(mostPin) }),
    answer: z.object({ code: z.string(), email: z.string() }),
    run: async ({ c, body }) => {
      const guesser = guesserOf(c, parts);
      const { id } = await opened(parts, body.key, guesser);
      const problem = pinProblem(body.pin);
      if (problem !== null) throw new DoorRefusal(400, problem);
      const pinHash = await parts.accounts.hashPassword(body.pin);
      const { rows } = await parts.authPool.query<{ email: string | null }>('select kith.door_accept_join($1, $2, $3, $4) as email', [
        id,
        randomBytes(24).toString('base64url'),
        addressOf(newCode()),
        pinHash,
      ]);
      const email = rows[0]?.email;
      if (!email) throw new DoorRefusal(404, 'link_not_good');
      await parts.tries.clearCode(guesser);
      // A forgotten PIN may have been guessed at until nobody could get in any more; this one is new.
      await parts.tries.clear(email, guesser);
      return { code: codeOfAddress(email), email };
    },
  });
}

/** Expired, used, withdrawn, mistyped, guessed: one answer for all. */
async function opened(parts: DoorParts, given: Key, guesser: Guesser): Promise<{ id: string; open: OpenJoin }> {
  refuseIfTooMany('code' in given ? await parts.tries.takeForCode(guesser) : await parts.tries.takeForAddress(guesser));
  const id = 'code' in given ? await idOfCode(parts, given.code) : idOfToken(given.token);
  if (id === null) throw new DoorRefusal(404, 'link_not_good');
  const { rows } = await parts.authPool.query<OpenJoin>('select * from kith.door_join($1)', [id]);
  const [open] = rows;
  if (!open) throw new DoorRefusal(404, 'link_not_good');
  if ('token' in given && !isRightToken(parts.secret, 'join', given.token, { id, salt: open.salt }))
    throw new DoorRefusal(404, 'link_not_good');
  return { id, open };
}

async function idOfCode(parts: DoorParts, typed: string): Promise<string | null> {
  const code = codeIn(typed);
  if (code === null) return null;
  const { rows } = await parts.authPool.query<{ id: string | null }>('select kith.door_join_by_code($1) as id', [
    hashOfCode(parts.secret, code),
  ]);
  return rows[0]?.id ?? null;
}
