/**
 * How often somebody may guess, kept in PostgreSQL so that all servers share it (reliability.md §2e: at most 20 tried per account and
 * hour from however many addresses).
 *
 * Two buckets a try: the account, and the address block. A browser that signed in here before carries a mark and has its own bucket, so
 * that a stranger who guesses at an account does not keep its owner out; whoever is signed in is not concerned at all.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { addressBlock } from './address-block.ts';

/** Tries without waiting; then 30 s, 60 s, … up to 15 minutes between two: 13 in the first hour, 4 in each one after. */
const freeForAccount = 5;
const freeForKnownBrowser = 10;
/** A whole office may stand behind one address. */
const freeForAddress = 40;
/** Codes that somebody reads off a screen and types: mistyped twice is likely, ten times is guessing. */
const freeForCodes = 10;

export type Guesser = { address: string | null; knownMark: string | null };

export type Tries = {
  /** Counts a try; null when it may go ahead, else the seconds to wait. */
  take: (email: string, guesser: Guesser) => Promise<number | null>;
  /** The guess was right: the account's count starts anew. */
  clear: (email: string, guesser: Guesser) => Promise<void>;
  /** Counts a try that is not about one account: a link with a token. */
  takeForAddress: (guesser: Guesser) => Promise<number | null>;
  /** Counts a try with a short code, which has a count of its own besides the address's. */
  takeForCode: (guesser: Guesser) => Promise<number | null>;
  /** The code was right: nobody was guessing. */
  clearCode: (guesser: Guesser) => Promise<void>;
  /** Whether this code was offered for this account within the last two minutes: a one-time code is good once. */
  codeWasUsed: (account: string, code: string) => Promise<boolean>;
  /** The mark a browser keeps after a right password. */
  newMark: (email: string) => string;
  sweep: () => Promise<void>;
};

export function makeTries(pool: pg.Pool, secret: string): Tries {
  // Never the address or the e-mail itself: the table would otherwise be a list of who tried to come in.
  const bucket = (kind: string, value: string) => createHmac('sha256', secret).update(`tries/${kind}/${value}`).digest();
  const normal = (email: string) => email.trim().toLowerCase();
  const markOf = (email: string, nonce: string) =>
    createHmac('sha256', secret)
      .update(`known/${normal(email)}/${nonce}`)
      .digest('base64url');

  const take = async (buckets: Buffer[], free: number[]): Promise<number | null> => {
    const { rows } = await pool.query<{ wait: number }>('select auth.take_try($1, $2) as wait', [buckets, free]);
    return rows[0]?.wait || null;
  };
  const accountBucket = (email: string, guesser: Guesser): { bucket: Buffer; free: number } => {
    const [nonce = '', mark = ''] = (guesser.knownMark ?? '').split('.');
    const right = Buffer.from(markOf(email, nonce));
    const given = Buffer.from(mark);
    const known = given.length === right.length && timingSafeEqual(given, right);
    return known
      ? { bucket: bucket('known', `${normal(email)}/${nonce}`), free: freeForKnownBrowser }
      : { bucket: bucket('account', normal(email)), free: freeForAccount };
  };
  const codeBucket = (guesser: Guesser) => bucket('codes', addressBlock(guesser.address));
  const addressBucket = (guesser: Guesser) => bucket('address', addressBlock(guesser.address));

  return {
    take: (email, guesser) => {
      const account = accountBucket(email, guesser);
      return take([account.bucket, addressBucket(guesser)], [account.free, freeForAddress]);
    },
    clear: async (email, guesser) => {
      await pool.query('delete from auth.tries where bucket = $1', [accountBucket(email, guesser).bucket]);
      await pool.query('update auth.tries set tries = greatest(0, tries - 1) where bucket = $1', [addressBucket(guesser)]);
    },
    takeForAddress: (guesser) => take([addressBucket(guesser)], [freeForAddress]),
    takeForCode: (guesser) => take([codeBucket(guesser), addressBucket(guesser)], [freeForCodes, freeForAddress]),
    clearCode: async (guesser) => {
      await pool.query('delete from auth.tries where bucket = $1', [codeBucket(guesser)]);
    },
    // -1 free tries: the first goes ahead, the next one has to wait 30 s × 2².
    codeWasUsed: async (account, code) => (await take([bucket('code', `${account}/${code}`)], [-1])) !== null,
    newMark: (email) => {
      const nonce = randomBytes(12).toString('base64url');
      return `${nonce}.${markOf(email, nonce)}`;
    },
    sweep: async () => {
      await pool.query("delete from auth.tries where last_at < now() - interval '2 days'");
      await pool.query(`delete from auth.verification where "expiresAt" < now() - interval '1 hour'`);
      await pool.query(`delete from auth.reset_asks where asked_at < now() - interval '1 day'`);
      await pool.query(`delete from auth.session where "expiresAt" < now() or "updatedAt" < now() - interval '8 days'`);
    },
  };
}
