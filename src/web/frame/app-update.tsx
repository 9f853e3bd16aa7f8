import { useSyncExternalStore } from 'react';
import type { Workbox } from 'workbox-window';
import { flushAllDrafts } from '../../device/drafts.ts';
import { m } from '../../paraglide/messages.js';
import { Button } from '../ui/button.tsx';
import { Say } from '../ui/say.tsx';
import { useLocale } from './locale.tsx';
import { serviceWorkerAddress } from './trusted-types.ts';

/** Milliseconds. */
const firstPageFirst = 3_000;

const listeners = new Set<() => void>();
let waiting: Workbox | null = null;

function setWaiting(next: Workbox) {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Makes the app open without a network from the second visit on. Does nothing where the browser cannot, or in development. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // It fetches every screen there is, and nobody waits for that: on a slow network the first page goes before it.
  await new Promise((resolve) => setTimeout(resolve, firstPageFirst));
  const { Workbox } = await import('workbox-window');
  const worker = new Workbox(serviceWorkerAddress);
  worker.addEventListener('waiting', () => setWaiting(worker));
  worker.addEventListener('controlling', (event) => {
    // In every window at once: forms in the others keep what is in them first.
    if (event.isUpdate) void flushAllDrafts().finally(() => location.reload());
  });
  // Registering fails in private windows of some browsers: the app then works online only, which is not an error to show.
  await worker.register().catch(() => undefined);
}

/**
 * Fetches the newest app and changes to it, when the server has asked for one. The page is loaded again once the new one is in charge.
 * @returns false when the server has none that is newer, or cannot be reached
 */
export async function updateNow(): Promise<boolean> {
  const registration = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration() : undefined;
  if (!registration) {
    // Nothing is kept between this page and the server: what it sends is the newest.
    location.reload();
    return true;
  }
  await registration.update().catch(() => undefined);
  const next = registration.waiting ?? registration.installing;
  if (!next) return false;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  const takeOver = () => next.postMessage({ type: 'SKIP_WAITING' });
  if (next.state === 'installed') takeOver();
  else next.addEventListener('statechange', () => next.state === 'installed' && takeOver());
  return true;
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
