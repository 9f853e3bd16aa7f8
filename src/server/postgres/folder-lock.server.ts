import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../shared/user-error.ts';
import { processSpace, processStart } from './processes.server.ts';

/** Held while one Kith works in a data folder. */
export type FolderLock = { release(): void };

type Holder = { pid: number; start: string | null; space: string; token: string };

const beatEvery = 5_000;
const beatLasts = 20_000;

/**
 * Takes the folder for this process, or fails with one line when another Kith has it. A lock left behind by a killed
 * process is taken over: its process is gone, or its number now belongs to a process that began at another time. A holder
 * in another container is believed alive while it keeps touching the file (at most 20 s after it died).
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'kith.lock');
  const mine: Holder = { pid: process.pid, start: processStart(process.pid), space: processSpace(), token: randomUUID() };
  const draft = join(folder, `kith.lock.${mine.token}`);
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600, flag: 'wx' });
  try {
    // A link is made or refused as one step and the file is complete from the start, unlike one that is opened and then written.
    while (!tryLink(draft, path)) await removeStale(path, folder, mine);
  } finally {
    rmSync(draft, { force: true });
  }
  const beat = setInterval(() => touch(path), beatEvery);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (readHolder(path)?.token === mine.token) rmSync(path, { force: true });
    },
  };
}

async function removeStale(path: string, folder: string, mine: Holder): Promise<void> {
  const holder = readHolder(path);
  if (holder && isAlive(holder, path, mine)) {
    throw new UserError(
      `Another Kith is already running on ${folder} (process ${holder.pid}). Stop it first, or choose another folder with --data.`,
    );
  }
  const aside = `${path}.stale.${mine.token}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // Someone else removed it first.
  }
  // Between reading and renaming, another start may have taken the folder: then what was moved aside is its live lock.
  const moved = readHolder(aside);
  if (moved && moved.token !== holder?.token) tryLink(aside, path);
  rmSync(aside, { force: true });
  await sleep(Math.random() * 30);
}

function isAlive(holder: Holder, path: string, mine: Holder): boolean {
  if (holder.space !== mine.space) return Date.now() - (modifiedAt(path) ?? 0) < beatLasts;
  return holder.start !== null && processStart(holder.pid) === holder.start;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when the file is gone or is not a lock, which counts as stale. */
function readHolder(path: string): Holder | null {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof read !== 'object' || read === null) return null;
    const { pid, start, space, token } = read as Partial<Holder>;
    if (typeof pid !== 'number' || typeof space !== 'string' || typeof token !== 'string') return null;
    return { pid, start: typeof start === 'string' ? start : null, space, token };
  } catch {
    return null;
  }
}

function modifiedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder was removed under us; the server will say so in its own words.
  }
}
