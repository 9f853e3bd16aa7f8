import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, recordedAt, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import type { Actor } from '../../server/actor.ts';
import { asActor } from '../../server/db.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { addEntry } from './add-entry.ts';
import { cosignContact } from './cosign-contact.ts';
import { recordContact } from './record-contact.ts';
import { strikeContact } from './strike-contact.ts';

/** What only the server knows of a row: whether its author still walked with the person when it arrived. Other tables have no such thing. */
const asFed = (previewed: Record<string, unknown>) =>
  'occasionId' in previewed || 'voice' in previewed ? { ...previewed, madeWhileAllowed: false } : previewed;

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };

/** A contact of Meena with Kavi; with words in both voices, for the audience given. */
async function aContact(by: Actor = world.meena, audience: 'pair' | 'team' | null = 'team') {
  const contactId = newId();
  const entries = (['person', 'peer'] as const).map((voice) => ({
    id: newId(),
    voice,
    audience: audience ?? ('team' as const),
    words: voice === 'person' ? 'I was not ready. I said maybe.' : 'I thought she was ready.',
    felt: null,
    language: 'en',
    shown: null,
  }));
  const answer = await world.send(by, recordContact, {
    occasionId: newId(),
    startedAt: '2026-10-12T11:30:00.000Z',
    minutes: 45,
    day: '2026-10-12',
    place: 'home',
    mode: 'in_person',
    did: ['listened'],
    words: audience === null ? 'none' : 'written',
    late: false,
    visitId: null,
    with: [
      {
        contactId,
        personId: world.kavi.personId,
        programmeId: world.here.programmeId,
        goalIds: [],
        entries: audience === null ? [] : entries,
        followUp: null,
      },
    ],
  });
  expect(answer).toMatchObject(accepted);
  return { contactId, personId: world.kavi.personId, hers: entries[0]?.id ?? '', mine: entries[1]?.id ?? '' };
}

const laterWords = (on: { contactId: string; personId: string }) => ({
  entryId: newId(),
  contactId: on.contactId,
  personId: on.personId,
  kind: 'addendum' as 'entry' | 'addendum' | 'strike',
  followsId: null as string | null,
  voice: 'peer' as 'person' | 'peer',
  audience: 'team' as 'pair' | 'team' | 'care_team',
  words: 'The owner rang back.',
  felt: null as string | null,
  language: 'en',
  shown: null,
});

