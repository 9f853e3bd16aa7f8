/**
 * Ways into a vault. Each wraps the same vault key with AES-KW (RFC 3394); any one of them opens it. AES-KW checks itself: with a wrong key
 * it refuses, and no separate check value is stored that could be guessed against faster.
 */
import type { Argon2Params, Derive } from './argon2.ts';
import { calibrate, refuseBelowFloor } from './strength.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Argon2id over the passphrase gives the key that unwraps. */
export type PassphraseWrap = { kind: 'passphrase'; salt: Bytes; wrapped: Bytes } & Argon2Params;
/** HKDF over what the passkey answers for `salt` gives the key that unwraps. Never the only way in. */
export type PasskeyWrap = { kind: 'passkey'; credentialId: Bytes; salt: Bytes; wrapped: Bytes };
export type Wrap = PassphraseWrap | PasskeyWrap;

/** The passphrase does not open this wrap. */
export class WrongPassphrase extends Error {}
/** The passkey answered, but not with the value this wrap was made with. Says nothing about the holder, and is never counted as a try. */
export class PasskeyDiffers extends Error {}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** @param vaultKey must be extractable */
export async function wrapByPassphrase(
  vaultKey: CryptoKey,
  passphrase: string,
  derive: Derive,
  params?: Argon2Params,
): Promise<PassphraseWrap> {
  const chosen = params ?? (await calibrate(derive));
  refuseBelowFloor(chosen);
  const salt = random(16);
  const key = await keyFromPassphrase(passphrase, salt, chosen, derive);
  return { kind: 'passphrase', salt, ...chosen, wrapped: new Uint8Array(await crypto.subtle.wrapKey('raw', vaultKey, key, 'AES-KW')) };
}

/**
 * @param extractable true only to wrap the vault key anew
 * @throws WrongPassphrase, WeakParameters, or what `derive` throws for lack of memory
 */
export async function openByPassphrase(wrap: PassphraseWrap, passphrase: string, derive: Derive, extractable = false): Promise<CryptoKey> {
  refuseBelowFloor(wrap);
  const key = await keyFromPassphrase(passphrase, wrap.salt, wrap, derive);
  try {
    return await unwrapVaultKey(wrap.wrapped, key, extractable);
  } catch {
    throw new WrongPassphrase();
  }
}

/** @param vaultKey must be extractable @param secret what the passkey answered for `salt` */
export async function wrapByPasskey(
  vaultKey: CryptoKey,
  passkey: { credentialId: Bytes; salt: Bytes; secret: Bytes },
): Promise<PasskeyWrap> {
  const key = await keyFromPasskey(passkey.secret);
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', vaultKey, key, 'AES-KW'));
  return { kind: 'passkey', credentialId: passkey.credentialId, salt: passkey.salt, wrapped };
}

/** @throws PasskeyDiffers */
export async function openByPasskey(wrap: PasskeyWrap, secret: Bytes): Promise<CryptoKey> {
  const key = await keyFromPasskey(secret);
  try {
    return await unwrapVaultKey(wrap.wrapped, key, false);
  } catch {
    throw new PasskeyDiffers();
  }
}

/**
 * What is typed on different keyboards is the same passphrase: composed letters are unified, capitals and the spaces between words do not
 * count (a phone likes to begin with a capital).
 */
export function normalised(passphrase: string): string {
  return passphrase.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/gu, ' ');
}

function unwrapVaultKey(wrapped: Bytes, key: CryptoKey, extractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey('raw', wrapped, key, 'AES-KW', 'AES-KW', extractable, ['wrapKey', 'unwrapKey']);
}

async function keyFromPassphrase(passphrase: string, salt: Bytes, params: Argon2Params, derive: Derive): Promise<CryptoKey> {
  const raw = await derive(new TextEncoder().encode(normalised(passphrase)), salt, { memoryKiB: params.memoryKiB, passes: params.passes });
  const key = await crypto.subtle.importKey('raw', raw, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
  raw.fill(0);
  return key;
}

async function keyFromPasskey(secret: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('kith/vault/passkey/1');
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}
