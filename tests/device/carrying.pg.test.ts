/** Whole ways from phone to phone to server, with the real server on a real PostgreSQL. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LinkFailed, linkToServer } from '../../src/device/server-link.ts';
import { startSyncLoop, syncOnce } from '../../src/device/sync-loop.ts';
import { bundleToText, packBundle, textToBundle, unpackBundle } from '../../src/features/carried/bundle.ts';
import { type RecordContactArgs, recordContact } from '../../src/features/contacts/record-contact.ts';
import { commandHandlers, feedSources } from '../../src/server/registry.ts';
import { checkCode } from '../../src/shared/content-hash.ts';
import { newId } from '../../src/shared/id.ts';
import { takeApart } from '../../src/shared/sealed-copy.ts';
import { aPhone, type Phone } from '../factories/a-carrying-phone.ts';
import { serverFor } from '../factories/server-for.ts';
import { aWalkingWorld, type WalkingWorld } from '../factories/walking-world.ts';

let world: WalkingWorld;
let at: { world: WalkingWorld; server: ReturnType<typeof serverFor> };
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  at = { world, server: serverFor(world) };
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const aContact = (person: { personId: string; programmeId: string }, words = 'We walked to the lake.'): RecordContactArgs => ({
  ...{ occasionId: newId(), startedAt: `${yesterday}T10:00:00.000Z`, minutes: 30, day: yesterday, place: 'home', mode: 'in_person' },
  ...{ did: ['listened'], words: 'written', late: false, visitId: null },
  with: [
    {
      ...{ contactId: newId(), personId: person.personId, programmeId: person.programmeId, goalIds: [], followUp: null },
      entries: [{ id: newId(), voice: 'peer', audience: 'team', words, felt: null, language: 'en', shown: null }],
    },
  ],
});
const stored = (args: RecordContactArgs) => world.count('select from kith.contacts where occasion_id = $1', [args.occasionId]);

/** What `safe.takeIn` does, apart from the judgement of whose it is. */
async function take(phone: Phone, text: string) {
  const actId = newId();
  const copies = await unpackBundle(textToBundle(text));
  return phone.outbox.carry(
    copies.map((copy) => {
      const header = takeApart(copy)?.header;
      return {
        ...{ id: header?.commandId ?? '', copy, authorId: header?.authorId ?? '', deviceId: header?.deviceId ?? '' },
        ...{ actId, takenAt: new Date().toISOString(), answer: null },
      };
    }),
  );
}

describe('entries given to a colleague', () => {
  it('arrive once, as their author’s, and both phones say what happened with the same letters', async () => {
    const meenas = await aPhone(at, world.meena);
    const aruls = await aPhone(at, world.arul);
    const contacts = [aContact(world.kavi, 'In the ward.'), aContact(world.kavi, 'On the stairs.')];
    for (const args of contacts) await meenas.submit(recordContact, args);
    const text = bundleToText(await packBundle(meenas.outbox.copies('waiting').map(({ copy }) => copy)));
    expect(text).not.toContain('ward');
    await meenas.outbox.noteGiven(
      meenas.outbox.entries().map((entry) => entry.envelope.id),
      new Date().toISOString(),
    );

    expect(await take(aruls, text)).toBe(2);
    expect(aruls.outbox.entries()).toEqual([]);
    await aruls.sync();
    expect(await Promise.all(contacts.map(stored))).toEqual([1, 1]);
    const said = aruls.outbox.carried().map(({ answer }) => answer);
    expect(said).toMatchObject([
      { outcome: 'accepted', already: false },
      { outcome: 'accepted', already: false },
    ]);
    expect(said.map((answer) => answer?.check)).toEqual(meenas.outbox.entries().map((entry) => entry.code));
    expect(aruls.store.rows('contacts').size).toBe(0);

    // The author's phone finds a network after all: nothing is doubled, and everything is matched.
    await meenas.sync();
    expect(meenas.outbox.entries()).toEqual([]);
    expect(await Promise.all(contacts.map(stored))).toEqual([1, 1]);
    const row = meenas.store.synced('contacts', contacts[0]?.with[0]?.contactId ?? '');
    expect(await checkCode('contacts', row as { id: string })).toBe(said[0]?.check);

    // Once more, from another phone: nothing is added, and that is said.
    const lathas = await aPhone(at, world.latha);
    await take(lathas, text);
    await lathas.sync();
    expect(lathas.outbox.carried().map(({ answer }) => [answer?.outcome, answer?.already])).toEqual([
      ['accepted', true],
      ['accepted', true],
    ]);
    expect(await Promise.all(contacts.map(stored))).toEqual([1, 1]);
  });

  it('wait on the colleague’s phone while there is no network, and while the server asks to wait', async () => {
    let isOnline = false;
    const meenas = await aPhone(at, world.meena);
    const aruls = await aPhone(at, world.arul, (real) => ({
      ...real,
      bring: (id, copies) => (isOnline ? real.bring(id, copies) : Promise.reject(Object.assign(new Error(), { why: 'unreachable' }))),
    }));
    const args = aContact(world.kavi);
    await meenas.submit(recordContact, args);
    await take(aruls, bundleToText(await packBundle(meenas.outbox.copies('waiting').map(({ copy }) => copy))));
    await expect(aruls.sync()).rejects.toMatchObject({ why: 'unreachable' } satisfies Partial<LinkFailed>);
    expect(aruls.outbox.carried()).toMatchObject([{ answer: null }]);
    isOnline = true;
    await aruls.sync();
    await aruls.sync();
    expect(aruls.outbox.carried()).toMatchObject([{ answer: { outcome: 'accepted', already: false } }]);
    expect(await stored(args)).toBe(1);
  });
});

