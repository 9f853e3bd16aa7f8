/** Who uses this device, as far as may be told without a key. */
import { countOutbox } from '../device/local-db.ts';
import { readUnsentMemory } from '../device/unsent-memory.ts';
import type { Registry } from '../device/vault/registry.ts';
import { type HelpLine, passkeyWrapOf, type VaultRecord } from '../device/vault/vault.ts';

export type OnThisDevice = {
  id: string;
  initials: string;
  hasPasskey: boolean;
  /** Its keys were thrown away: only signing in brings it back. */
  isCleared: boolean;
  /** Entries that are only on this device. */
  unsent: number;
  matchedAt: string | null;
  helpLines: readonly HelpLine[];
};

export async function usersOnThisDevice(registry: Registry): Promise<OnThisDevice[]> {
  const records = (await registry.list()).sort((a, b) => a.initials.localeCompare(b.initials));
  return Promise.all(
    records.map(async (record) => ({
      ...{ id: record.id, initials: record.initials, matchedAt: record.matchedAt },
      hasPasskey: passkeyWrapOf(record) !== undefined,
      isCleared: record.wraps.length === 0,
      helpLines: record.helpLines ?? [],
      unsent: await countUnsent(record),
    })),
  );
}

/** What waits in the outbox is sealed, looks at records and the like among it; how many are entries is remembered beside it. */
async function countUnsent({ id, owner }: VaultRecord): Promise<number> {
  const waiting = await countOutbox(id);
  return Math.min(waiting, readUnsentMemory(owner)?.count ?? waiting);
}
