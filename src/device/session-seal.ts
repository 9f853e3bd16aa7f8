/**
 * A secret that lies sealed in the vault and goes with every request. The server binds the session to it, so that a session cookie copied from
 * a locked phone opens nothing.
 */
import type { LocalDb } from './local-db.ts';
import type { Sealer } from './seal.ts';

const sealKey = 'session-seal';

/** `rewrite` keeps it again after the browser took the store away: a new one would end the session. */
export async function sessionSealOf(db: LocalDb, notes: Sealer): Promise<{ seal: string; rewrite: () => Promise<void> }> {
  const note = await db.notes.get(sealKey);
  const known = note && (await notes.open(sealKey, note.sealed).catch(() => undefined));
  const isKnown = typeof known === 'string';
  const seal = isKnown ? known : base64url(crypto.getRandomValues(new Uint8Array(32)));
  const rewrite = async () => void (await db.notes.put({ key: sealKey, sealed: await notes.seal(sealKey, seal) }));
  if (!isKnown) await rewrite();
  return { seal, rewrite };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
