/**
 * One user's vault on one device: a random vault key, wrapped by every way in, which wraps the data keys that seal rows. The vault key seals
 * nothing itself, so that data keys can be changed without asking for passphrase and passkey again.
 *
 *   passphrase → Argon2id ┐
 *                         ├─ AES-KW → vault key ─ AES-KW → data keys (AES-256-GCM), name key (HMAC)
 *   passkey PRF → HKDF ───┘
 *
 * Keys in use cannot be exported by script; they are exportable only in the moment in which they are wrapped.
 */
import { type Keyring, newKeyId } from '../seal.ts';
import type { Argon2Params, Derive } from './argon2.ts';
import { noTries, type Tries } from './tries.ts';
import {
  openByPasskey,
  openByPassphrase,
  type PasskeyWrap,
  type PassphraseWrap,
  type Wrap,
  wrapByPasskey,
  wrapByPassphrase,
} from './wraps.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type WrappedKey = { id: number; wrapped: Bytes; madeAt: number };

/** How long it stays open untouched, in seconds. */
export type LockAfter = { idle: number; background: number };
export const usualLockAfter: LockAfter = { idle: 120, background: 30 };

/** What lies readable on the device about one user's store: initials, times and parameters, and nothing that opens it. */
export type VaultRecord = {
  /** Random, used nowhere else; names the user's database. */
  id: string;
  /** The first letters of their name: enough to find one's own among colleagues. */
  initials: string;
  /** Hash over this device's id and the member of staff's: finds the vault again after signing in (`ownerMark`). */
  owner: string;
  /** Empty once the keys were thrown away. */
  wraps: Wrap[];
  keys: WrappedKey[];
  /** Id of the data key that seals now. */
  current: number;
  names: Bytes | null;
  tries: Tries;
  lockAfter: LockAfter;
  /** When everything was last sent, read back and matched; shown before unlocking. */
  matchedAt: string | null;
  /** Numbers to call that need no unlocking: public ones, from the packs. */
  helpLines?: HelpLine[];
};

/** A public line, in the languages of the packs; `isFresh`: somebody has made sure lately that it answers. */
export type HelpLine = { code: string; name: Record<string, string>; when: Record<string, string>; number: string; isFresh: boolean };

export type OpenVault = { record: VaultRecord; keyring: Keyring; vaultKey: CryptoKey };

/** Keys that belong to this vault do not open with its vault key: the record was damaged. */
export class VaultDamaged extends Error {}

const yearInMilliseconds = 365 * 86_400_000;

export type NewVault = {
  /** Set when the store stays and only its keys are new (a forgotten passphrase). */
  id?: string | undefined;
  initials: string;
  owner: string;
  passphrase: string;
  derive: Derive;
  /** Measured on this device; left out, it is measured now. */
  params?: Argon2Params | undefined;
  now?: number;
};

export async function createVault({ id, initials, owner, passphrase, derive, params, now = Date.now() }: NewVault): Promise<OpenVault> {
  const [vaultKey, names] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-KW', length: 256 }, true, ['wrapKey', 'unwrapKey']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, true, ['sign']),
  ]);
  const wrap = await wrapByPassphrase(vaultKey, passphrase, derive, params);
  const data = await newDataKey(vaultKey, now);
  const record: VaultRecord = {
    ...{ id: id ?? crypto.randomUUID(), initials, owner, wraps: [wrap], keys: [data], current: data.id },
    ...{ names: new Uint8Array(await crypto.subtle.wrapKey('raw', names, vaultKey, 'AES-KW')), tries: noTries },
    ...{ lockAfter: usualLockAfter, matchedAt: null },
  };
  // Opened the usual way, so that what is kept in memory cannot be exported, and what was written is known to open.
  return openWith(record, await openByPassphrase(wrap, passphrase, derive));
}

/** @throws WrongPassphrase, WeakParameters, VaultDamaged, or what `derive` throws for lack of memory */
export async function unlockByPassphrase(record: VaultRecord, passphrase: string, derive: Derive): Promise<OpenVault> {
  return openWith(record, await openByPassphrase(passphraseWrapOf(record), passphrase, derive));
}

/** @param secret what the passkey answered for the wrap's salt @throws PasskeyDiffers, VaultDamaged */
export async function unlockByPasskey(record: VaultRecord, secret: Bytes): Promise<OpenVault> {
  const wrap = passkeyWrapOf(record);
  if (!wrap) throw new VaultDamaged('no passkey opens this vault');
  return openWith(record, await openByPasskey(wrap, secret));
}

