/**
 * Everything a device stores is sealed with AES-256-GCM before it is written, never after: deleted pages of a browser's database may
 * survive on disk. The additional data names user and place, so that a sealed piece cannot be moved to another record unnoticed.
 */
const version = 1;
const nonceBytes = 12;

export type Sealer = {
  seal: (place: string, value: unknown) => Promise<Uint8Array<ArrayBuffer>>;
  /** Throws `SealBroken` when the bytes, the key or the place are not the ones it was sealed with. */
  open: (place: string, sealed: Uint8Array<ArrayBuffer>) => Promise<unknown>;
};

export class SealBroken extends Error {}

/** @param owner id of the member of staff the store belongs to */
export function makeSealer(key: CryptoKey, owner: string): Sealer {
  const boundTo = (place: string) => new TextEncoder().encode(`kith/${version}/${owner}/${place}`);
  return {
    seal: async (place, value) => {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const text = new TextEncoder().encode(JSON.stringify(value));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: boundTo(place) }, key, text);
      const out = new Uint8Array(1 + nonceBytes + sealed.byteLength);
      out[0] = version;
      out.set(nonce, 1);
      out.set(new Uint8Array(sealed), 1 + nonceBytes);
      return out;
    },
    open: async (place, sealed) => {
      if (sealed[0] !== version) throw new SealBroken('sealed by another version');
      try {
        const iv = sealed.slice(1, 1 + nonceBytes);
        const text = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv, additionalData: boundTo(place) },
          key,
          sealed.slice(1 + nonceBytes),
        );
        return JSON.parse(new TextDecoder().decode(text)) as unknown;
      } catch {
        throw new SealBroken('the seal does not open');
      }
    },
  };
}
