import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../shared/user-error.ts';
import { processesOnCluster, processStart, signal, waitUntilGone, worksOnCluster } from './processes.server.ts';

/**
 * Clears what a killed Kith left in a cluster, so that a fresh start finds it quiet. Call it only while holding the folder's lock.
 *
 * - A PostgreSQL still running there is asked to shut down (30 s), then told to (10 s, it recovers from its log at the next start).
 * - Parts of one whose head was killed end by themselves when they notice; until then a start would be refused for their shared memory.
 * - `postmaster.pid` is removed only when its process number now belongs to something else and no part is left: PostgreSQL
 *   then would refuse to start, and with anything left running the file is what protects the data.
 */
export async function clearLeftovers(cluster: string, progress: (line: string) => void): Promise<void> {
  const pid = readPostmasterPid(cluster);
  if (pid !== null && worksOnCluster(pid, cluster)) {
    progress(`stopping the PostgreSQL that was left running (process ${pid})`);
    const parts = [...new Set([pid, ...processesOnCluster(cluster)])];
    signal(pid, 'SIGINT');
    if (!(await waitUntilGone([pid], 30_000))) {
      signal(pid, 'SIGQUIT');
      await waitUntilGone([pid], 10_000);
    }
    if (!(await waitUntilGone(parts, 5_000))) {
      throw new UserError(`The PostgreSQL left running in ${cluster} (process ${pid}) does not stop. End it, then start again.`);
    }
  }
  await endOrphans(cluster);
  const left = readPostmasterPid(cluster);
  if (left !== null && processStart(left) !== null && !worksOnCluster(left, cluster))
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

async function endOrphans(cluster: string): Promise<void> {
  const orphans = processesOnCluster(cluster);
  if (await waitUntilGone(orphans, 1_000)) return;
  for (const pid of processesOnCluster(cluster)) signal(pid, 'SIGQUIT');
  if (await waitUntilGone(orphans, 5_000)) return;
  for (const pid of processesOnCluster(cluster)) signal(pid, 'SIGKILL');
  if (await waitUntilGone(orphans, 5_000)) return;
  throw new UserError(
    `Parts of a killed PostgreSQL still work on ${cluster} (processes ${orphans.join(', ')}). End them, then start again.`,
  );
}

function readPostmasterPid(cluster: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
