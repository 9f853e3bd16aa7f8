import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { serverFor } from '../../tests/factories/server-for.ts';
import { aWalkingWorld, type WalkingWorld } from '../../tests/factories/walking-world.ts';
import { type RecordContactArgs, recordContact } from '../features/contacts/record-contact.ts';
import { changeGoal } from '../features/goals/change-goal.ts';
import { setGoal } from '../features/goals/set-goal.ts';
import type { Actor } from '../server/actor.ts';
import { commandHandlers, feedSources } from '../server/registry.ts';
import type { CommandDefinition } from '../shared/command.ts';
import { newId } from '../shared/id.ts';
import { openLocalDb } from './local-db.ts';
import { openOutbox } from './outbox.ts';
import { makeSeals, newKeyring } from './seal.ts';
import { openSentCommands } from './sent-commands.ts';
import { LinkFailed, linkToServer, type ServerLink } from './server-link.ts';
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

/** A phone of this member of staff, as real as the code that runs on one; only the browser's database is an in-memory one. */
async function aPhone(actor: Actor, link?: ServerLink) {
  const db = openLocalDb(newId());
  const seals = makeSeals(await newKeyring(), actor.staffId);
  const store = await openStore(db, seals, () => undefined);
  const outbox = await openOutbox(db, seals.of('outbox'), (entries) =>
    store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews)),
  );
  const sent = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
  const deps = { link: link ?? linkToServer(newId(), server.fetchAs(actor)), outbox, store, sent };
  async function submit<Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: z.output<Schema>) {
    const recordedAt = new Date().toISOString();
    const packVersion = 'core@2026.1';
    const envelope = { id: newId(), name: command.name, version: command.version, args, recordedAt, packVersion };
    await outbox.add(envelope, command.preview(args, { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion }));
    return envelope.id;
  }
  return {
    ...{ db, seals, store, outbox, submit },
    sync: () => syncOnce(deps),
    record: (args: RecordContactArgs) => submit(recordContact, args),
    reopened: async () => ({
      store: await openStore(db, seals, () => undefined),
      outbox: await openOutbox(db, seals.of('outbox'), () => undefined),
    }),
  };
}

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const aContact = (person: { personId: string; programmeId: string }, words = 'We walked to the lake.'): RecordContactArgs => ({
  occasionId: newId(),
  startedAt: `${yesterday}T10:00:00.000Z`,
  minutes: 30,
  day: yesterday,
  place: 'out_and_about',
  mode: 'in_person',
  did: ['listened'],
  words: 'written',
  late: false,
  with: [
    {
      contactId: newId(),
      personId: person.personId,
      programmeId: person.programmeId,
      goalIds: [],
      entries: [{ id: newId(), voice: 'peer', audience: 'team', words, felt: null, language: 'en', shown: null }],
      followUp: null,
    },
  ],
  visitId: null,
});

