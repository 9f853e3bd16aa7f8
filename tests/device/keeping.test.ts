/** Entries and drafts on a device are kept, sealed, and shown only once they are; and the checks that say so find what they are for. */
import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { deleteDatabase } from '../../src/device/database.ts';
import { openDrafts } from '../../src/device/drafts.ts';
import { guardAgainstEviction } from '../../src/device/eviction.ts';
import { type LocalDb, openLocalDb } from '../../src/device/local-db.ts';
import { NotKept } from '../../src/device/not-kept.ts';
import { type Carried, type OutboxOptions, openOutbox } from '../../src/device/outbox.ts';
import { makeSeals, newKeyring, type Sealer } from '../../src/device/seal.ts';
import { makeSigningKey, openSigner, sealerToServer } from '../../src/device/seal-for-server.ts';
import { newId } from '../../src/shared/id.ts';
import { textToBytes } from '../../src/shared/sealed-copy.ts';
import { testSeals } from '../factories/test-seals.ts';
import {
  anEntry,
  draftsComeBack,
  everythingStored,
  type Kept,
  nothingReadable,
  sealedTwice,
  shownOnlyWhatIsOnTheDisk,
} from './keeping-rules.ts';

const author = { orgId: newId(), staffId: newId(), deviceId: newId() };

async function aStore(over: { options?: OutboxOptions; sealer?: (real: Sealer) => Sealer } = {}): Promise<Kept & { sealer: Sealer }> {
  const db = openLocalDb(newId());
  const real = makeSeals(await newKeyring(), author.staffId).of('outbox');
  const signer = await openSigner(await makeSigningKey());
  const seal = sealerToServer({ author, signer, serverKey: testSeals.newest });
  let shown: string[] = [];
  const options = { sealForServer: () => seal, ...over.options };
  const outbox = await openOutbox(
    db,
    real,
    (entries) => {
      shown = entries.map((entry) => entry.envelope.id);
    },
    options,
  );
  const drafts = await openDrafts(db, over.sealer?.(real) ?? real, () => undefined);
  return { db, sealer: real, outbox, drafts, shown: () => shown };
}

describe('an entry', () => {
  it('is shown, and said to be kept, only once it is on the disk', async () => {
    expect(await shownOnlyWhatIsOnTheDisk(await aStore())).toEqual([]);
  });

  it('is sealed a second time to the server, together with what it follows', async () => {
    expect(await sealedTwice(await aStore())).toEqual([]);
  });

  it('is kept before the server’s key is known, and sealed to it afterwards', async () => {
    const store = await aStore({ options: { sealForServer: () => null } });
    expect(await sealedTwice(store)).toEqual(['an entry has no seal for the server', 'an entry has no seal for the server']);
    expect(store.outbox.unsealed()).toBe(2);
    const seal = sealerToServer({ author, signer: await openSigner(await makeSigningKey()), serverKey: testSeals.newest });
    const again = await openOutbox(store.db, store.sealer, () => undefined, { sealForServer: () => seal });
    await again.sealMissing();
    expect(again.unsealed()).toBe(0);
    expect(again.copies('waiting')).toHaveLength(2);
  });

  it('leaves nothing that can be read, nor does a draft', async () => {
    expect(await nothingReadable(await aStore())).toEqual([]);
  });

  it('keeps its place in the order when several are added at once', async () => {
    const { outbox, db } = await aStore();
    const entries = Array.from({ length: 20 }, () => anEntry());
    await Promise.all(entries.map(({ envelope, previews }) => outbox.add(envelope, previews)));
    expect(outbox.entries().map((entry) => entry.envelope.id)).toEqual(entries.map(({ envelope }) => envelope.id));
    expect((await db.outbox.inOrder('seq')).map((row) => row.id)).toEqual(entries.map(({ envelope }) => envelope.id));
  });

  it('that does not open stays, is counted, and has its sealed copy still to give; the others open', async () => {
    const { outbox, db, sealer } = await aStore();
    const [broken, whole] = [anEntry(), anEntry()];
    await outbox.add(broken.envelope, broken.previews);
    await outbox.add(whole.envelope, whole.previews);
    const row = await db.outbox.get(broken.envelope.id);
    await db.outbox.put({ ...row, sealed: new Uint8Array(40) } as never);
    const again = await openOutbox(db, sealer, () => undefined);
    expect(again.entries().map((entry) => entry.envelope.id)).toEqual([whole.envelope.id]);
    expect(again.unreadable()).toBe(1);
    expect(again.copies('unreadable').map(({ id }) => id)).toEqual([broken.envelope.id]);
    await again.noteRefused(new Map([[broken.envelope.id, 'not_yours']]));
    expect([again.copies('unreadable'), again.refusedUnread()]).toEqual([[], ['not_yours']]);
    expect((await openOutbox(db, sealer, () => undefined)).refusedUnread()).toEqual(['not_yours']);
  });
});

