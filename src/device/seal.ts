/**
 * Everything a device stores is sealed with AES-256-GCM before it is written, never after: deleted pages of a browser's database may
 * survive on disk. The additional data names user, table, row and schema, so that a sealed piece cannot be moved to another place unnoticed.
 *
 * A piece: version (1 byte) · id of the data key (4) · random nonce (12) · ciphertext with its tag. Scheme: reliability.md §4, decision 0018.
 */
const version = 2;
const keyIdBytes = 4;
const nonceBytes = 12;
const headBytes = 1 + keyIdBytes + nonceBytes;

/** Shape of what is sealed. Raised when it changes in a way an older app would misread. */
const schema = 1;

/** The keys of one user's store, in memory only. Old data keys stay until everything they sealed has been sealed anew. */
export type Keyring = {
  /** Id of the data key that seals now. */
  current: number;
  /** AES-256-GCM, by id. */
  keys: ReadonlyMap<number, CryptoKey>;
  /** HMAC-SHA-256: turns the name of a place into one that tells nothing. */
  names: CryptoKey;
};

/** Seals and opens pieces of one table. */
export type Sealer = {
  seal: (place: string, value: unknown) => Promise<Uint8Array<ArrayBuffer>>;
  /** @throws SealBroken when the bytes, the key or the place are not the ones it was sealed with */
  open: (place: string, sealed: Uint8Array<ArrayBuffer>) => Promise<unknown>;
};

export type Seals = {
  of: (table: string) => Sealer;
  /** A name for a key of the database: the same for the same place, and telling nothing without the keyring. */
  nameOf: (place: string) => Promise<string>;
};

/** `version`: sealed by another version of Kith · `key`: by a key this keyring has not · `bytes`: damaged, or moved from elsewhere. */
export class SealBroken extends Error {
  readonly why: 'version' | 'key' | 'bytes';
  constructor(why: SealBroken['why']) {
    super(`the seal does not open: ${why}`);
    this.why = why;
  }
}

/** @param owner id of the store (one for each user of a device), part of what every piece is bound to */
export function makeSeals(keyring: Keyring, owner: string): Seals {
  return {
    of: (table) => makeSealer(keyring, owner, table),
    nameOf: async (place) => {
      const mac = await crypto.subtle.sign('HMAC', keyring.names, new TextEncoder().encode(place));
      return Array.from(new Uint8Array(mac, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}

function makeSealer(keyring: Keyring, owner: string, table: string): Sealer {
  const boundTo = (keyId: number, place: string) =>
    new TextEncoder().encode(`kith/${version}/${keyId}/${owner}/${table}/${schema}/${place}`);
  return {
    seal: async (place, value) => {
      const key = keyring.keys.get(keyring.current);
      if (!key) throw new SealBroken('key');
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const text = new TextEncoder().encode(JSON.stringify(value));
      const additionalData = boundTo(keyring.current, place);
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, text);
      const out = new Uint8Array(headBytes + sealed.byteLength);
      out[0] = version;
      new DataView(out.buffer).setUint32(1, keyring.current);
      out.set(nonce, 1 + keyIdBytes);
      out.set(new Uint8Array(sealed), headBytes);
      return out;
    },
    open: async (place, sealed) => {
      if (sealed.byteLength <= headBytes || sealed[0] !== version) throw new SealBroken('version');
      const keyId = keyIdOf(sealed);
      const key = keyring.keys.get(keyId);
      if (!key) throw new SealBroken('key');
      try {
        const iv = sealed.slice(1 + keyIdBytes, headBytes);
        const additionalData = boundTo(keyId, place);
        const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed.slice(headBytes));
        return JSON.parse(new TextDecoder().decode(text)) as unknown;
      } catch {
        throw new SealBroken('bytes');
      }
    },
  };
}

/** Which data key sealed this piece. */
export function keyIdOf(sealed: Uint8Array): number {
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
}

/** A keyring of new random keys that no script can export. */
export async function newKeyring(): Promise<Keyring> {
  const [data, names] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']),
  ]);
  const current = newKeyId();
  return { current, keys: new Map([[current, data]]), names };
}

/** From here on nothing is sealed or opened with it, by whoever still holds it. */
export function dropKeys(keyring: Keyring): void {
  (keyring.keys as Map<number, CryptoKey>).clear();
}

/** Random, so that pieces of a store whose keys were thrown away are never taken for pieces of the one that followed it. */
export function newKeyId(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
