/** The secrets a backup brings, put in the place of those that are there. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readSecrets, secretsFileIn, secretsSchema } from '../secrets.ts';
import { BackupBroken, type BackupHeader } from './backup-format.ts';

/** Of the database server and not of what is in it: other databases there may go by them. */
const ofTheServer = new Set(['appPassword', 'authPassword', 'jobsPassword']);

/**
 * Writes them beside those that are there; they take their place only when `put` is called, after the rows are in. Passwords of the database
 * server stay what they are here. Of lists (keys of different age) nothing is dropped: phones may have sealed to one that the backup has not.
 */
export function prepareSecrets(dataDir: string, saved: BackupHeader['secrets']): { put: () => void; drop: () => void } {
  const here: Record<string, unknown> = readSecrets(dataDir) ?? {};
  const merged = new Map(Object.entries(here));
  for (const [name, value] of Object.entries(saved)) {
    if (ofTheServer.has(name) && name in here) continue;
    merged.set(name, Array.isArray(value) && Array.isArray(here[name]) ? together(here[name], value) : value);
  }
  const next = secretsSchema.safeParse(Object.fromEntries(merged));
  if (!next.success) throw new BackupBroken('its secrets are not those of this Kith');
  const draft = `${secretsFileIn(dataDir)}.restoring`;
  mkdirSync(dataDir, { recursive: true });
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  writeFileSync(file, JSON.stringify(next.data));
  fsyncSync(file);
  closeSync(file);
  return { put: () => renameSync(draft, secretsFileIn(dataDir)), drop: () => rmSync(draft, { force: true }) };
}

/** What is here and not in the backup is newer, and stands first. */
function together(here: readonly unknown[], saved: readonly unknown[]): unknown[] {
  const known = new Set(saved.map((one) => JSON.stringify(one)));
  return [...here.filter((one) => !known.has(JSON.stringify(one))), ...saved];
}
