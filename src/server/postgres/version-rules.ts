/** A released PostgreSQL version. Since PostgreSQL 10 there are two parts: 15.18 is major 15, minor 18. */
export type PostgresVersion = { major: number; minor: number };

/**
 * The oldest release of each major Kith runs on. Source: the PostgreSQL security release of 14 August 2025
 * (CVE-2025-8713, statistics that row security should hide; CVE-2025-8714 and 8715, dumps that carry commands).
 */
const oldestAccepted: Readonly<Record<number, number>> = { 15: 14, 16: 10, 17: 6 };
const oldestMajor = 15;

/** The newest releases known when this was written (October 2026). Older ones run, with a warning. */
const newestKnown: Readonly<Record<number, number>> = { 15: 20, 16: 16, 17: 12, 18: 7 };

/**
 * Reads what `postgres --version` prints, such as `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
 * Answers null for anything that is not a release, a beta among them.
 */
export function parsePostgresVersion(printed: string): PostgresVersion | null {
  const found = /\(PostgreSQL\) (\d+)\.(\d+)(?![\w.])/.exec(printed);
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : null;
}

export function formatVersion(version: PostgresVersion): string {
  return `${version.major}.${version.minor}`;
}

/** Why Kith refuses to run on this version, or null when it accepts it. */
export function refusalOf(version: PostgresVersion): string | null {
  if (version.major < oldestMajor) return `PostgreSQL ${formatVersion(version)} is too old: Kith needs 15.14 or newer`;
  const minor = oldestAccepted[version.major];
  if (minor !== undefined && version.minor < minor) {
    return `PostgreSQL ${formatVersion(version)} has known security holes: Kith needs ${version.major}.${minor} or newer`;
  }
  return null;
}

/** A sentence for the operator when the version misses published fixes, else null. */
export function warningOf(version: PostgresVersion): string | null {
  const minor = newestKnown[version.major];
  if (minor === undefined || version.minor >= minor) return null;
  return `PostgreSQL ${formatVersion(version)} misses fixes that ${version.major}.${minor} has. Update it when you can.`;
}

/** Sorts the newest version first. */
export function newestFirst(a: PostgresVersion, b: PostgresVersion): number {
  return b.major - a.major || b.minor - a.minor;
}
