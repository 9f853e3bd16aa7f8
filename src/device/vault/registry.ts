/** Which vaults there are on this device. Readable without any key: initials, times and wraps; see `VaultRecord`. */
import { openDatabase } from '../database.ts';
import { mostTries, noTries, waitOf, withOneMore } from './tries.ts';
import { type LockAfter, type VaultRecord, withoutKeys } from './vault.ts';

/** Something to tell the server when it can be reached again, that must not need a key: a sign-out, or that a store was wiped. */
export type Owed = {
  id: string;
  what: 'sign_out' | 'wiped';
  owner: string | null;
  device: string /** Sealed entries that stay. */;
  kept: number;
};

export type Registry = {
  list: () => Promise<VaultRecord[]>;
  find: (id: string) => Promise<VaultRecord | undefined>;
  /** Keeps what other tabs changed meanwhile apart from what `change` says. */
  change: (id: string, change: (record: VaultRecord) => VaultRecord) => Promise<VaultRecord | undefined>;
  add: (record: VaultRecord) => Promise<void>;
  remove: (id: string) => Promise<void>;
  /** Counts one try before the passphrase is looked at. `wait`: too early, and not counted. `left`: tries after this one. */
  takeTry: (id: string, now: number) => Promise<{ wait: number } | { left: number }>;
  /** The passphrase was right. */
  forgetTries: (id: string) => Promise<void>;
  owed: () => Promise<Owed[]>;
  owe: (owed: Owed) => Promise<void>;
  paid: (id: string) => Promise<void>;
  close: () => void;
};

export const registryName = 'kith-vaults';

export function openRegistry(): Registry {
  const db = openDatabase<{ vaults: VaultRecord; owed: Owed }>({
    name: registryName,
    version: 10,
    tables: { vaults: { key: 'id', indexes: [] }, owed: { key: 'id', indexes: [] } },
  });

  const change: Registry['change'] = (id, how) =>
    db.transaction(['vaults'], async ({ vaults }) => {
      const record = await vaults.get(id);
      if (!record) return undefined;
      const next = how(record);
      await vaults.put(next);
      return next;
    });

  return {
    list: () => db.vaults.toArray(),
    find: (id) => db.vaults.get(id),
    change,
    add: (record) => db.vaults.put(record),
    remove: (id) => db.vaults.delete(id),
    takeTry: (id, now) =>
      db.transaction(['vaults'], async ({ vaults }) => {
        const record = await vaults.get(id);
        if (!record) return { left: 0 };
        const wait = waitOf(record.tries, now);
        if (wait > 0) return { wait };
        const tries = withOneMore(record.tries, now);
        await vaults.put({ ...record, tries });
        return { left: Math.max(0, mostTries - tries.wrong) };
      }),
    forgetTries: async (id) => void (await change(id, (record) => ({ ...record, tries: noTries }))),
    owed: () => db.owed.toArray(),
    owe: (owed) => db.owed.put(owed),
    paid: (id) => db.owed.delete(id),
    close: () => db.close(),
  };
}

export function setLockAfter(registry: Registry, id: string, lockAfter: LockAfter): Promise<VaultRecord | undefined> {
  return registry.change(id, (record) => ({ ...record, lockAfter }));
}

/** Keys first: from this moment on the rows are only noise, whatever happens next. */
export function throwKeysAway(registry: Registry, id: string): Promise<VaultRecord | undefined> {
  return registry.change(id, withoutKeys);
}
