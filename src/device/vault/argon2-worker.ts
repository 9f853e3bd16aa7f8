/** Runs Argon2id beside the page, so that the screen stays alive. Its memory goes with it when the page ends it. */
import { type Argon2Params, deriveHere } from './argon2.ts';

export type Asked = { secret: Uint8Array; salt: Uint8Array; params: Argon2Params };
export type Answered = { ok: true; key: Uint8Array<ArrayBuffer> } | { ok: false };

/** What this file uses of a worker's global scope; the DOM types describe a window. */
type WorkerScope = { postMessage: (answer: Answered, transfer: Transferable[]) => void };
const scope = self as unknown as WorkerScope;

/** The smallest there is, for nobody's passphrase: the code is compiled before it is needed. */
const compiling = deriveHere(new Uint8Array(1), new Uint8Array(8), { memoryKiB: 8, passes: 1 }).catch(() => undefined);

self.addEventListener('message', (event: MessageEvent<Asked>) => {
  const { secret, salt, params } = event.data;
  compiling
    .then(() => deriveHere(secret, salt, params))
    .then(
      (key) => scope.postMessage({ ok: true, key }, [key.buffer]),
      () => scope.postMessage({ ok: false }, []),
    );
});
