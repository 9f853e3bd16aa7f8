import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const onLinux = process.platform === 'linux';

/**
 * When a process began, as text that no later process with the same number shares (after a restart of the machine the
 * numbers start again), or null when there is no such process.
 */
export function processStart(pid: number): string | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    if (!onLinux)
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
        .toString()
        .trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold spaces and brackets itself, so the fields are counted from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    if (state === 'Z' || state === 'X') return null;
    const ticksSinceBoot = fields[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${ticksSinceBoot}`;
  } catch {
    return null;
  }
}

/**
 * The space in which process numbers mean something. Two containers that share a data folder cannot see each other's
 * processes, so a number from another space proves nothing.
 */
export function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'the whole machine';
  }
}

/** Is this process a PostgreSQL server, or part of one, that works on this cluster folder? */
export function worksOnCluster(pid: number, cluster: string): boolean {
  if (processStart(pid) === null) return false;
  try {
    // Every PostgreSQL process makes the cluster its working folder.
    if (onLinux) return readlinkSync(`/proc/${pid}/cwd`) === cluster && /postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    return command.includes('postgres') && command.includes(cluster);
  } catch {
    return false;
  }
}

/** The processes of a PostgreSQL whose head was killed: they hold its shared memory until they notice. Linux only, else none. */
export function processesOnCluster(cluster: string): number[] {
  if (!onLinux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && worksOnCluster(pid, cluster));
}

/** Sends a signal; a process that is already gone is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until none of the processes is left; answers false when some still are after `ms`. */
export async function waitUntilGone(pids: readonly number[], ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  const identities = pids.map((pid) => [pid, processStart(pid)] as const).filter(([, start]) => start !== null);
  while (identities.some(([pid, start]) => processStart(pid) === start)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
