import { cleanupOutdatedCaches, createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare global {
  interface Window {
    /** Files of this build with their fingerprints; written in by the build. */
    readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  }
}

/** What this file uses of a service worker's global scope; the DOM types describe a window. */
interface WorkerScope {
  skipWaiting(): Promise<void>;
}

// The shell only. Nothing under /api is ever kept here: people's data lives encrypted in the local store, and nowhere else.
cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//u, /^\/(healthz|readyz|metrics)$/u] }));

// The new version waits until the person says "use it now", so that a half-written contact is never swept away.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void (self as unknown as WorkerScope).skipWaiting();
});
