import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { type RecordContactArgs, recordContact } from './record-contact.ts';

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

/** Yesterday, ten in the morning UTC, so that the rule about the future has no part in most tests. */
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

function withKavi(
  change: Partial<RecordContactArgs> = {},
  person: { personId: string; programmeId: string } = world.kavi,
): RecordContactArgs {
  return {
    occasionId: newId(),
    startedAt: `${yesterday}T10:00:00.000Z`,
    minutes: 45,
    day: yesterday,
    place: 'at_home',
    mode: 'in_person',
    did: ['listened', 'found_something'],
    words: 'none',
    late: false,
    with: [{ contactId: newId(), personId: person.personId, programmeId: person.programmeId, goalIds: [], entries: [], followUp: null }],
    visitId: null,
    ...change,
  };
}

const bothVoices = (contact: RecordContactArgs): RecordContactArgs => ({
  ...contact,
  words: 'written',
  with: contact.with.map((one) => ({
    ...one,
    entries: [
      {
        id: newId(),
        voice: 'person',
        audience: 'pair',
        words: 'படி ஏறும்போது பயமா இருந்துச்சு.',
        felt: 'கொஞ்சம் லேசா',
        language: 'ta',
        shown: null,
      },
      {
        id: newId(),
        voice: 'peer',
        audience: 'team',
        words: 'We went up together and looked.',
        felt: null,
        language: 'en',
        shown: 'together',
      },
    ],
    followUp: { id: newId(), words: 'See the room on Arcot Road', dueOn: '2026-12-01' },
  })),
});

describe('record-contact', () => {
  it('is refused for a biller, for a person one does not walk with, and for a person of another organisation, all alike', async () => {
    const { meena, bala, arul, zoe, kavi, yan } = world;
    expect(await world.send(bala, recordContact, withKavi())).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(arul, recordContact, withKavi())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(zoe, recordContact, withKavi())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(meena, recordContact, withKavi({}, yan))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(meena, recordContact, withKavi({}, { personId: newId(), programmeId: kavi.programmeId }))).toMatchObject(
      refusedAs('not_yours'),
    );
    expect(await world.count('select from kith.contacts')).toBe(0);
  });

  it.each([
    ['no minutes', { minutes: 0 }, 'invalid'],
    ['2,000 minutes', { minutes: 2000 }, 'invalid'],
    ['nobody', { with: [] }, 'invalid'],
    ['a start tomorrow', { startedAt: new Date(Date.now() + 86_400_000).toISOString() }, 'contact_in_future'],
    ['another day than its start', { day: '2026-01-05' }, 'contact_day_differs'],
    ['a start three years ago', { startedAt: '2023-01-05T10:00:00Z', day: '2023-01-05' }, 'contact_too_long_ago'],
    ['words that were promised and did not come', { words: 'written' }, 'contact_words_missing'],
    ['a code that is no code', { place: 'At home!' }, 'invalid'],
  ] as const)('is refused with %s', async (_what, change, code) => {
    expect(await world.send(world.meena, recordContact, withKavi(change as Partial<RecordContactArgs>))).toMatchObject(refusedAs(code));
  });

  it('keeps a shell without words as complete, exactly once however often it is sent', async () => {
    const args = withKavi();
    const id = newId();
    const first = await world.send(world.meena, recordContact, args, id);
    expect(first).toMatchObject({ outcome: 'accepted' });
    expect(await world.send(world.meena, recordContact, args, id)).toEqual(first);
    expect(await world.count('select from kith.contacts where id = $1', [args.with[0]?.contactId])).toBe(1);
    expect(await world.count(`select from kith.audit_events where event = 'contact.recorded' and command_id = $1`, [id])).toBe(1);
  });

  it('keeps one effect when the same command arrives eight times at once', async () => {
    const args = withKavi();
    const id = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.send(world.meena, recordContact, args, id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'accepted' });
    expect(await world.count('select from kith.contacts where id = $1', [args.with[0]?.contactId])).toBe(1);
  });

  it('refuses another content under an id that was used, and tells another member of staff nothing about it', async () => {
    const args = withKavi();
    const id = newId();
    await world.send(world.meena, recordContact, args, id);
    expect(await world.send(world.meena, recordContact, { ...args, minutes: 50 }, id)).toMatchObject(refusedAs('id_reused'));
    expect(await world.send(world.arul, recordContact, args, id)).toMatchObject(refusedAs('not_yours'));
  });

  it('gives a refusal again under the same id, and writes it down', async () => {
    const args = withKavi({ minutes: 0 });
    const id = newId();
    const first = await world.send(world.meena, recordContact, args, id);
    expect(await world.send(world.meena, recordContact, args, id)).toEqual(first);
    expect(await world.count(`select from kith.audit_events where event = 'command.refused' and command_id = $1`, [id])).toBe(1);
  });

  it('reads back, field by field, what the screen had shown: shell, both voices and the next step', async () => {
    const args = bothVoices(withKavi());
    expect(await world.send(world.meena, recordContact, args)).toMatchObject({ outcome: 'accepted' });
    const rows = await world.previewBesideFeed(world.meena, recordContact, recordContact.args.parse(args));
    expect(rows).toHaveLength(4);
    for (const { previewed, fed } of rows) expect(fed).toEqual(asFed(previewed));
  });

  it('shows the supervisor the shell and what was written for the team, and not what stays between two', async () => {
    const args = bothVoices(withKavi());
    await world.send(world.meena, recordContact, args);
    const [one] = args.with;
    expect(await world.rowFor(world.latha, 'contacts', one?.contactId ?? '')).toBeDefined();
    expect(await world.rowFor(world.latha, 'entries', one?.entries[0]?.id ?? '')).toBeUndefined();
    expect(await world.rowFor(world.latha, 'entries', one?.entries[1]?.id ?? '')).toBeDefined();
    expect(await world.rowFor(world.arul, 'contacts', one?.contactId ?? '')).toBeUndefined();
    expect(await world.rowFor(world.zoe, 'contacts', one?.contactId ?? '')).toBeUndefined();
  });

  it('leaves nothing behind when one of several people is out of reach', async () => {
    const both = withKavi();
    const args = { ...both, with: [...both.with, ...withKavi({}, world.murugan).with] };
    const before = await world.count('select from kith.contacts');
    expect(await world.send(world.meena, recordContact, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.count('select from kith.contacts')).toBe(before);
  });
});
