/** What a family of processes holds in memory (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** A process and everything it started, PostgreSQL's processes among them. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrNothing(`/proc/${name}/stat`);
    if (stat !== '') parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/**
 * Megabytes the family would hold on a machine of its own. Pages of one process count as they are; of pages that several members share (programs,
 * libraries, PostgreSQL's buffers), the most that any member has in. Proportional set size, which the kernel offers, is kinder than it should be:
 * it shares out the Node program among every other Node on the machine, the one that measures included.
 */
export function residentMegabytes(pid: number): number {
  const shared = new Map<string, number>();
  let kilobytes = 0;
  for (const member of familyOf(pid)) {
    for (const { key, own, common } of mappingsOf(member)) {
      kilobytes += own;
      shared.set(key, Math.max(shared.get(key) ?? 0, common));
    }
  }
  for (const common of shared.values()) kilobytes += common;
  return kilobytes / 1024;
}

type Mapping = { key: string; own: number; common: number };

/** @returns kilobytes of each mapping; files are told by inode and offset, anonymous memory shared since a fork by its address and program */
function mappingsOf(pid: number): Mapping[] {
  const program = readOrNothing(`/proc/${pid}/comm`).trim();
  const mappings: Mapping[] = [];
  let last: Mapping | undefined;
  for (const line of readOrNothing(`/proc/${pid}/smaps`).split('\n')) {
    const head = /^([0-9a-f]+)-[0-9a-f]+ \S+ ([0-9a-f]+) (\S+) (\d+)/.exec(line);
    if (head) {
      const [, start, offset, device, inode] = head;
      last = { key: inode === '0' ? `${program} ${start}` : `${device} ${inode} ${offset}`, own: 0, common: 0 };
      mappings.push(last);
      continue;
    }
    const field = /^(Private|Shared)_(?:Clean|Dirty):\s+(\d+)/.exec(line);
    if (!field || !last) continue;
    // Alone on the machine, whatever is not shared within the family would be this process's own; the rule above finds it by its key.
    last.common += Number(field[2]) * (field[1] === 'Shared' ? 1 : 0);
    last.own += Number(field[2]) * (field[1] === 'Private' ? 1 : 0);
  }
  return mappings;
}

/** Processes end while one looks. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