describe('a phone', () => {
  it('gets the people its owner walks with, and nobody else', async () => {
    const phone = await aPhone(world.meena);
    await phone.sync();
    expect([...phone.store.rows('people').values()].map((person) => person.name)).toEqual(['Kavi']);
    expect(phone.store.rows('organisations').size).toBe(1);
    expect(phone.store.rows('staff').size).toBeGreaterThan(1);
  });

  it('shows a contact at once, keeps it through a restart, and lets go of it only when it was read back', async () => {
    const phone = await aPhone(world.meena);
    await phone.sync();
    const args = aContact(world.kavi);
    const contactId = args.with[0]?.contactId ?? '';
    await phone.record(args);
    expect(phone.store.rows('contacts').get(contactId)?.minutes).toBe(30);
    expect((await phone.reopened()).outbox.entries()).toHaveLength(1);
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    expect(phone.store.synced('contacts', contactId)).toMatchObject({ minutes: 30, place: 'out_and_about' });
    expect((await phone.reopened()).store.synced('contacts', contactId)).toMatchObject({ minutes: 30 });
  });

  it('keeps everything when the answer is lost, and the server has it once', async () => {
    const real = linkToServer(newId(), server.fetchAs(world.meena));
    let lost = 0;
    const lossy: ServerLink = {
      ...real,
      send: async (commands, epoch) => {
        const answers = await real.send(commands, epoch);
        if (lost++ === 0) throw new LinkFailed('unreachable');
        return answers;
      },
    };
    const phone = await aPhone(world.meena, lossy);
    await phone.sync();
    const args = aContact(world.kavi);
    await phone.record(args);
    await expect(phone.sync()).rejects.toThrow(LinkFailed);
    expect(phone.outbox.entries()).toMatchObject([{ state: 'waiting' }]);
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    expect(await world.count('select from kith.contacts where occasion_id = $1', [args.occasionId])).toBe(1);
  });

  it('keeps a refused contact where its author can see it, and sends what waits behind it', async () => {
    const phone = await aPhone(world.meena);
    await phone.sync();
    await phone.record(aContact(world.murugan));
    const fine = aContact(world.kavi);
    await phone.record(fine);
    await phone.sync();
    expect(phone.outbox.entries()).toMatchObject([{ state: 'refused', refusal: { code: 'not_yours' } }]);
    expect(phone.store.synced('contacts', fine.with[0]?.contactId ?? '')).toBeDefined();
    expect((await phone.reopened()).outbox.entries()).toHaveLength(1);
  });

  it('sends a day of 95 contacts in batches, in order, and matches them all', async () => {
    const phone = await aPhone(world.meena);
    await phone.sync();
    for (let at = 0; at < 95; at++) await phone.record(aContact(world.kavi, `Contact ${at}`));
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
  });

  it('hears of a colleague’s entry through the feed, and deletes a person it may no longer hold', async () => {
    const supervisor = await aPhone(world.latha);
    await supervisor.sync();
    const peer = await aPhone(world.meena);
    await peer.sync();
    const args = aContact(world.kavi);
    await peer.record(args);
    await peer.sync();
    await supervisor.sync();
    const contactId = args.with[0]?.contactId ?? '';
    expect(supervisor.store.synced('contacts', contactId)).toBeDefined();

    await world.admin.query(`update kith.assignments set ends_at = now() where person_id = $1`, [world.kavi.personId]);
    try {
      await peer.sync();
      expect(peer.store.rows('people').size).toBe(0);
      expect(peer.store.rows('contacts').size).toBe(0);
      const hers = await peer.seals.nameOf(world.kavi.personId);
      expect((await peer.db.chunks.toArray()).filter((chunk) => chunk.scopeId === hers)).toEqual([]);
    } finally {
      await world.admin.query(`update kith.assignments set ends_at = 'infinity' where person_id = $1`, [world.kavi.personId]);
    }
    await peer.sync();
    expect(peer.store.synced('contacts', contactId)).toBeDefined();
  });

  it('starts again after a restore, without losing what was not sent', async () => {
    const phone = await aPhone(world.meena);
    await phone.sync();
    const args = aContact(world.kavi);
    await phone.record(args);
    await world.admin.query('update kith.change_counters set epoch = gen_random_uuid() where org_id = $1', [world.here.orgId]);
    await phone.sync();
    expect(phone.store.rows('people').size).toBe(1);
    expect(phone.store.synced('contacts', args.with[0]?.contactId ?? '')).toBeDefined();
    expect(phone.outbox.entries()).toEqual([]);
  });

  it('does not send a second change of a row whose first was refused, so that nobody is overwritten by chance', async () => {
    const { meena, kavi } = world;
    const goalId = newId();
    const goal = { goalId, personId: kavi.personId, words: 'A room of my own.', wordsLanguage: 'en', peerWords: null, lifeArea: null };
    expect(await world.send(meena, setGoal, goal)).toMatchObject({ outcome: 'accepted' });
    const phone = await aPhone(meena);
    await phone.sync();
    const change = (basedOn: number, words: string) => changeGoal.args.parse({ goalId, personId: kavi.personId, basedOn, set: { words } });
    await phone.submit(changeGoal, change(1, 'First, on the phone.'));
    await phone.submit(changeGoal, change(2, 'Second, on the phone.'));
    expect(phone.store.rows('goals').get(goalId)?.words).toBe('Second, on the phone.');
    expect(await world.send(meena, changeGoal, change(1, 'Meanwhile, elsewhere.'))).toMatchObject({ outcome: 'accepted' });

    await phone.sync();
    expect(phone.outbox.entries().map((entry) => entry.refusal?.code)).toEqual(['conflict', 'follows_refused']);
    expect((await world.rowFor(meena, 'goals', goalId))?.words).toBe('Meanwhile, elsewhere.');
  });

  it('sends a change of a change when the first was taken', async () => {
    const { meena, kavi } = world;
    const goalId = newId();
    const phone = await aPhone(meena);
    await phone.sync();
    const goal = { goalId, personId: kavi.personId, words: 'Sing again.', wordsLanguage: 'en', peerWords: null, lifeArea: null };
    await phone.submit(setGoal, goal);
    await phone.submit(
      changeGoal,
      changeGoal.args.parse({ goalId, personId: kavi.personId, basedOn: 1, set: { words: 'Sing again, aloud.' } }),
    );
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    expect((await world.rowFor(meena, 'goals', goalId))?.words).toBe('Sing again, aloud.');
  });

  it('writes nothing that can be read: no name, no words, in no key and no value', async () => {
    const phone = await aPhone(world.meena);
    await phone.sync();
    await phone.record(aContact(world.kavi, 'Canary under the neem tree'));
    const stored = [await phone.db.chunks.toArray(), await phone.db.outbox.toArray(), await phone.db.notes.toArray()].flat();
    expect(stored.length).toBeGreaterThan(3);
    const bytes = stored
      .map((row) => `${JSON.stringify({ ...row, sealed: undefined })}${Buffer.from(row.sealed).toString('latin1')}`)
      .join('\n');
    for (const canary of ['Canary', 'neem', 'Kavi', 'Meena', 'record-contact', 'listened', 'entries', world.kavi.personId])
      expect(bytes).not.toContain(canary);
  });

  it('refuses a sealed piece that was moved to another place', async () => {
    const phone = await aPhone(world.meena);
    const sealer = phone.seals.of('notes');
    const sealed = await sealer.seal('a', { words: 'x' });
    await expect(sealer.open('b', sealed)).rejects.toThrow();
    await expect(phone.seals.of('chunks').open('a', sealed)).rejects.toThrow();
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    await expect(sealer.open('a', sealed)).rejects.toThrow();
  });
});
