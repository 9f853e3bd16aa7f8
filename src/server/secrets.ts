/** Secrets of this installation, made at the first start and kept in the data folder, readable by its owner only. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.strictObject({
  /** Signs the actor of each transaction; the database holds it, too. Hex, 32 bytes. */
  actor: z.hex().length(64),
  /** Signs session cookies. */
  session: z.hex().length(64),
  /** Passwords of the server's roles on a PostgreSQL of one's own; Kith's own trusts its private socket. */
  appPassword: z.hex().length(64),
  authPassword: z.hex().length(64),
  jobsPassword: z.hex().length(64),
});
export type Secrets = z.output<typeof schema>;

export function openSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
  const hex = () => randomBytes(32).toString('hex');
  const made: Secrets = { actor: hex(), session: hex(), appPassword: hex(), authPassword: hex(), jobsPassword: hex() };
  mkdirSync(dataDir, { recursive: true });
  // `wx`: two first starts at once must not overwrite each other's secrets.
  writeFileSync(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return made;
}
