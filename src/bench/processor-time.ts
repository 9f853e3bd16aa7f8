/** Processor time of a server and of the PostgreSQL it started (Linux). */
import { readFileSync } from 'node:fs';
import { familyOf } from './resident-memory.ts';

/** Seconds since they began. */
export type ProcessorSeconds = { server: number; database: number };

const ticksPerSecond = 100;

/** @param pid the server; PostgreSQL's processes are its children and theirs */
export function processorSeconds(pid: number): ProcessorSeconds {
  const [server = pid, ...database] = familyOf(pid);
  // Of processes that have ended (one for each connection) only their parent knows; the server's own children are the database, too.
  const { own, ended } = secondsOf(server);
  return { server: own, database: database.reduce((sum, member) => sum + secondsOf(member).own + secondsOf(member).ended, ended) };
}

/** User and system time; zero when it has ended in the meantime. */
function secondsOf(pid: number): { own: number; ended: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = ticks;
    return { own: (user + system) / ticksPerSecond, ended: (endedUser + endedSystem) / ticksPerSecond };
  } catch {
    return { own: 0, ended: 0 };
  }
}
