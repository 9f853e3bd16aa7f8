/**
 * Links that let somebody in once: set-up and invitations.
 *
 * The token of an invitation is not stored: it is an HMAC, with the server's secret, over the invitation's id and a salt that
 * only the database has. So a copy of the database opens no invitation, a mail job need carry no more than an id, and the link can be
 * shown again to the administrator who made it.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const length = 22 + 43;

/** The set-up link's token is random; only this of it is stored. */
export function hashOfLink(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function invitationToken(secret: string, invitation: { id: string; salt: string }): string {
  return idPart(invitation.id) + macOf(secret, invitation);
}

/** The id a token speaks of; null when it cannot be a token of ours. Says nothing yet about whether it is good. */
export function invitationIdOf(token: string): string | null {
  if (token.length !== length || !/^[\w-]+$/.test(token)) return null;
  const hex = Buffer.from(token.slice(0, 22), 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function isRightToken(secret: string, token: string, invitation: { id: string; salt: string }): boolean {
  const right = Buffer.from(invitationToken(secret, invitation));
  const given = Buffer.from(token);
  return given.length === right.length && timingSafeEqual(given, right);
}

function idPart(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

function macOf(secret: string, { id, salt }: { id: string; salt: string }): string {
  return createHmac('sha256', secret).update(`invitation/${id}/${salt}`).digest('base64url');
}
