/**
 * Keys that sign the audit trail (Ed25519). The private half lies with the installation's other secrets and never in the database: whoever
 * can write to the database cannot sign. A key is named by a hash of itself, so that no other can take its name, and each new one is signed
 * by the one before it: a copy of the trail that knows the first key can follow to the newest.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { sha256 } from './audit-merkle.ts';

const half = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const signatureText = z.hex().length(128);
const keyId = z.hex().length(32);

/** What may be shown of a key. `publicKey`: base64url, 32 bytes. */
export const publicAuditKey = z.strictObject({
  id: keyId,
  publicKey: half,
  madeAt: z.iso.datetime(),
  /** Null for the first one. */
  handedOver: z.strictObject({ by: keyId, signature: signatureText }).nullable(),
});
export type PublicAuditKey = z.output<typeof publicAuditKey>;

/** As it is kept among the secrets; `privateKey` is the `d` of a JWK. */
export const storedAuditKey = publicAuditKey.extend({ privateKey: half });
export type StoredAuditKey = z.output<typeof storedAuditKey>;

/** Public keys by their ids. */
export type KnownKeys = ReadonlyMap<string, KeyObject>;

export type Signer = { keyId: string /** 64 bytes. */; sign: (text: string) => Buffer };

/** @param before the newest key until now, which hands over to this one */
export function makeAuditKey(before?: StoredAuditKey): StoredAuditKey {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const publicKey = half.parse(x);
  const made = { id: idOf(publicKey), publicKey, madeAt: new Date().toISOString() };
  const handedOver = before ? { by: before.id, signature: signerWith(before).sign(handoverText(made)).toString('hex') } : null;
  return { ...made, handedOver, privateKey: half.parse(d) };
}

export function signerWith(key: StoredAuditKey): Signer {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.publicKey, d: key.privateKey };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return { keyId: key.id, sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey) };
}

export function publicHalf({ privateKey: _secret, ...shown }: StoredAuditKey): PublicAuditKey {
  return shown;
}

/**
 * Keys that may be believed: those trusted already, and every one that a believed key handed over to.
 * @returns also the ids of those that nobody handed over to
 */
export function believe(trusted: KnownKeys, offered: readonly PublicAuditKey[]): { known: KnownKeys; strange: string[] } {
  const known = new Map(trusted);
  let left = offered.filter((key) => !known.has(key.id));
  for (;;) {
    const believed = left.filter((key) => {
      const by = key.handedOver && known.get(key.handedOver.by);
      return key.id === idOf(key.publicKey) && by && isSigned(by, handoverText(key), Buffer.from(key.handedOver?.signature ?? '', 'hex'));
    });
    if (believed.length === 0) return { known, strange: left.map((key) => key.id) };
    for (const key of believed) known.set(key.id, keyObject(key));
    left = left.filter((key) => !known.has(key.id));
  }
}

/** Taken as they are: our own, or the first one of a copy that lay where nobody could change it. */
export function trust(keys: readonly PublicAuditKey[]): KnownKeys {
  return new Map(keys.filter((key) => key.id === idOf(key.publicKey)).map((key) => [key.id, keyObject(key)]));
}

export function isSigned(key: KeyObject, text: string, signature: Uint8Array): boolean {
  return verify(null, Buffer.from(text, 'utf8'), key, signature);
}

const idOf = (publicKey: string) => sha256(Buffer.from(publicKey, 'base64url')).toString('hex').slice(0, 32);

const keyObject = ({ publicKey }: PublicAuditKey) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });

const handoverText = ({ id, publicKey, madeAt }: Pick<PublicAuditKey, 'id' | 'publicKey' | 'madeAt'>) =>
  JSON.stringify(['kith-audit-key', id, publicKey, madeAt]);
