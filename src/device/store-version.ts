/**
 * Stores and apps of different ages: a store that a newer app has changed is looked at before it is used.
 *
 * The version in `local-db.ts` counts so: a new ten (20, 30) is a store that older apps cannot use (what is sealed in it means something else);
 * in between (12, 13) only tables or indexes were added, and older apps go on. Upgrading is one transaction, whole or not at all.
 */
import { openAsItIs } from './database.ts';
import { type LocalDb, storeVersion } from './local-db.ts';

/** An app newer than this one has changed the store. Nothing in it was touched. */
export class StoreFromNewerApp extends Error {
  /** Entries that wait in it to be sent. */
  readonly waiting: number;
  constructor(waiting: number) {
    super('the store was written by a newer app');
    this.waiting = waiting;
  }
}

/**
 * Opens the store, bringing an older one up to date.
 * @throws StoreFromNewerApp when only a newer app can use it; it is unchanged
 */
export async function openOfThisAge(db: LocalDb): Promise<void> {
  const found = await openAsItIs(db.name);
  if (found) {
    const { version } = found;
    const waiting = found.objectStoreNames.contains(db.outbox.name) ? await found.count(db.outbox.name) : 0;
    found.close();
    if (Math.floor(version / 10) > Math.floor(storeVersion / 10)) throw new StoreFromNewerApp(waiting);
  }
  await db.open();
}
