/** Secrets of this installation, made at the first start and kept in the data folder, readable by its owner only. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../shared/id.ts';
import { makeAuditKey, storedAuditKey } from './audit-keys.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A key pair that phones seal unsent entries to (ECDH P-256). Older ones are kept: what was sealed to them must still open. */
const sealKey = z.strictObject({
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  privateKey: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate, d: coordinate }),
});
export type StoredSealKey = z.output<typeof sealKey>;

export const secretsSchema = z.strictObject({
  /** Signs the actor of each transaction; the database holds it, too. Hex, 32 bytes. */
  actor: z.hex().length(64),
  /** Signs session cookies. */
  session: z.hex().length(64),
  /** Passwords of the server's roles on a PostgreSQL of one's own; Kith's own trusts its private socket. */
  appPassword: z.hex().length(64),
  authPassword: z.hex().length(64),
  jobsPassword: z.hex().length(64),
  /** Newest first. Empty only in a file from before there were any. */
  sealKeys: z.array(sealKey).default([]),
  /** Sign the audit trail. Newest first; empty only in a file from before it was signed. */
  auditKeys: z.array(storedAuditKey).default([]),
});
export type Secrets = z.output<typeof secretsSchema>;

export function openSecrets(dataDir: string): Secrets {
  const known = readSecrets(dataDir);
  if (known && known.sealKeys.length > 0 && known.auditKeys.length > 0) return known;
  if (known) {
    const whole = {
      ...known,
      sealKeys: known.sealKeys.length > 0 ? known.sealKeys : [makeSealKey()],
      auditKeys: known.auditKeys.length > 0 ? known.auditKeys : [makeAuditKey()],
    };
    replaceSecrets(dataDir, whole);
    return whole;
  }
  const hex = () => randomBytes(32).toString('hex');
  const made: Secrets = {
    ...{ actor: hex(), session: hex(), appPassword: hex(), authPassword: hex(), jobsPassword: hex() },
    ...{ sealKeys: [makeSealKey()], auditKeys: [makeAuditKey()] },
  };
  mkdirSync(dataDir, { recursive: true });
  // `wx`: two first starts at once must not overwrite each other's secrets.
  writeFileSync(secretsFileIn(dataDir), JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return made;
}

/** Makes a new key for phones to seal to, in front of the older ones. Servers take it up when they start. @returns its id */
export function rotateSealKey(dataDir: string): string {
  const secrets = openSecrets(dataDir);
  const made = makeSealKey();
  replaceSecrets(dataDir, { ...secrets, sealKeys: [made, ...secrets.sealKeys] });
  return made.id;
}

/** Makes a new key to sign the audit trail with; the one before it signs that it hands over. Servers take it up when they start. @returns its id */
export function rotateAuditKey(dataDir: string): string {
  const secrets = openSecrets(dataDir);
  const made = makeAuditKey(secrets.auditKeys[0]);
  replaceSecrets(dataDir, { ...secrets, auditKeys: [made, ...secrets.auditKeys] });
  return made.id;
}

export function makeSealKey(): StoredSealKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return sealKey.parse({ id: newId(), madeAt: new Date().toISOString(), privateKey: privateKey.export({ format: 'jwk' }) });
}

export const secretsFileIn = (dataDir: string) => join(dataDir, 'secrets.json');

/** Null where Kith has never been started. */
export function readSecrets(dataDir: string): Secrets | null {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(secretsFileIn(dataDir), 'utf8')));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and then put in place: a crash in between leaves the old file whole. */
function replaceSecrets(dataDir: string, secrets: Secrets): void {
  const beside = `${secretsFileIn(dataDir)}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(secrets), { mode: 0o600, flag: 'wx' });
  renameSync(beside, secretsFileIn(dataDir));
}
