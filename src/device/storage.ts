/** What the browser says about keeping things here: whether it promised to, and how much room there is. Nothing is claimed that it did not say. */

export type StorageState = {
  /** Whether the browser has promised not to delete by itself; null where it cannot say. */
  isKept: boolean | null;
  /** Bytes, as the browser estimates them; null where it does not. */
  used: number | null;
  quota: number | null;
};

export const nothingKnown: StorageState = { isKept: null, used: null, quota: null };

/** From this share of the room on we warn: a day's work must still fit. */
export const fullShare = 0.8;

export function isNearlyFull({ used, quota }: StorageState): boolean {
  return used !== null && quota !== null && quota > 0 && used / quota >= fullShare;
}

export async function readStorage(): Promise<StorageState> {
  const { storage } = navigator;
  if (!storage) return nothingKnown;
  const [isKept, estimate] = await Promise.all([
    storage.persisted?.().catch(() => null) ?? null,
    storage.estimate?.().catch(() => null) ?? null,
  ]);
  return { isKept, used: estimate?.usage ?? null, quota: estimate?.quota ?? null };
}

/**
 * Asks the browser to keep what is here. Some ask the user, so it is asked when there is something worth keeping: after somebody pressed Save.
 * @returns whether it promised; null where it cannot
 */
export async function askToKeep(): Promise<boolean | null> {
  const { storage } = navigator;
  if (!storage?.persist) return null;
  if (await storage.persisted?.()) return true;
  return storage.persist().catch(() => null);
}
