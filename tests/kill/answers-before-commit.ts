/**
 * Kith with a planted fault: COMMIT is said to have happened at once, and happens a moment later. Whoever kills this server must find entries
 * that were acknowledged and are nowhere; a kill test that does not is worth nothing.
 */
import pg from 'pg';
import { runCommandLine } from '../../src/cli/command-line.ts';

const lateMilliseconds = 1000;
const held = new WeakMap<pg.Client, Promise<unknown>>();
type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const real = pg.Client.prototype.query as unknown as Query;

const late: Query = function (this: pg.Client, ...args) {
  const before = held.get(this);
  if (args[0] === 'commit') {
    const real1 = (before ?? Promise.resolve())
      .then(() => new Promise((later) => setTimeout(later, lateMilliseconds)))
      .then(() => real.apply(this, args));
    held.set(
      this,
      real1.catch(() => undefined),
    );
    return Promise.resolve({ command: 'COMMIT', rows: [] });
  }
  return before === undefined ? real.apply(this, args) : before.then(() => real.apply(this, args));
};
(pg.Client.prototype as unknown as { query: Query }).query = late;

process.exitCode = await runCommandLine(process.argv.slice(2));
