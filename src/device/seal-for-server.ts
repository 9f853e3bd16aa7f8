/**
 * The second seal of an unsent entry: to the server's public key, signed with a key of this device's own. A phone that is locked, forgotten or
 * about to be wiped can still hand the copy over, and a colleague can carry it without being able to read, change or invent one.
 */
import type { CommandEnvelope } from '../shared/command.ts';
import { newId } from '../shared/new-id.ts';
import {
  agreementKey,
  type Bytes,
  bytesToText,
  type CopyHeader,
  headerOf,
  keyOfSeal,
  packInside,
  type SignedEntry,
  textToBytes,
  toSign,
} from '../shared/sealed-copy.ts';

/** What `/api/me` says of the server: base64url, 65 bytes. */
export type ServerKey = { id: string; publicKey: string };

/** As it lies in the store, sealed with the data key: while the phone is locked nothing can be signed on it. */
export type StoredSigningKey = { id: string; privateKey: JsonWebKey; publicKey: string };

export type Signer = { keyId: string; sign: (bytes: Bytes) => Promise<Bytes> };

const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export async function makeSigningKey(): Promise<StoredSigningKey> {
  const pair = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  return {
    id: newId(),
    privateKey: await crypto.subtle.exportKey('jwk', pair.privateKey),
    publicKey: bytesToText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
  };
}

/** The key in memory cannot be exported again. */
export async function openSigner(stored: StoredSigningKey): Promise<Signer> {
  const key = await crypto.subtle.importKey('jwk', stored.privateKey, signing, false, ['sign']);
  return { keyId: stored.id, sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(signing, key, bytes)) };
}

/** Makes the sealed copy of one entry. `after`: unsent commands it builds on, oldest first. */
export type SealForServer = (envelope: CommandEnvelope, after: readonly string[]) => Promise<Bytes>;

export function sealerToServer(by: {
  author: { orgId: string; staffId: string; deviceId: string };
  signer: Signer;
  serverKey: ServerKey;
}): SealForServer {
  const { author, signer, serverKey } = by;
  return async (envelope, after) => {
    const header: CopyHeader = {
      orgId: author.orgId,
      authorId: author.staffId,
      deviceId: author.deviceId,
      commandId: envelope.id,
      serverKeyId: serverKey.id,
    };
    const entry: SignedEntry = { envelope, after: [...after] };
    const signed: Bytes = new TextEncoder().encode(JSON.stringify(entry));
    const signature = await signer.sign(toSign(header, signed));
    const inside = packInside({ signerKeyId: signer.keyId, signature, signed });

    const point = textToBytes(serverKey.publicKey);
    if (!point) throw new Error("the server's key is not understood");
    const oneTime = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
    const oneTimeKey = new Uint8Array(await crypto.subtle.exportKey('raw', oneTime.publicKey));
    const key = await keyOfSeal(oneTime.privateKey, await agreementKey(point), oneTimeKey, 'encrypt');
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const front = headerOf(header);
    const bound = new Uint8Array(front.length + oneTimeKey.length);
    bound.set(front);
    bound.set(oneTimeKey, front.length);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound }, key, inside);
    const copy = new Uint8Array(bound.length + nonce.length + sealed.byteLength);
    copy.set(bound);
    copy.set(nonce, bound.length);
    copy.set(new Uint8Array(sealed), bound.length + nonce.length);
    return copy;
  };
}
