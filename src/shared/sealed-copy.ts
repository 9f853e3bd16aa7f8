/**
 * An unsent entry, sealed so that only the server can open it and signed so that only its author's device can have made it.
 *
 * A copy is bytes: 1 version · 5 × 16 ids (organisation, author, device, command, server's key) · 65 one-time public key · 12 nonce · sealed.
 * Inside the seal: 16 id of the signing key · 64 signature · what was signed, as JSON (`SignedEntry`).
 * ECDH P-256, HKDF-SHA-256, AES-256-GCM; ECDSA P-256 with SHA-256. Why these: docs/decisions/0020-sealed-to-the-server.md.
 */
import type { CommandEnvelope } from './command.ts';

/** What can be read from outside: ids only. The seal is bound to all of it. */
export type CopyHeader = { orgId: string; authorId: string; deviceId: string; commandId: string; serverKeyId: string };

/** What its author's device has signed. */
export type SignedEntry = {
  envelope: CommandEnvelope;
  /** Commands on the same rows that were still unsent when this one was made: it means nothing without them. */
  after: string[];
};

export const copyVersion = 1;
const idBytes = 16;
const pointBytes = 65;
const nonceBytes = 12;
const signatureBytes = 64;
const headerBytes = 1 + 5 * idBytes;
const tagBytes = 16;
const leastBytes = headerBytes + pointBytes + nonceBytes + idBytes + signatureBytes + tagBytes;

export type Bytes = Uint8Array<ArrayBuffer>;

/** A copy taken apart; nothing is proved yet. */
export type CopyParts = {
  header: CopyHeader;
  /** What the seal is bound to. */
  bound: Bytes;
  oneTimeKey: Bytes;
  nonce: Bytes;
  sealed: Bytes;
};

/** @returns null for bytes that cannot be a copy of this version: cut short, or something else */
export function takeApart(copy: Bytes): CopyParts | null {
  if (copy.length < leastBytes || copy[0] !== copyVersion) return null;
  const id = (at: number) => idText(copy.subarray(1 + at * idBytes, 1 + (at + 1) * idBytes));
  const keyEnd = headerBytes + pointBytes;
  return {
    header: { orgId: id(0), authorId: id(1), deviceId: id(2), commandId: id(3), serverKeyId: id(4) },
    bound: copy.slice(0, keyEnd),
    oneTimeKey: copy.slice(headerBytes, keyEnd),
    nonce: copy.slice(keyEnd, keyEnd + nonceBytes),
    sealed: copy.slice(keyEnd + nonceBytes),
  };
}

export function headerOf(header: CopyHeader): Bytes {
  const { orgId, authorId, deviceId, commandId, serverKeyId } = header;
  return joined([new Uint8Array([copyVersion]), ...[orgId, authorId, deviceId, commandId, serverKeyId].map(idToBytes)]);
}

/** The bytes a signature is made over. The words in front keep it from ever meaning something else. */
export function toSign(header: CopyHeader, signed: Bytes): Bytes {
  const { orgId, authorId, deviceId, commandId } = header;
  return joined([new TextEncoder().encode('kith/entry/1\n'), ...[orgId, authorId, deviceId, commandId].map(idToBytes), signed]);
}

export type Inside = { signerKeyId: string; signature: Bytes; signed: Bytes };

export function packInside({ signerKeyId, signature, signed }: Inside): Bytes {
  return joined([idToBytes(signerKeyId), signature, signed]);
}

/** Of bytes that came out of the seal whole. */
export function unpackInside(inside: Bytes): Inside {
  return {
    signerKeyId: idText(inside.subarray(0, idBytes)),
    signature: inside.slice(idBytes, idBytes + signatureBytes),
    signed: inside.slice(idBytes + signatureBytes),
  };
}

/** The key of one seal, from one side's private and the other side's public key. Used once: the one-time key is made anew for each copy. */
export async function keyOfSeal(own: CryptoKey, theirs: CryptoKey, oneTimeKey: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('kith/sealed-to-server/1');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: oneTimeKey, info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    [use],
  );
}

/** A public key for agreeing on a seal, from its 65 bytes. @throws when the bytes are no point of the curve */
export function agreementKey(point: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', point, { name: 'ECDH', namedCurve: 'P-256' }, true, []);
}

/** Base64url without padding: how bytes travel in JSON and in files. */
export function bytesToText(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @returns null when the text is not what `bytesToText` makes */
export function textToBytes(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function idToBytes(id: string): Bytes {
  const hex = id.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error('ids are UUIDs in lower case');
  return Uint8Array.from({ length: idBytes }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

function idText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