describe('add-entry', () => {
  it('is refused to a biller, to who does not see the person, under another person’s name, and from another organisation', async () => {
    const contact = await aContact();
    const args = laterWords(contact);
    expect(await world.send(world.bala, addEntry, args)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.arul, addEntry, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.arul, addEntry, { ...args, personId: world.murugan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, addEntry, { ...args, personId: world.yan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.count('select from kith.entries where id = $1', [args.entryId])).toBe(0);
  });

  it('cannot follow an entry of another contact, nor one whose words the writer may not read', async () => {
    const contact = await aContact(world.meena, 'pair');
    const other = await aContact();
    expect(await world.send(world.meena, addEntry, { ...laterWords(other), followsId: contact.mine })).toMatchObject(
      refusedAs('not_yours'),
    );
    expect(await world.send(world.latha, addEntry, { ...laterWords(contact), followsId: contact.mine })).toMatchObject(
      refusedAs('not_yours'),
    );
  });

  it('lets only the author strike, once, in the same voice and for the same readers', async () => {
    const contact = await aContact();
    const strike = { ...laterWords(contact), kind: 'strike' as const, followsId: contact.mine, words: 'Wrong person.' };
    expect(await world.send(world.latha, addEntry, strike)).toMatchObject(refusedAs('entry_only_author_strikes'));
    expect(await world.send(world.meena, addEntry, { ...strike, audience: 'pair' })).toMatchObject(refusedAs('entry_strike_differs'));
    expect(await world.send(world.meena, addEntry, { ...strike, followsId: null })).toMatchObject(refusedAs('entry_follows_missing'));
    expect(await world.send(world.meena, addEntry, strike)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, addEntry, strike)) expect(fed).toEqual(asFed(previewed));
    expect(await world.send(world.meena, addEntry, { ...strike, entryId: newId() })).toMatchObject(refusedAs('entry_struck_already'));
    expect(await world.rowFor(world.latha, 'entries', contact.mine)).toMatchObject({ words: 'I thought she was ready.' });
  });

  it('keeps one of two strikes sent at the same moment', async () => {
    const contact = await aContact();
    const strike = { ...laterWords(contact), kind: 'strike' as const, followsId: contact.mine };
    const answers = await Promise.all([1, 2].map(() => world.send(world.meena, addEntry, { ...strike, entryId: newId() })));
    expect(answers.map((answer) => answer.outcome).sort()).toEqual(['accepted', 'refused']);
  });

  it('takes promised words and an addendum, each once however often it is sent, and audits both', async () => {
    const contact = await aContact(world.meena, null);
    const promised = {
      ...laterWords(contact),
      kind: 'entry' as const,
      voice: 'person' as const,
      words: 'ஜன்னல் இருக்கு.',
      felt: 'லேசா',
      language: 'ta',
    };
    const id = newId();
    const first = await world.send(world.meena, addEntry, promised, id);
    expect(first).toMatchObject(accepted);
    expect(await world.send(world.meena, addEntry, promised, id)).toEqual(first);
    expect(await world.send(world.meena, addEntry, { ...laterWords(contact), followsId: promised.entryId })).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, addEntry, promised)) expect(fed).toEqual(asFed(previewed));
    expect(await world.count('select from kith.entries where contact_id = $1', [contact.contactId])).toBe(2);
    expect(await world.count(`select from kith.audit_events where event = 'entry.added' and command_id = $1`, [id])).toBe(1);
  });

  it('keeps how it felt for the person’s voice', async () => {
    const contact = await aContact();
    expect(await world.send(world.meena, addEntry, { ...laterWords(contact), felt: 'light' })).toMatchObject(
      refusedAs('contact_felt_is_the_persons'),
    );
  });

  it('never widens: an addendum to words between the two of them stays between them', async () => {
    const contact = await aContact(world.meena, 'pair');
    const addendum = { ...laterWords(contact), followsId: contact.mine };
    expect(await world.send(world.meena, addEntry, addendum)).toMatchObject(refusedAs('entry_addendum_wider'));
    expect(await world.send(world.meena, addEntry, { ...addendum, audience: 'pair' })).toMatchObject(accepted);
  });
});

describe('words between the two of them', () => {
  it('reach the device of who wrote them, and not the supervisor’s, though she sees the contact', async () => {
    const contact = await aContact(world.meena, 'pair');
    expect(await world.rowFor(world.meena, 'entries', contact.mine)).toBeDefined();
    expect(await world.rowFor(world.latha, 'contacts', contact.contactId)).toBeDefined();
    expect(await world.rowFor(world.latha, 'entries', contact.mine)).toBeUndefined();
    expect(await world.rowFor(world.latha, 'entries', contact.hers)).toBeUndefined();
  });
});

describe('entries', () => {
  it.each(['near', 'wide', 'admin', 'rollup', 'past'] as const)(
    'can be neither changed nor removed by the reach %s, whatever SQL says',
    async (reach) => {
      const contact = await aContact();
      for (const statement of [
        `update kith.entries set words = 'other' where id = $1`,
        'delete from kith.entries where id = $1',
        'truncate kith.entries',
      ]) {
        const attempt = asActor(world.database, world.meena, reach, (_tx, client) =>
          client.query(statement, statement.includes('$1') ? [contact.mine] : []),
        );
        await expect(attempt).rejects.toMatchObject({ code: '42501' });
      }
      expect(await world.rowFor(world.meena, 'entries', contact.mine)).toMatchObject({ words: 'I thought she was ready.' });
    },
  );
});

