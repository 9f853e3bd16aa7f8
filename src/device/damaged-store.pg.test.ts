/** A store damaged on purpose: noticed, still read where it can be, and fetched anew from the server, while the outbox is left alone. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serverFor } from '../../tests/factories/server-for.ts';
import { aWalkingWorld, type WalkingWorld } from '../../tests/factories/walking-world.ts';
import { addFollowUp } from '../features/follow-ups/add-follow-up.ts';
import { commandHandlers, feedSources } from '../server/registry.ts';
import { newId } from '../shared/id.ts';
import { type LocalDb, openLocalDb } from './local-db.ts';
import { openOutbox } from './outbox.ts';
import { personCalled } from './person-called.ts';
import { type Keyring, makeSeals, newKeyring } from './seal.ts';
import { openSentCommands } from './sent-commands.ts';
import { LinkFailed, linkToServer } from './server-link.ts';
import { openStore } from './store.ts';
import { syncOnce } from './sync-loop.ts';

let world: WalkingWorld;
let server: ReturnType<typeof serverFor>;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  server = serverFor(world);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

let db: LocalDb;
let keyring: Keyring;
beforeEach(async () => {
  db = openLocalDb(newId());
  keyring = await newKeyring();
  const { sync } = await opened();
  await sync();
});

async function opened(keys = keyring) {
  const seals = makeSeals(keys, 'store');
  const store = await openStore(db, seals, () => undefined);
  const outbox = await openOutbox(db, seals.of('outbox'), () => undefined);
  const sent = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
  const link = linkToServer(newId(), server.fetchAs(world.meena));
  return { seals, store, outbox, sent, sync: () => syncOnce({ link, store, outbox, sent }), link };
}

const whatThereIs = async () => {
  const { store } = await opened();
  return {
    damaged: store.damaged(),
    people: [...store.rows('people').values()].map((person) => person.name),
    staff: store.rows('staff').size,
  };
};

async function anEntry(): Promise<string> {
  const { outbox } = await opened();
  const args = { id: newId(), personId: world.kavi.personId, words: 'Bring the form', dueOn: null, contactId: null };
  const recordedAt = new Date().toISOString();
  const envelope = { id: newId(), name: addFollowUp.name, version: addFollowUp.version, args, recordedAt, packVersion: 'core@2026.1' };
  await outbox.add(envelope, []);
  return envelope.id;
}

const flip = (bytes: Uint8Array<ArrayBuffer>, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1) as Uint8Array<ArrayBuffer>;

const damages: [string, () => Promise<unknown>][] = [
  ['a flipped byte in one piece', async () => touch((row) => ({ ...row, sealed: flip(row.sealed, 40) }))],
  ['a piece cut short', async () => touch((row) => ({ ...row, sealed: row.sealed.slice(0, 20) }))],
  ['an empty piece', async () => touch((row) => ({ ...row, sealed: new Uint8Array(0) }))],
  ['a piece of an older version', async () => touch((row) => ({ ...row, sealed: row.sealed.with(0, 1) as Uint8Array<ArrayBuffer> }))],
  ['a readable row put in its place', async () => touch((row) => ({ ...row, sealed: new TextEncoder().encode('[{"name":"Kavi"}]') }))],
  ['a missing piece', async () => db.chunks.delete((await aPiece()).key)],
  ['two pieces that changed places', swap],
  ['a cursor that does not open', async () => db.notes.update('sync', { sealed: flip(await syncNote(), 30) })],
  ['a cursor that is gone', async () => db.notes.delete('sync')],
  [
    'a piece sealed with another key',
    async () =>
      touch(async (row) => ({ ...row, sealed: await (await otherSeals()).of('chunks').seal(row.key, { place: 'x/people', rows: [] }) })),
  ],
];

async function aPiece() {
  const [first] = await db.chunks.toArray();
  if (!first) throw new Error('nothing is stored');
  return first;
}
async function touch(change: (row: Awaited<ReturnType<typeof aPiece>>) => unknown) {
  await db.chunks.put((await change(await aPiece())) as never);
}
async function swap() {
  const [a, b] = await db.chunks.toArray();
  if (!a || !b) throw new Error('too little is stored');
  await db.chunks.putAll([
    { ...a, sealed: b.sealed },
    { ...b, sealed: a.sealed },
  ]);
}
const syncNote = async () => (await db.notes.get('sync'))?.sealed ?? new Uint8Array(0);
const otherSeals = async () => makeSeals(await newKeyring(), 'store');

describe('a damaged store', () => {
  it('is told from a whole one', async () => {
    expect(await whatThereIs()).toMatchObject({ damaged: 0, people: ['Kavi'] });
  });

  it.each(damages)('with %s is noticed, and comes whole again from the server', async (_what, damage) => {
    const whole = await whatThereIs();
    await damage();
    expect((await whatThereIs()).damaged).toBeGreaterThan(0);
    const { sync, sent } = await opened();
    await sync();
    expect(await whatThereIs()).toEqual(whole);
    // A damaged phone is no restored server: nothing is offered again, and nobody is told of a restore.
    expect(sent.restored()).toBeNull();
  });

  it('shows what still opens while there is no network', async () => {
    const key = await makeSeals(keyring, 'store').nameOf(`${world.kavi.personId}/contacts`);
    await db.chunks.put({ key, scopeId: 'x', sealed: new Uint8Array(30) });
    const { store } = await opened();
    expect(store.damaged()).toBe(1);
    expect([...store.rows('people').values()].map((person) => person.name)).toEqual(['Kavi']);
  });

  it('keeps its outbox as it is, and sends it', async () => {
    const id = await anEntry();
    const before = await db.outbox.toArray();
    await damages[0]?.[1]();
    const { store, outbox, sync } = await opened();
    expect(store.damaged()).toBe(1);
    expect(outbox.entries().map((entry) => entry.envelope.id)).toEqual([id]);
    expect(await db.outbox.toArray()).toEqual(before);
    await sync();
    expect(await world.count('select from kith.receipts where command_id = $1', [id])).toBe(1);
  });

  it('with one broken entry still opens the others, and leaves the broken one where it is', async () => {
    const [first, second] = [await anEntry(), await anEntry()];
    const row = await db.outbox.get(first);
    await db.outbox.update(first, { sealed: flip(row?.sealed as Uint8Array<ArrayBuffer>, 40) });
    const { outbox, sync } = await opened();
    expect(outbox.entries().map((entry) => entry.envelope.id)).toEqual([second]);
    expect(outbox.unreadable()).toBe(1);
    await sync();
    expect(await db.outbox.get(first)).toBeDefined();
  });

  it('under the wrong key shows nothing of anybody, and loses no entry', async () => {
    await anEntry();
    const { store, outbox } = await opened(await newKeyring());
    expect(store.rows('people').size).toBe(0);
    expect(store.damaged()).toBeGreaterThan(0);
    expect([outbox.entries().length, outbox.unreadable()]).toEqual([0, 1]);
    expect(await db.outbox.count()).toBe(1);
  });

  it('stays damaged, and is not called mended, while the server does not answer', async () => {
    await damages[0]?.[1]();
    const { store, outbox, sent, link } = await opened();
    const silent = { ...link, feed: () => Promise.reject(new LinkFailed('unreachable')) };
    await expect(syncOnce({ link: silent, store, outbox, sent })).rejects.toThrow(LinkFailed);
    expect((await whatThereIs()).damaged).toBe(1);
  });
});

describe('a store that may not be read any more', () => {
  it('opens nothing, and still finds the one person whose name was typed whole', async () => {
    const seals = makeSeals(keyring, 'store');
    const closed = await openStore(db, seals, () => undefined, { isRead: false });
    expect(closed.rows('people').size).toBe(0);
    await closed.reload();
    expect(closed.rows('people').size).toBe(0);
    expect(await personCalled('  kavi ', closed)).toEqual({ personId: world.kavi.personId, programmeId: world.kavi.programmeId });
    for (const typed of ['Kav', 'kavi k', '', '   ', 'Murugan']) expect(await personCalled(typed, closed)).toBeNull();
  });
});
