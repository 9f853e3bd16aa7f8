import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';
import { m } from '../../paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { Say } from '../ui/say.tsx';
import { useLocale } from './locale.tsx';
import { serviceWorkerAddress } from './trusted-types.ts';

const listeners = new Set<() => void>();
let waiting: Workbox | null = null;

function setWaiting(next: Workbox) {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Makes the app open without a network from the second visit on. Does nothing where the browser cannot, or in development. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const worker = new Workbox(serviceWorkerAddress);
  worker.addEventListener('waiting', () => setWaiting(worker));
  worker.addEventListener('controlling', (event) => {
    if (event.isUpdate) location.reload();
  });
  // Registering fails in private windows of some browsers: the app then works online only, which is not an error to show.
  worker.register().catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers a newer version when one has arrived. It changes only when asked to; unsent entries stay where they are. */
export function UpdateBand() {
  useLocale();
  const worker = useSyncExternalStore(subscribe, () => waiting);
  if (!worker) return null;
  return (
    <Say look="look" actions={<Button onClick={() => worker.messageSkipWaiting()}>{m.frame_new_version_action()}</Button>}>
      <p>{m.frame_new_version()}</p>
    </Say>
  );
}
