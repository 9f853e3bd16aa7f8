/**
 * A pooler such as PgBouncer in front of PostgreSQL, giving each transaction whichever connection is free. Every setting Kith makes is local to
 * its transaction, so nobody's name stays on one (tests/security/pool-bleed.pg.test.ts). What Kith does need is that named prepared
 * statements are kept: PgBouncer does so from 1.21 on, with `max_prepared_statements` above 0.
 */
import pg from 'pg';
import { UserError } from '../shared/user-error.ts';

/** What PostgreSQL says of a statement that another client has made already, and of one that was made on another connection. */
const notKept = new Set(['42P05', '26000']);

/**
 * Two clients make a statement of one name, as two of a pool would. Where the pooler does not keep them apart, the second finds the first one's.
 *
 * @throws UserError when the pooler does not answer, or does not keep statements
 */
export async function judgePooler(connection: pg.ClientConfig): Promise<void> {
  const clients = [new pg.Client(connection), new pg.Client(connection)];
  try {
    for (const client of clients) await client.connect();
    for (const client of [...clients, ...clients]) await client.query({ name: 'kith-pooler', text: 'select $1::int as kept', values: [1] });
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'no code';
    // The driver's message may quote the address with its password.
    if (!notKept.has(code)) throw new UserError(`the pooler that KITH_POOL_URL names does not answer (${code})`);
    throw new UserError(
      'the pooler that KITH_POOL_URL names does not keep prepared statements: PgBouncer 1.21 or newer is needed, with max_prepared_statements',
    );
  } finally {
    for (const client of clients) await client.end().catch(() => undefined);
  }
}
