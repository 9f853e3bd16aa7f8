import { spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../shared/user-error.ts';
import { asUser, canEnter, type DatabaseUser, databaseEnvironment } from './database-user.server.ts';
import type { Engine, EngineKind } from './engines.server.ts';
import { formatVersion } from './version-rules.ts';

/** What a data folder remembers about the PostgreSQL that works in it. `socketDir` is where the last start put its socket. */
export type ClusterMemory = { major: number; kind: EngineKind | null; socketDir: string | null };

/** The name PostgreSQL's superuser has in every cluster Kith makes. */
export const superuser = 'postgres';

/**
 * Makes the folder Kith keeps its data in, and proves that the database's user can reach it. A folder that is new or empty is
 * closed to everyone else; one that holds things already keeps its modes.
 */
export function openDataFolder(dataDir: string, user: DatabaseUser | null): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new UserError(`Cannot make the data folder ${dataDir}: ${(error as Error).message}`);
  }
  const folder = realpathSync(dataDir);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new UserError(`Kith may not write in ${folder}. Run it as the owner of that folder, or choose another with --data.`);
  }
  if (readdirSync(folder).length === 0) {
    // As root, the database's group may pass through to its own folders inside, and may not list this one.
    if (user) chownSync(folder, 0, user.gid);
    chmodSync(folder, user ? 0o710 : 0o700);
  }
  if (user && !canEnter(folder, user)) {
    throw new UserError(
      `PostgreSQL runs as the user "${user.name}", who may not enter ${folder} (look at the modes of ${closedParent(folder, user)}). ` +
        'Choose another data folder, or run Kith as an ordinary user.',
    );
  }
  return folder;
}

/** The outermost folder the user cannot go through, which is the one to open. */
function closedParent(folder: string, user: DatabaseUser): string {
  const parent = dirname(folder);
  return parent === folder || canEnter(parent, user) ? folder : closedParent(parent, user);
}

/** What the folder holds, or null when there is no cluster in it yet. */
export function readCluster(folder: string): ClusterMemory | null {
  const versionFile = join(folder, 'postgres', 'PG_VERSION');
  if (!existsSync(versionFile)) return null;
  const major = Number.parseInt(readFileSync(versionFile, 'utf8'), 10);
  let remembered: Partial<ClusterMemory> = {};
  try {
    remembered = JSON.parse(readFileSync(join(folder, 'postgres.json'), 'utf8')) as Partial<ClusterMemory>;
  } catch {
    // The cluster itself knows its major version; the rest is only a preference.
  }
  const kind = remembered.kind === 'system' || remembered.kind === 'embedded' ? remembered.kind : null;
  return { major, kind, socketDir: typeof remembered.socketDir === 'string' ? remembered.socketDir : null };
}

export function rememberCluster(folder: string, engine: Engine, socketDir: string): void {
  const memory = {
    major: engine.version.major,
    kind: engine.kind,
    version: formatVersion(engine.version),
    binDir: engine.binDir,
    socketDir,
  };
  const draft = join(folder, 'postgres.json.new');
  writeFileSync(draft, `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, 'postgres.json'));
}

/**
 * Makes the cluster beside its final place and moves it there as one step, so that a start that is killed half-way leaves nothing
 * that looks like a database.
 */
export async function makeCluster(folder: string, engine: Engine, user: DatabaseUser | null, durable: boolean): Promise<void> {
  const place = join(folder, 'postgres');
  if (existsSync(place) && readdirSync(place).length > 0) {
    throw new UserError(`${place} holds files but no PostgreSQL database. Move them away, or choose another data folder.`);
  }
  for (const name of readdirSync(folder)) {
    if (name.startsWith('postgres.draft-')) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const draft = mkdtempSync(join(folder, 'postgres.draft-'));
  if (user) chownSync(draft, user.uid, user.gid);
  const failures: string[] = [];
  for (const locale of localeChoices(engine)) {
    const target = join(draft, 'cluster');
    const failure = await initdb(
      [...locale, '-D', target, '-U', superuser, '-E', 'UTF8', '-A', 'trust', '-k', ...(durable ? [] : ['--no-sync'])],
      engine,
      user,
    );
    if (failure === null) {
      rmSync(place, { recursive: true, force: true });
      renameSync(target, place);
      rmSync(draft, { recursive: true, force: true });
      return;
    }
    failures.push(failure);
    rmSync(target, { recursive: true, force: true });
  }
  rmSync(draft, { recursive: true, force: true });
  throw new UserError(`PostgreSQL ${formatVersion(engine.version)} could not make a database in ${place}: ${failures[0]}`);
}

/**
 * Text is sorted byte by byte (the same on every machine, so no index breaks when a library changes) while letters of every script
 * are known as letters, which accents, capitals and trigram search need. Languages are sorted by naming a collation in the query.
 * Where the machine has no C.UTF-8, plain C remains.
 */
function localeChoices(engine: Engine): string[][] {
  const builtin = engine.version.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  return [
    ['--locale=C.UTF-8', ...builtin],
    ['--locale=C', ...builtin],
  ];
}

/** Null when it worked, else the last words of the program, never nothing. */
function initdb(options: string[], engine: Engine, user: DatabaseUser | null): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(join(engine.binDir, 'initdb'), options, {
      cwd: '/',
      env: databaseEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...asUser(user),
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, killedBy) => {
      const error = said.split('\n').filter((line) => /error|fatal|detail|hint/i.test(line));
      resolve(code === 0 ? null : error.join(' ').trim() || said.trim().split('\n').at(-1) || `initdb ended with ${code ?? killedBy}`);
    });
  });
}

/** A place for this cluster's socket that only its user can reach. The system allows about 100 bytes for the whole path. */
export function makeSocketFolder(folder: string, user: DatabaseUser | null, tmp: string): string {
  const inside = join(folder, 'socket');
  const fits = Buffer.byteLength(join(inside, '.s.PGSQL.5432')) <= 100;
  if (fits) mkdirSync(inside, { recursive: true });
  const shortTmp = Buffer.byteLength(tmp) <= 60 ? tmp : '/tmp';
  const socketDir = fits ? inside : mkdtempSync(join(realpathSync(shortTmp), 'kith-'));
  if (user) chownSync(socketDir, user.uid, user.gid);
  chmodSync(socketDir, 0o700);
  return socketDir;
}

/** Removes a socket folder that was made outside the data folder. */
export function removeSocketFolder(folder: string, socketDir: string | null): void {
  if (!socketDir || socketDir === join(folder, 'socket') || !/\/kith-[^/]+$/.test(socketDir)) return;
  rmSync(socketDir, { recursive: true, force: true });
}

/** A data folder that was brought here by another user (restored, copied) is the database user's again. */
export function ownCluster(folder: string, user: DatabaseUser | null): void {
  const place = join(folder, 'postgres');
  const owner = statSync(place).uid;
  if (!user) {
    if (owner !== process.getuid?.())
      throw new UserError(`${place} belongs to another user: run Kith as that user, or give the folder to this one.`);
    return;
  }
  if (owner === user.uid) return;
  chownAll(place, user);
}

function chownAll(path: string, user: DatabaseUser): void {
  chownSync(path, user.uid, user.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) chownAll(inside, user);
    else if (entry.isFile()) chownSync(inside, user.uid, user.gid);
  }
}
