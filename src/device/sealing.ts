/** What this device needs for the second seal: its own signing key, kept sealed, and the server's public key, as last heard. */
import type { LocalDb } from './local-db.ts';
import type { Sealer } from './seal.ts';
import {
  makeSigningKey,
  openSigner,
  type SealForServer,
  type ServerKey,
  type StoredSigningKey,
  sealerToServer,
} from './seal-for-server.ts';

/** The part of `/api/me` that is about sealing. */
export type SealingFacts = { serverKey: ServerKey; deviceKeyIds: string[] };

export type Sealing = {
  /** Null until the server's key was heard of. */
  sealForServer: () => SealForServer | null;
  /** Told what the server said. @returns what makes our signing key known, when the server does not know it yet */
  heard: (facts: SealingFacts | undefined) => RegisterArgs | null;
  /** True when the server knows our key: only then can a colleague bring what we sealed. */
  isKnown: () => boolean;
  /** Writes the key again after the browser took the store away. */
  rewrite: () => Promise<void>;
};

type RegisterArgs = { keyId: string; deviceId: string; publicKey: string };

const signingKeyNote = 'signing-key';

/** @param sealer of the table of notes: while the store is locked, nothing can be signed here */
export async function openSealing(
  db: LocalDb,
  sealer: Sealer,
  author: { orgId: string; staffId: string; deviceId: string },
  facts: SealingFacts | undefined,
): Promise<Sealing> {
  const stored = await findOrMakeKey(db, sealer, author.deviceId);
  const signer = await openSigner(stored);
  let sealForServer: SealForServer | null = null;
  let isKnown = false;

  const heard: Sealing['heard'] = (said) => {
    if (!said) return null;
    sealForServer = sealerToServer({ author, signer, serverKey: said.serverKey });
    isKnown = said.deviceKeyIds.includes(stored.id);
    return isKnown ? null : { keyId: stored.id, deviceId: author.deviceId, publicKey: stored.publicKey };
  };
  // What was heard last time serves without a network.
  heard(facts);

  return {
    sealForServer: () => sealForServer,
    heard,
    isKnown: () => isKnown,
    rewrite: async () => {
      await db.notes.put({ key: signingKeyNote, sealed: await sealer.seal(signingKeyNote, stored) });
    },
  };
}

type KeyOfDevice = StoredSigningKey & { deviceId: string };

/** A browser that lost its id is another device to the server, and signs with another key. */
async function findOrMakeKey(db: LocalDb, sealer: Sealer, deviceId: string): Promise<KeyOfDevice> {
  const read = async () => {
    const note = await db.notes.get(signingKeyNote);
    const known = note && ((await sealer.open(signingKeyNote, note.sealed)) as KeyOfDevice);
    return known?.deviceId === deviceId ? known : undefined;
  };
  const known = await read();
  if (known) return known;
  const made = { ...(await makeSigningKey()), deviceId };
  const sealed = await sealer.seal(signingKeyNote, made);
  // Whichever tab is first decides: `add` refuses what is there, unless it was another device's.
  const isStale = (await db.notes.get(signingKeyNote)) !== undefined;
  if (isStale) await db.notes.put({ key: signingKeyNote, sealed });
  else await db.notes.add({ key: signingKeyNote, sealed }).catch(() => undefined);
  return (await read()) ?? made;
}
