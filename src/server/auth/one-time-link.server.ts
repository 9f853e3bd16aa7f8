/**
 * Links that let somebody in once: set-up, invitations, and choosing a new password.
 *
 * The token of an invitation or a reset is not stored: it is an HMAC, with the server's secret, over the link's id and a salt that
 * only the database has. So a copy of the database opens no link, a mail job need carry no more than an id, and the link can be
 * shown again to the administrator who made it.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const length = 22 + 43;

/** What a link is for; one made for the one opens nothing of the other. */
export type LinkPurpose = 'invitation' | 'reset' | 'join';
export type LinkKey = { id: string; salt: string };

/** The set-up link's token is random; only this of it is stored. */
export function hashOfLink(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The address somebody opens. */
export function linkTo(server: { origin: string; secret: string }, purpose: LinkPurpose, key: LinkKey): string {
  return `${server.origin}/${purpose}/${tokenOf(server.secret, purpose, key)}`;
}

/** The id a token speaks of; null when it cannot be a token of ours. Says nothing yet about whether it is good. */
export function idOfToken(token: string): string | null {
  if (token.length !== length || !/^[\w-]+$/.test(token)) return null;
  const hex = Buffer.from(token.slice(0, 22), 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function isRightToken(secret: string, purpose: LinkPurpose, token: string, key: LinkKey): boolean {
  const right = Buffer.from(tokenOf(secret, purpose, key));
  const given = Buffer.from(token);
  return given.length === right.length && timingSafeEqual(given, right);
}

function tokenOf(secret: string, purpose: LinkPurpose, { id, salt }: LinkKey): string {
  const mac = createHmac('sha256', secret).update(`${purpose}/${id}/${salt}`).digest('base64url');
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') + mac;
}