describe('cosign-contact', () => {
  it('is refused to the author, to peers, to a supervisor of others, and from elsewhere', async () => {
    const contact = await aContact();
    const args = { contactId: contact.contactId, personId: contact.personId };
    expect(await world.send(world.meena, cosignContact, args)).toMatchObject(refusedAs('cosign_not_own'));
    expect(await world.send(world.arul, cosignContact, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.bala, cosignContact, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, cosignContact, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.latha, cosignContact, { ...args, personId: world.murugan.personId })).toMatchObject(
      refusedAs('not_yours'),
    );
  });

  it('is refused for what the supervisor recorded herself', async () => {
    const own = await aContact(world.latha, null);
    expect(await world.send(world.latha, cosignContact, { contactId: own.contactId, personId: own.personId })).toMatchObject(
      refusedAs('cosign_not_own'),
    );
  });

  it('puts the supervisor’s name to it once, and the same row is read back', async () => {
    const contact = await aContact();
    const args = { contactId: contact.contactId, personId: contact.personId };
    const id = newId();
    const first = await world.send(world.latha, cosignContact, args, id);
    expect(first).toMatchObject(accepted);
    expect(await world.send(world.latha, cosignContact, args, id)).toEqual(first);
    expect(await world.send(world.latha, cosignContact, args)).toMatchObject(refusedAs('contact_cosigned_already'));
    for (const { previewed, fed } of await world.previewBesideFeed(world.latha, cosignContact, args)) expect(fed).toMatchObject(previewed);
    expect(await world.rowFor(world.meena, 'contacts', contact.contactId)).toMatchObject({
      cosignedBy: world.latha.staffId,
      cosignedAt: recordedAt,
    });
    expect(
      await world.count(`select from kith.audit_events where event = 'contact.cosigned' and scope_id = $1 and command_id = $2`, [
        contact.personId,
        id,
      ]),
    ).toBe(1);
  });

  it('leaves a contact that takes only addenda, also where nobody had written a word', async () => {
    const contact = await aContact();
    const bare = await aContact(world.meena, null);
    for (const each of [contact, bare]) {
      await world.send(world.latha, cosignContact, { contactId: each.contactId, personId: each.personId });
      expect(await world.send(world.meena, addEntry, { ...laterWords(each), kind: 'entry' })).toMatchObject(
        refusedAs('entry_only_addenda'),
      );
      expect(await world.send(world.meena, addEntry, laterWords(each))).toMatchObject(accepted);
    }
    expect(await world.send(world.meena, addEntry, { ...laterWords(contact), kind: 'strike', followsId: contact.mine })).toMatchObject(
      refusedAs('entry_only_addenda'),
    );
    const strike = { contactId: contact.contactId, personId: contact.personId, why: 'Wrong day.' };
    expect(await world.send(world.meena, strikeContact, strike)).toMatchObject(refusedAs('contact_cosigned_already'));
  });

  it('decides for one order when words and the co-sign arrive together', async () => {
    const contact = await aContact(world.meena, null);
    const [signed, written] = await Promise.all([
      world.send(world.latha, cosignContact, { contactId: contact.contactId, personId: contact.personId }),
      world.send(world.meena, addEntry, { ...laterWords(contact), kind: 'entry' }),
    ]);
    expect(signed).toMatchObject(accepted);
    if (written?.outcome === 'accepted') expect(written.position).toBeLessThan(signed?.outcome === 'accepted' ? signed.position : 0);
    else expect(written).toMatchObject(refusedAs('entry_only_addenda'));
  });
});

describe('strike-contact', () => {
  it('is refused to anyone but who recorded it, and without a reason', async () => {
    const contact = await aContact();
    const args = { contactId: contact.contactId, personId: contact.personId, why: 'Recorded twice.' };
    expect(await world.send(world.latha, strikeContact, args)).toMatchObject(refusedAs('only_author_strikes'));
    expect(await world.send(world.arul, strikeContact, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, strikeContact, { ...args, why: ' ' })).toMatchObject(refusedAs('invalid'));
  });

  it('keeps the contact and says who took it back, when and why; it can then be neither signed nor written in', async () => {
    const contact = await aContact();
    const args = { contactId: contact.contactId, personId: contact.personId, why: 'Recorded twice.' };
    expect(await world.send(world.meena, strikeContact, args)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, strikeContact, args)) expect(fed).toMatchObject(previewed);
    expect(await world.send(world.meena, strikeContact, args)).toMatchObject(refusedAs('contact_struck'));
    expect(await world.send(world.latha, cosignContact, { contactId: args.contactId, personId: args.personId })).toMatchObject(
      refusedAs('contact_struck'),
    );
    expect(await world.send(world.meena, addEntry, { ...laterWords(contact), kind: 'entry' })).toMatchObject(refusedAs('contact_struck'));
  });
});
