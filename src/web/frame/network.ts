import { useSyncExternalStore } from 'react';

/** Whether the server can be reached, and since when it cannot. */
export interface Network {
  isOnline: boolean;
  /** Start of the present silence; null while online. */
  since: Date | null;
}

const listeners = new Set<() => void>();
let current: Network = { isOnline: true, since: null };

function set(isOnline: boolean) {
  if (isOnline === current.isOnline) return;
  current = { isOnline, since: isOnline ? null : new Date() };
  for (const listener of listeners) listener();
}

if (typeof window !== 'undefined') {
  if (navigator.onLine === false) set(false);
  window.addEventListener('online', () => set(true));
  window.addEventListener('offline', () => set(false));
}

/**
 * Tells what a request found out. The browser's own word ("online") only means that some network is there; whoever talks to the
 * server knows better: call it with true on any answer, with false when none came.
 */
export function reportReach(didReach: boolean): void {
  set(didReach);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The network as known now; draws again when it comes or goes. */
export function useNetwork(): Network {
  return useSyncExternalStore(subscribe, () => current);
}
