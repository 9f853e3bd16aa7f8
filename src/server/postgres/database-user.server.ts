import { execFileSync, spawnSync } from 'node:child_process';
import { UserError } from '../../shared/user-error.ts';

/** Who PostgreSQL runs as when Kith runs as root, which PostgreSQL itself refuses. */
export type DatabaseUser = { name: string; uid: number; gid: number };

/** `postgres` where the machine has it, else `nobody`. Null when Kith does not run as root: then it runs as Kith's own user. */
export function databaseUser(): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (!user)
    throw new UserError(
      'PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody". Run Kith as an ordinary user.',
    );
  return user;
}

function lookUp(name: string): DatabaseUser | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    const user = { name, uid: id('-u'), gid: id('-g') };
    return user.uid > 0 ? user : null;
  } catch {
    return null;
  }
}

/** What `spawn` needs to run something as the database's user. */
export function asUser(user: DatabaseUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

/** May the database's user go into this folder? Asked by trying, since modes alone do not tell (access lists, mounts). */
export function canEnter(folder: string, user: DatabaseUser | null): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', ...asUser(user) }).status === 0;
}

/** What a program prints for `--version` when the database's user runs it, or null when it cannot. */
export function versionPrintedBy(program: string, user: DatabaseUser | null): string | null {
  const ran = spawnSync(program, ['--version'], {
    cwd: '/',
    env: databaseEnvironment(),
    encoding: 'utf8',
    timeout: 20_000,
    ...asUser(user),
  });
  return ran.status === 0 ? ran.stdout.trim() : null;
}

/** The environment for PostgreSQL's programs: nothing of the caller's that could steer them elsewhere (PGPORT, PGDATA, PGOPTIONS…). */
export function databaseEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LANGUAGE$|NODE_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
