/** Stores on one device: tries counted on the disk, emptying that keeps what nobody has yet, and moving in from before there were vaults. */
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countOutbox, localDbName, openLocalDb } from '../local-db.ts';
import { makeSeals, newKeyring } from '../seal.ts';
import { clearStore, wipeStore } from './emptying.ts';
import { fillNewVault } from './filling.ts';
import { legacyUser, openLegacyStore } from './legacy.ts';
import { openRegistry, type Registry } from './registry.ts';
import { renewIfDue } from './renewing.ts';
import { noTries } from './tries.ts';
import { type OpenVault, usualLockAfter, type VaultRecord } from './vault.ts';

const staffId = '0198c0de-0000-7000-8000-000000000001';
let registry: Registry;
let kept: Map<string, string>;
beforeEach(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  kept = new Map();
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  });
  registry = openRegistry();
});

afterEach(() => registry.close());

/** Keys as they are in memory; how they are wrapped is another test's matter. */
async function aStore(id = crypto.randomUUID()): Promise<OpenVault> {
  const keyring = await newKeyring();
  const vaultKey = await crypto.subtle.generateKey({ name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
  const record: VaultRecord = {
    ...{ id, initials: 'MK', owner: 'f'.repeat(64), wraps: [], names: new Uint8Array(40), tries: noTries },
    ...{ keys: [{ id: keyring.current, wrapped: new Uint8Array(40), madeAt: Date.now() }], current: keyring.current },
    ...{ lockAfter: usualLockAfter, matchedAt: null },
  };
  await registry.add(record);
  const seals = makeSeals(keyring, id);
  const db = openLocalDb(id);
  await db.outbox.addAll([
    { id: 'a', seq: 1, sealed: await seals.of('outbox').seal('a', 'first') },
    { id: 'b', seq: 2, sealed: await seals.of('outbox').seal('b', 'second') },
  ]);
  await db.notes.add({ key: 'identity', sealed: await seals.of('notes').seal('identity', { me: 1 }) });
  await db.chunks.add({ key: 'k', scopeId: 's', sealed: await seals.of('chunks').seal('k', { place: 'p/people', rows: [] }) });
  db.close();
  return { record, keyring, vaultKey };
}

describe('tries', () => {
  it('are counted on the disk before the passphrase is looked at, also from two tabs at once', async () => {
    const { record } = await aStore();
    const other = openRegistry();
    const answers = await Promise.all([registry, other].map((tab) => tab.takeTry(record.id, 0)));
    expect(answers).toEqual(expect.arrayContaining([{ left: 9 }, { left: 8 }]));
    expect((await registry.find(record.id))?.tries.wrong).toBe(2);
    other.close();
  });

  it('wait, and a try that came too early is not counted', async () => {
    const { record } = await aStore();
    for (let at = 0; at < 3; at++) await registry.takeTry(record.id, 0);
    expect(await registry.takeTry(record.id, 1_000)).toEqual({ wait: 4_000 });
    expect(await registry.takeTry(record.id, 5_000)).toEqual({ left: 6 });
    await registry.forgetTries(record.id);
    expect(await registry.takeTry(record.id, 6_000)).toEqual({ left: 9 });
  });

  it('run out at the tenth', async () => {
    const { record } = await aStore();
    let now = 0;
    const left: unknown[] = [];
    for (let at = 0; at < 10; at++) {
      now += 1_000_000;
      left.push(await registry.takeTry(record.id, now));
    }
    expect(left.at(-1)).toEqual({ left: 0 });
    now += 1_000_000;
    expect(await registry.takeTry(record.id, now)).toEqual({ left: 0 });
  });
});

describe('emptying', () => {
  it('throws keys and rows away and keeps the sealed outbox, and whose it is', async () => {
    const { record } = await aStore();
    await clearStore(registry, record.id);
    const left = await registry.find(record.id);
    expect(left).toMatchObject({ wraps: [], keys: [], names: null, initials: 'MK', owner: record.owner });
    const db = openLocalDb(record.id);
    expect([await db.chunks.count(), await db.notes.count(), await db.outbox.count()]).toEqual([0, 0, 2]);
    db.close();
  });

  it('throws the keys away first, so that an end in the middle leaves only noise', async () => {
    const { record } = await aStore();
    const before: number[] = [];
    const watched: Registry = {
      ...registry,
      change: async (...asked) => {
        const db = openLocalDb(record.id);
        before.push(await db.chunks.count());
        db.close();
        return registry.change(...asked);
      },
    };
    await clearStore(watched, record.id);
    expect(before).toEqual([1]);
  });

  it('deletes the database when nothing waits for the server, and keeps the sealed entries when something does', async () => {
    const waiting = await aStore();
    expect(await wipeStore(registry, waiting.record.id)).toBe(2);
    expect(await countOutbox(waiting.record.id)).toBe(2);
    expect(await registry.find(waiting.record.id)).toBeDefined();

    const done = await aStore();
    const db = openLocalDb(done.record.id);
    await db.outbox.clear();
    db.close();
    expect(await wipeStore(registry, done.record.id)).toBe(0);
    expect(await registry.find(done.record.id)).toBeUndefined();
    expect(await Dexie.getDatabaseNames()).not.toContain(localDbName(done.record.id));
  });

  it('leaves another user of the device alone', async () => {
    const [mine, theirs] = [await aStore(), await aStore()];
    await clearStore(registry, mine.record.id);
    expect((await registry.find(theirs.record.id))?.keys).toHaveLength(1);
    const db = openLocalDb(theirs.record.id);
    expect(
      await makeSeals(theirs.keyring, theirs.record.id)
        .of('notes')
        .open('identity', (await db.notes.get('identity'))?.sealed as never),
    ).toEqual({ me: 1 });
    db.close();
  });

  it('before new words are chosen keeps the entries the old ones sealed', async () => {
    const forgotten = await aStore();
    const again = await aNewKeyring(forgotten.record.id);
    await fillNewVault(registry, again, null);
    const db = openLocalDb(forgotten.record.id);
    expect(await db.outbox.count()).toBe(2);
    expect(await db.chunks.count()).toBe(0);
    const row = await db.outbox.get('a');
    await expect(
      makeSeals(again.keyring, again.record.id)
        .of('outbox')
        .open('a', row?.sealed as never),
    ).rejects.toMatchObject({ why: 'key' });
    db.close();
  });
});

async function aNewKeyring(id: string): Promise<OpenVault> {
  const record = await registry.find(id);
  if (!record) throw new Error('no such vault');
  const keyring = await newKeyring();
  const vaultKey = await crypto.subtle.generateKey({ name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey']);
  const keys = [{ id: keyring.current, wrapped: new Uint8Array(40), madeAt: Date.now() }];
  return { record: { ...record, keys, current: keyring.current }, keyring, vaultKey };
}

describe('a new data key', () => {
  it('seals every piece anew, and is the only one afterwards', async () => {
    const { record, vaultKey, keyring } = await aStore();
    const inAYear = Date.now() + 366 * 86_400_000;
    const db = openLocalDb(record.id);
    const renewed = await renewIfDue(registry, db, { record, vaultKey, keyring }, inAYear);
    expect(renewed.record.current).not.toBe(record.current);
    expect(renewed.record.keys.map((key) => key.id)).toEqual([renewed.record.current]);
    expect((await registry.find(record.id))?.current).toBe(renewed.record.current);
    // With the old key alone nothing opens; with the new one everything does.
    const [old, now] = [makeSeals(keyring, record.id), makeSeals(renewed.keyring, record.id)];
    const [entry, chunk] = [await db.outbox.get('b'), await db.chunks.get('k')];
    await expect(old.of('outbox').open('b', entry?.sealed as never)).rejects.toMatchObject({ why: 'key' });
    expect(await now.of('outbox').open('b', entry?.sealed as never)).toBe('second');
    expect(await now.of('chunks').open('k', chunk?.sealed as never)).toEqual({ place: 'p/people', rows: [] });
    db.close();
  });
});

describe('a store from before there were vaults', () => {
  const oldSeal = async (key: CryptoKey, place: string, value: unknown) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(`kith/1/${staffId}/${place}`);
    const text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text));
    return new Uint8Array([1, ...iv, ...sealed]);
  };

  async function anUnwrappedStore(): Promise<void> {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const keys = new Dexie('kith-keys');
    keys.version(1).stores({ keys: 'staffId' });
    await keys.table('keys').bulkAdd([{ staffId, key }]);
    keys.close();
    const old = new Dexie(`kith-${staffId}`);
    old.version(1).stores({ chunks: 'key, scopeId', outbox: 'id, seq', notes: 'key' });
    await old.table('outbox').add({ id: 'entry', seq: 7, sealed: await oldSeal(key, 'entry', { words: 'the lake' }) });
    await old.table('outbox').add({ id: 'broken', seq: 8, sealed: new Uint8Array([1, 2, 3]) });
    await old.table('notes').add({ key: 'identity', sealed: await oldSeal(key, 'identity', { me: { staffId } }) });
    await old
      .table('chunks')
      .add({ key: 'p1/people', scopeId: 'p1', sealed: await oldSeal(key, 'p1/people', [{ id: 'p1', name: 'Kavi' }]) });
    old.close();
    kept.set('kith-last-user', staffId);
  }

  it('moves into the vault whole, unsent entries included, and its old key is gone', async () => {
    await anUnwrappedStore();
    expect(await legacyUser()).toBe(staffId);
    const legacy = await openLegacyStore(staffId);
    expect(await legacy?.note('identity')).toEqual({ me: { staffId } });
    const vault = await aNewVault();
    await fillNewVault(registry, vault, legacy);

    const db = openLocalDb(vault.record.id);
    const seals = makeSeals(vault.keyring, vault.record.id);
    const rows = await db.outbox.inOrder('seq');
    expect(rows.map(({ id, seq }) => [id, seq])).toEqual([
      ['entry', 7],
      ['broken', 8],
    ]);
    expect(await seals.of('outbox').open('entry', rows[0]?.sealed as never)).toEqual({ words: 'the lake' });
    const [chunk] = await db.chunks.toArray();
    expect(chunk?.key).toBe(await seals.nameOf('p1/people'));
    expect(await seals.of('chunks').open(chunk?.key ?? '', chunk?.sealed as never)).toEqual({
      place: 'p1/people',
      rows: [{ id: 'p1', name: 'Kavi' }],
    });
    db.close();
    expect(await Dexie.getDatabaseNames()).not.toContain('kith-keys');
    expect(await Dexie.getDatabaseNames()).not.toContain(`kith-${staffId}`);
    expect([...kept.keys()]).toEqual([]);
    expect(await legacyUser()).toBeNull();
  });

  it('keeps its key until everything is in the vault', async () => {
    await anUnwrappedStore();
    const legacy = await openLegacyStore(staffId);
    const vault = await aNewVault();
    const db = openLocalDb(vault.record.id, () => Promise.reject(new Error('the disk is full')));
    await expect(legacy?.moveInto(db, makeSeals(vault.keyring, vault.record.id))).rejects.toThrow();
    db.close();
    legacy?.close();
    expect(await legacyUser()).toBe(staffId);
    expect(await (await openLegacyStore(staffId))?.note('identity')).toBeDefined();
  });

  async function aNewVault(): Promise<OpenVault> {
    const vault = await aStore();
    const db = openLocalDb(vault.record.id);
    await db.outbox.clear();
    db.close();
    await registry.remove(vault.record.id);
    return vault;
  }
});
