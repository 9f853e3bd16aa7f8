/** The server's half of sealed copies: opening them, and proving who made what is inside. Nothing here looks at what an entry says. */
import {
  agreementKey,
  type Bytes,
  bytesToText,
  type CopyHeader,
  copyVersion,
  keyOfSeal,
  takeApart,
  textToBytes,
  toSign,
  unpackInside,
} from '../shared/sealed-copy.ts';
import type { StoredSealKey } from './secrets.ts';

export type SealKeys = {
  /** What phones seal to now. `publicKey`: base64url, 65 bytes, a point of P-256 uncompressed. */
  newest: { id: string; publicKey: string };
  /** Opens a copy that was sealed to any of our keys. What is inside is not yet proved to be its author's. */
  open: (text: string) => Promise<OpenedCopy>;
};

export type OpenedCopy =
  | { ok: true; header: CopyHeader; signerKeyId: string; signature: Bytes; signed: Bytes }
  /** `header` when so much could be read; nothing in it is proved. */
  | { ok: false; header: CopyHeader | null; code: 'copy_cut_short' | 'copy_newer' | 'copy_key_unknown' | 'copy_broken' };

/** @param stored newest first, at least one */
export async function openSealKeys(stored: readonly StoredSealKey[]): Promise<SealKeys> {
  const privateKeys = new Map<string, CryptoKey>();
  for (const { id, privateKey } of stored) {
    privateKeys.set(id, await crypto.subtle.importKey('jwk', privateKey, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']));
  }
  const [newest] = stored;
  if (!newest) throw new Error('there is no key to seal to');

  return {
    newest: { id: newest.id, publicKey: bytesToText(pointOf(newest.privateKey)) },
    open: async (text) => {
      const copy = textToBytes(text);
      const parts = copy && takeApart(copy);
      if (!parts) {
        const isNewer = copy !== null && copy.length > 0 && copy[0] !== copyVersion;
        return { ok: false, header: null, code: isNewer ? 'copy_newer' : 'copy_cut_short' };
      }
      const own = privateKeys.get(parts.header.serverKeyId);
      if (!own) return { ok: false, header: parts.header, code: 'copy_key_unknown' };
      try {
        const theirs = await agreementKey(parts.oneTimeKey);
        const key = await keyOfSeal(own, theirs, parts.oneTimeKey, 'decrypt');
        const inside = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: parts.nonce, additionalData: parts.bound }, key, parts.sealed);
        return { ok: true, header: parts.header, ...unpackInside(new Uint8Array(inside)) };
      } catch {
        // A point that is none, or a seal that does not open: which of them it was is nobody's business.
        return { ok: false, header: parts.header, code: 'copy_broken' };
      }
    },
  };
}

/** Whether the holder of this public key signed exactly this, for exactly this header. */
export async function isSignedBy(publicKey: Uint8Array, opened: OpenedCopy & { ok: true }): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), algorithm, false, ['verify']);
  return crypto.subtle.verify(algorithm, key, opened.signature, toSign(opened.header, opened.signed));
}

function pointOf({ x, y }: StoredSealKey['privateKey']): Bytes {
  const point = new Uint8Array(65);
  point[0] = 4;
  point.set(textToBytes(x) ?? [], 1);
  point.set(textToBytes(y) ?? [], 33);
  return point;
}