/** The record with a new passphrase. @throws WrongPassphrase when `old` does not open it */
export async function withNewPassphrase(record: VaultRecord, change: { old: string; next: string; derive: Derive }): Promise<VaultRecord> {
  const vaultKey = await openByPassphrase(passphraseWrapOf(record), change.old, change.derive, true);
  const wrap = await wrapByPassphrase(vaultKey, change.next, change.derive);
  return { ...record, wraps: record.wraps.map((one) => (one.kind === 'passphrase' ? wrap : one)) };
}

/** The record with a passkey beside the passphrase. @throws WrongPassphrase */
export async function withPasskey(
  record: VaultRecord,
  proof: { passphrase: string; derive: Derive },
  passkey: { credentialId: Bytes; salt: Bytes; secret: Bytes },
): Promise<VaultRecord> {
  const vaultKey = await openByPassphrase(passphraseWrapOf(record), proof.passphrase, proof.derive, true);
  return { ...withoutPasskey(record), wraps: [passphraseWrapOf(record), await wrapByPasskey(vaultKey, passkey)] };
}

export function withoutPasskey(record: VaultRecord): VaultRecord {
  return { ...record, wraps: record.wraps.filter((wrap) => wrap.kind !== 'passkey') };
}

/** Nothing opens the vault any more. The record stays, so that the sealed outbox is still known to be somebody's. */
export function withoutKeys(record: VaultRecord): VaultRecord {
  return { ...record, wraps: [], keys: [], names: null, tries: noTries };
}

export function passkeyWrapOf(record: VaultRecord): PasskeyWrap | undefined {
  return record.wraps.find((wrap) => wrap.kind === 'passkey');
}

function passphraseWrapOf(record: VaultRecord): PassphraseWrap {
  const wrap = record.wraps.find((one) => one.kind === 'passphrase');
  if (!wrap) throw new VaultDamaged('no passphrase opens this vault');
  return wrap;
}

/** A year, or 2^30 pieces, which is 34 each second of it: so the year alone is watched (NIST SP 800-38D §8.3 allows 2^32 random nonces). */
export function isDueForNewKey(record: VaultRecord, now = Date.now()): boolean {
  return record.keys.some((key) => key.id === record.current && now - key.madeAt > yearInMilliseconds);
}

/** A new data key beside the old ones, which stay until `withOnlyCurrentKey`. */
export async function withNewDataKey({ record, vaultKey, keyring }: OpenVault, now = Date.now()): Promise<OpenVault> {
  const made = await newDataKey(vaultKey, now);
  const next = { ...record, keys: [...record.keys, made], current: made.id };
  const keys = new Map([...keyring.keys, [made.id, await dataKeyOf(made, vaultKey)] as const]);
  return { record: next, vaultKey, keyring: { ...keyring, current: made.id, keys } };
}

export function withOnlyCurrentKey(record: VaultRecord): VaultRecord {
  return { ...record, keys: record.keys.filter((key) => key.id === record.current) };
}

async function openWith(record: VaultRecord, vaultKey: CryptoKey): Promise<OpenVault> {
  if (record.names === null || !record.keys.some((key) => key.id === record.current)) throw new VaultDamaged('keys are missing');
  try {
    const opened = await Promise.all(record.keys.map(async (key) => [key.id, await dataKeyOf(key, vaultKey)] as const));
    const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
    const names = await crypto.subtle.unwrapKey('raw', record.names, vaultKey, 'AES-KW', hmac, false, ['sign']);
    return { record, vaultKey, keyring: { current: record.current, keys: new Map(opened), names } };
  } catch {
    throw new VaultDamaged('a key does not open');
  }
}

async function newDataKey(vaultKey: CryptoKey, madeAt: number): Promise<WrappedKey> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  return { id: newKeyId(), wrapped: new Uint8Array(await crypto.subtle.wrapKey('raw', key, vaultKey, 'AES-KW')), madeAt };
}

function dataKeyOf({ wrapped }: WrappedKey, vaultKey: CryptoKey): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey('raw', wrapped, vaultKey, 'AES-KW', 'AES-GCM', false, ['encrypt', 'decrypt']);
}
