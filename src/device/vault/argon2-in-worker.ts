/** The page's side of the Argon2id worker. A worker lives for one question: the 19 to 64 MiB it took are given back at once. */
import type { Derive } from './argon2.ts';
import type { Answered, Asked } from './argon2-worker.ts';

/** There was not enough memory on this device, or the worker could not start. Never says that a passphrase was wrong. */
export class CannotDerive extends Error {}

/** Loaded and compiled while somebody types, so that pressing the button waits for the stretching alone. */
let ready: Worker | null = null;

export function warmUpWorker(): void {
  ready ??= newWorker();
}

function newWorker(): Worker {
  return new Worker(new URL('./argon2-worker.ts', import.meta.url), { type: 'module' });
}

export const deriveInWorker: Derive = (secret, salt, params) =>
  new Promise((resolve, reject) => {
    const worker = ready ?? newWorker();
    ready = null;
    const end = (then: () => void) => {
      worker.terminate();
      then();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<Answered>) =>
      end(() => (data.ok ? resolve(data.key) : reject(new CannotDerive('not enough memory')))),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(() => reject(new CannotDerive('the worker did not start')));
    });
    worker.postMessage({ secret, salt, params } satisfies Asked);
  });