describe('a phone whose passphrase was forgotten', () => {
  it('still sends what it had, although it cannot read it any more', async () => {
    const phone = await aPhone(at, world.meena);
    await phone.sync();
    const contacts = [aContact(world.kavi), aContact(world.murugan)];
    for (const args of contacts) await phone.submit(recordContact, args);
    const again = await phone.withNewKeys();
    expect([again.outbox.entries(), again.outbox.unreadable()]).toEqual([[], 2]);
    await again.sync();
    // One was taken; the other is about somebody Meena does not walk with, and stays with the reason.
    expect(await Promise.all(contacts.map(stored))).toEqual([1, 0]);
    expect([again.outbox.unreadable(), again.outbox.refusedUnread()]).toEqual([1, ['not_yours']]);
    expect(again.store.synced('contacts', contacts[0]?.with[0]?.contactId ?? '')).toBeDefined();
    await again.sync();
    expect(again.outbox.unreadable()).toBe(1);
  });
});

describe('"matched"', () => {
  it('is never said after a time-out, nor before the feed brought the row back', async () => {
    const never = () => Promise.reject(new DOMException('', 'TimeoutError'));
    for (const broken of ['/api/commands', '/api/feed']) {
      const real = at.server.fetchAs(world.meena);
      const phone = await aPhone(at, world.meena);
      const link = linkToServer(phone.deviceId, (input, init) => (String(input) === broken ? never() : real(input, init)));
      await phone.submit(recordContact, aContact(world.kavi));
      const loop = withoutLocks(() =>
        startSyncLoop({
          ...{ link, outbox: phone.outbox, store: phone.store, sent: phone.sent, lockName: newId() },
          onStatus: () => undefined,
          onSynced: () => undefined,
        }),
      );
      await expect.poll(() => loop.status().offlineSince).not.toBeNull();
      expect([broken, loop.status().matchedAt, phone.outbox.entries().length]).toEqual([broken, null, 1]);
      loop.stop();
    }
  });

  it('is not said of a row that came back as something else; it stays, and is named', async () => {
    const phone = await aPhone(at, world.meena);
    await phone.sync();
    const args = aContact(world.kavi);
    const id = await phone.submit(recordContact, args);
    const lying = {
      ...phone.link,
      feed: async (request: Parameters<typeof phone.link.feed>[0]) => {
        const page = await phone.link.feed(request);
        return { ...page, rows: page.rows.map((row) => (row.table === 'contacts' ? { ...row, row: { ...row.row, minutes: 31 } } : row)) };
      },
    };
    expect(await syncOnce({ ...phone, link: lying })).toMatchObject({ differing: [id] });
    expect(phone.outbox.entries()).toMatchObject([{ state: 'accepted' }]);
  });
});

/** The loop asks for a lock that only browsers have; here nobody else is there. */
function withoutLocks<T>(work: () => T): T {
  const { navigator } = globalThis;
  const locks = { request: (_name: string, _options: unknown, run: () => Promise<void>) => run() };
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
  try {
    return work();
  } finally {
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  }
}

describe('weeks without a network', () => {
  const many = Number(process.env.KITH_OFFLINE_ENTRIES ?? 500);
  it(`leave ${many} entries that all arrive and are all matched, in requests below a megabyte`, { timeout: 600_000 }, async () => {
    let largest = 0;
    const real = at.server.fetchAs(world.meena);
    const phone = await aPhone(at, world.meena);
    const link = linkToServer(phone.deviceId, (input, init) => {
      largest = Math.max(largest, Buffer.byteLength(String(init?.body ?? '')));
      return real(input, init);
    });
    const loop = { link, outbox: phone.outbox, store: phone.store, sent: phone.sent };
    await syncOnce(loop);
    for (let n = 0; n < many; n += 1)
      await phone.submit(recordContact, aContact(world.kavi, `Entry ${n}. ${'We sat and talked. '.repeat(n % 40)}`));
    const begun = performance.now();
    await syncOnce(loop);
    const seconds = (performance.now() - begun) / 1000;
    expect(phone.outbox.entries()).toEqual([]);
    expect(largest).toBeLessThan(1024 * 1024);
    process.stdout.write(
      `[device] ${many} offline entries sent, read back and matched in ${seconds.toFixed(1)} s; largest request ${largest} bytes\n`,
    );
    // 5,000 in a minute (reliability.md §2c), and as many fewer in as much less.
    expect(seconds).toBeLessThan(Math.max(10, (60 * many) / 5000));
  });
});