describe('when the browser takes the store away', () => {
  const empty = async (db: LocalDb) => {
    for (const table of db.tables) await table.clear();
  };
  const marked = async (over: { options?: OutboxOptions } = {}) => {
    const store = await aStore(over);
    await store.db.notes.put({ key: 'identity', sealed: new Uint8Array(1) });
    return store;
  };

  it('what is in memory is written again, in order, with both seals, and so are drafts', async () => {
    const opening = vi.spyOn(indexedDB, 'open');
    const guards: ReturnType<typeof guardAgainstEviction>[] = [];
    const { db, sealer, outbox, drafts } = await marked({ options: { wasEvicted: async () => guards[0]?.wasEvicted() ?? false } });
    const guard = guardAgainstEviction(db, 'identity', () => undefined);
    guards.push(guard);
    const entries = Array.from({ length: 5 }, () => anEntry());
    for (const { envelope, previews } of entries) await outbox.add(envelope, previews);
    drafts.save({ id: newId(), form: 'f', about: '', personId: null, href: '/', value: 1 });
    await drafts.flush();
    const before = await everythingStored(db);
    let rebuilt = 0;
    const identity = { rewrite: async () => void (await db.notes.put({ key: 'identity', sealed: new Uint8Array(1) })) };
    guard.protect([outbox, drafts, identity], () => {
      rebuilt += 1;
    });
    await empty(db);
    expect(await guard.wasEvicted()).toBe(true);
    const request = opening.mock.results.at(-1)?.value as IDBOpenDBRequest | undefined;
    opening.mockRestore();
    forceCloseDatabase(request?.result as never);
    await expect.poll(() => rebuilt).toBe(1);
    expect((await everythingStored(db)).length).toBe(before.length);
    const again = await openOutbox(db, sealer, () => undefined);
    expect(again.entries().map((entry) => entry.envelope.id)).toEqual(entries.map(({ envelope }) => envelope.id));
    expect(again.copies('waiting')).toHaveLength(5);
  });

  it('the next entry brings the ones before it back, and a reload takes nothing from memory', async () => {
    let isGone = false;
    const { db, outbox, sealer } = await marked({ options: { wasEvicted: async () => isGone } });
    const [first, second] = [anEntry(), anEntry()];
    await outbox.add(first.envelope, first.previews);
    await empty(db);
    isGone = true;
    await outbox.reload();
    expect(outbox.entries()).toHaveLength(1);
    await empty(db);
    await outbox.add(second.envelope, second.previews);
    expect((await openOutbox(db, sealer, () => undefined)).entries()).toHaveLength(2);
  });

  it('nothing is written again that was wiped on purpose', async () => {
    const { db, outbox } = await marked();
    const { envelope, previews } = anEntry();
    await outbox.add(envelope, previews);
    const guard = guardAgainstEviction(db, 'identity', () => undefined);
    let rebuilt = 0;
    guard.protect([outbox], () => {
      rebuilt += 1;
    });
    await deleteDatabase(db.name);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(rebuilt).toBe(0);
    expect(await db.outbox.count()).toBe(0);
  });
});

describe('a full disk', () => {
  it('refuses the entry with the reason, which comes as an aborted transaction, and shows nothing', async () => {
    const { db, outbox, shown } = await aStore();
    const quota = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    const abort = Object.assign(new Error('aborted'), { name: 'AbortError', inner: quota });
    const real = db.transaction.bind(db);
    db.transaction = (() => Promise.reject(abort)) as never;
    const { envelope, previews } = anEntry();
    await expect(outbox.add(envelope, previews)).rejects.toMatchObject({ reason: 'full' });
    expect(shown()).toEqual([]);
    db.transaction = real;
    await outbox.add(envelope, previews);
    expect(shown()).toEqual([envelope.id]);
  });

  it('is told from other failures', async () => {
    const { db, outbox } = await aStore();
    db.transaction = (() => Promise.reject(new TypeError('?'))) as never;
    const { envelope, previews } = anEntry();
    await expect(outbox.add(envelope, previews)).rejects.toSatisfy((error) => error instanceof NotKept && error.reason === 'unknown');
  });
});

