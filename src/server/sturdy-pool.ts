/** Connections whose death is an answer, not the end of the process. */
import pg from 'pg';

/**
 * A pool whose connections may die at any moment. Without a listener, one that the server ends while it is idle, in use between two statements,
 * or already saying good-bye would throw where nobody can catch it.
 */
export function sturdyPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle one is replaced on the next use.
  pool.on('error', () => undefined);
  // One that is in use fails at its next statement, and that is heard.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
