/**
 * What the owner of an account is told of links that choose its password. Somebody who used such a link in their stead cannot hide it: it is
 * said at every sign-in for a month, in every browser, and stands on one's own page for a year.
 */
import { z } from '@hono/zod-openapi';
import type pg from 'pg';

export const resetKind = z.enum(['mail', 'administrator', 'operator']);

export const resetNotice = z.object({
  kind: resetKind,
  /** `open`: somebody may still use it. */
  state: z.enum(['open', 'used']),
  at: z.string(),
  /** Who made the link, when a colleague did. */
  madeBy: z.string().nullable(),
});
export type ResetNotice = z.output<typeof resetNotice>;

type Row = { kind: ResetNotice['kind']; made_at: Date; used_at: Date | null; made_by_name: string | null };

/** Newest first: links of others that are open, and passwords chosen by a link within a year. */
export async function resetsOf(authPool: pg.Pool, account: string): Promise<ResetNotice[]> {
  const { rows } = await authPool.query<Row>('select * from kith.door_resets_of($1)', [account]);
  return rows.map(({ kind, made_at, used_at, made_by_name }) => ({
    kind,
    state: used_at === null ? 'open' : 'used',
    at: (used_at ?? made_at).toISOString(),
    madeBy: made_by_name,
  }));
}

const month = 30 * 24 * 3600_000;

/** What is said at sign-in: what somebody else made possible. One's own link came to one's own mailbox, which was told as well. */
export function toldAtSignIn(notices: readonly ResetNotice[], now: Date): ResetNotice[] {
  return notices.filter(({ kind, at }) => kind !== 'mail' && new Date(at).getTime() > now.getTime() - month);
}
