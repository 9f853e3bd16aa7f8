import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { newId } from '../shared/new-id.ts';
import { openLocalDb } from './local-db.ts';
import { openOfThisAge, StoreFromNewerApp } from './store-version.ts';

const entry = (seq: number) => ({ id: newId(), seq, sealed: new Uint8Array([1, seq, 3]) });

/** A store as another app left it. */
async function leftBy(version: number, stores: Record<string, string>, rows: Record<string, object[]>): Promise<string> {
  const id = newId();
  const db = new Dexie(openLocalDb(id).name);
  db.version(version).stores(stores);
  for (const [table, all] of Object.entries(rows)) await db.table(table).bulkAdd(all);
  db.close();
  return id;
}
const today = { chunks: 'key, scopeId', outbox: 'id, seq', notes: 'key', sent: 'id, day' };

/** Everything in it, whatever app looks. */
async function everything(id: string): Promise<Record<string, unknown[]>> {
  const db = await new Dexie(openLocalDb(id).name).open();
  const all = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()] as const));
  db.close();
  return Object.fromEntries(all);
}

describe('a store of an app of another age', () => {
  it('of an older one is brought up to date, and every entry is still there', async () => {
    const outbox = [entry(1), entry(2)];
    const id = await leftBy(0.9, { outbox: 'id', notes: 'key' }, { outbox, notes: [{ key: 'identity', sealed: new Uint8Array([7]) }] });
    const db = openLocalDb(id);
    await openOfThisAge(db);
    expect(await db.outbox.inOrder('seq')).toEqual(outbox);
    expect(await db.notes.count()).toBe(1);
    await db.chunks.put({ key: 'a/b', scopeId: 'a', sealed: new Uint8Array([1]) });
    await db.chunks.deleteWhere('scopeId', ['a']);
    expect(await db.chunks.count()).toBe(0);
    db.close();
  });

  it('that only added something opens, works, and keeps what was added', async () => {
    const outbox = [entry(1)];
    const id = await leftBy(1.3, { ...today, songs: 'id' }, { outbox, songs: [{ id: 's', title: 'kept' }] });
    const db = openLocalDb(id);
    await openOfThisAge(db);
    await db.outbox.add(entry(2));
    db.close();
    const left = await everything(id);
    expect(left.outbox).toHaveLength(2);
    expect(left.songs).toEqual([{ id: 's', title: 'kept' }]);
  });

  it('that changed what it means is not opened, says how many entries wait, and is left exactly as it was', async () => {
    const id = await leftBy(2, { ...today, keys: 'id' }, { outbox: [entry(1), entry(2), entry(3)], keys: [{ id: 'k' }] });
    const before = await everything(id);
    const db = openLocalDb(id);
    const failed = await openOfThisAge(db).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(StoreFromNewerApp);
    expect((failed as StoreFromNewerApp).waiting).toBe(3);
    expect(db.isOpen()).toBe(false);
    expect(await everything(id)).toEqual(before);
  });

  it('whose outbox is called something else is not opened either, and no number is made up', async () => {
    const id = await leftBy(3, { waiting: 'id' }, { waiting: [{ id: 'a' }] });
    await expect(openOfThisAge(openLocalDb(id))).rejects.toMatchObject({ waiting: 0 });
    expect((await everything(id)).waiting).toHaveLength(1);
  });
});
