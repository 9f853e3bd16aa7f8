/**
 * How many entries wait, and since when, remembered outside of the store: should the browser take the store away, Kith can say what is missing.
 * A number and a time under a random id; it names no one and says nothing of what was written.
 */
import { type OutboxItem, quietCommands } from './device.ts';

type UnsentMemory = { count: number; since: string | null };

const keyOf = (storeId: string) => `kith-unsent-${storeId}`;

/**
 * @param storeId the id the store is known by on this device
 * @param unreadable entries that wait sealed, and that nothing here opens
 */
export function rememberUnsent(storeId: string, items: readonly OutboxItem[], unreadable: number): void {
  const unsent = items.filter((item) => item.step < 2 && !quietCommands.has(item.name));
  const memory: UnsentMemory = { count: unsent.length + unreadable, since: unsent[0]?.recordedAt ?? null };
  try {
    localStorage.setItem(keyOf(storeId), JSON.stringify(memory));
  } catch {
    // Full, or forbidden: then nothing can be said later, and nothing else depends on it.
  }
}

/** Null where nothing is remembered. */
export function readUnsentMemory(storeId: string): UnsentMemory | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(storeId)) ?? 'null') as UnsentMemory | null;
  } catch {
    return null;
  }
}
