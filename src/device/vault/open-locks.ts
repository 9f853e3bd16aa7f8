/** Web Locks that say whether a store is open in any tab: whoever changes all of it must be alone. */

/** Runs `work` only when no tab has this store open; else answers `otherwise`. */
export async function aloneWith<T>(vaultId: string, work: () => Promise<T>, otherwise: T): Promise<T> {
  return navigator.locks.request(nameOf(vaultId), { mode: 'exclusive', ifAvailable: true }, async (lock) =>
    lock ? work() : otherwise,
  ) as Promise<T>;
}

/** Held as long as the store is open here; abort it to let go. */
export function holdOpen(vaultId: string): AbortController {
  const ending = new AbortController();
  const over = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  void navigator.locks.request(nameOf(vaultId), { mode: 'shared' }, () => over).catch(() => undefined);
  return ending;
}

const nameOf = (vaultId: string) => `kith-open-${vaultId}`;