describe('entries carried for a colleague', () => {
  it('lie beside one’s own, keep what the server said, and are taken in once', async () => {
    const { db, outbox, sealer } = await aStore();
    const { envelope, previews } = anEntry();
    await outbox.add(envelope, previews);
    const copy = textToBytes('AQID') ?? new Uint8Array();
    const one: Carried = {
      id: newId(),
      copy,
      authorId: newId(),
      deviceId: newId(),
      actId: newId(),
      takenAt: '2026-10-12T12:35:00.000Z',
      answer: null,
    };
    expect(await outbox.carry([one])).toBe(1);
    expect(await outbox.carry([one])).toBe(0);
    await outbox.carry([{ ...one, answer: { outcome: 'accepted', already: false, check: 'BKR TPL', at: '2026-10-12T13:00:00.000Z' } }]);
    const again = await openOutbox(db, sealer, () => undefined);
    expect(again.entries()).toHaveLength(1);
    expect(again.carried()).toMatchObject([{ id: one.id, answer: { outcome: 'accepted', check: 'BKR TPL' } }]);
    expect(again.carried()[0]?.copy).toEqual(copy);
    await again.remove([one.id]);
    expect([again.carried(), again.entries().length]).toEqual([[], 1]);
  });
});

describe('a draft', () => {
  it('comes back as it was typed last, and goes when it was kept', async () => {
    const store = await aStore();
    expect(await draftsComeBack(store, () => openDrafts(store.db, store.sealer, () => undefined))).toEqual([]);
  });

  it('is written by itself soon after the last key press', async () => {
    const { db, drafts } = await aStore();
    drafts.save({ id: newId(), form: 'f', about: '', personId: null, href: '/', value: 'typed' });
    await expect.poll(() => db.notes.count(), { timeout: 2000 }).toBe(1);
  });

  it('that was kept while it was being written does not come back', async () => {
    const { db, drafts } = await aStore();
    const id = newId();
    drafts.save({ id, form: 'f', about: '', personId: null, href: '/', value: 'typed' });
    const flushing = drafts.flush();
    await drafts.remove(id);
    await flushing;
    expect(await db.notes.count()).toBe(0);
  });

  it('that cannot be written says so and stays in memory', async () => {
    const { drafts, db } = await aStore();
    const real = db.notes.putAll.bind(db.notes);
    db.notes.putAll = (() => Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }))) as never;
    drafts.save({ id: newId(), form: 'f', about: 'a', personId: null, href: '/', value: 'typed' });
    await drafts.flush();
    expect(drafts.failure()).toMatchObject({ name: 'QuotaExceededError' });
    db.notes.putAll = real;
    await drafts.flush();
    expect([drafts.failure(), await db.notes.count()]).toEqual([null, 1]);
  });
});

describe('the checks find', () => {
  it('an outbox that shows before it commits', async () => {
    const store = await aStore();
    let early: string[] = [];
    const planted: Kept = {
      ...store,
      shown: () => [...store.shown(), ...early],
      outbox: {
        ...store.outbox,
        add: async (envelope, previews) => {
          early = [envelope.id];
          void store.outbox.add(envelope, previews);
        },
      },
    };
    expect(await shownOnlyWhatIsOnTheDisk(planted)).toEqual(
      expect.arrayContaining(['add resolved before the commit', 'the screen was told before the commit']),
    );
  });

  it('an outbox that leaves the second seal out, or seals something else', async () => {
    expect(await sealedTwice(await aStore({ options: { sealForServer: () => null } }))).toContain('an entry has no seal for the server');
    const signer = await openSigner(await makeSigningKey());
    const seal = sealerToServer({ author, signer, serverKey: testSeals.newest });
    const other = anEntry().envelope;
    expect(await sealedTwice(await aStore({ options: { sealForServer: () => () => seal(other, []) } }))).toContain(
      'the server would find another entry inside',
    );
  });

  it('drafts in clear', async () => {
    const clear = (real: Sealer): Sealer => ({
      ...real,
      seal: async (_place, value) => new TextEncoder().encode(JSON.stringify(value)),
    });
    expect(await nothingReadable(await aStore({ sealer: clear }))).toContain('"Canary" can be read');
  });

  it('drafts that forget', async () => {
    const store = await aStore();
    const planted: Kept = { ...store, drafts: { ...store.drafts, flush: async () => undefined } };
    expect(await draftsComeBack(planted, () => openDrafts(store.db, store.sealer, () => undefined))).not.toEqual([]);
  });
});
