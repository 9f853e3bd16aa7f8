import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealerToServer } from '../../src/device/seal-for-server.ts';
import { recordContact } from '../../src/features/contacts/record-contact.ts';
import { changeGoal } from '../../src/features/goals/change-goal.ts';
import { setGoal } from '../../src/features/goals/set-goal.ts';
import type { Actor } from '../../src/server/actor.ts';
import { commandHandlers, feedSources } from '../../src/server/registry.ts';
import { openSealKeys } from '../../src/server/seal-keys.ts';
import type { SealedAnswer } from '../../src/server/sealed-route.ts';
import { makeSealKey } from '../../src/server/secrets.ts';
import { invariants } from '../../src/server/verify-invariants.ts';
import type { CommandEnvelope } from '../../src/shared/command.ts';
import { checkCode } from '../../src/shared/content-hash.ts';
import { newId } from '../../src/shared/id.ts';
import { bytesToText, textToBytes } from '../../src/shared/sealed-copy.ts';
import { aSealingPhone, type SealingPhone } from '../factories/sealing-phone.ts';
import { origin, serverFor } from '../factories/server-for.ts';
import { testSeals } from '../factories/test-seals.ts';
import { aWalkingWorld, recordedAt, type WalkingWorld } from '../factories/walking-world.ts';

let world: WalkingWorld;
let server: ReturnType<typeof serverFor>;
let meenasPhone: SealingPhone;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  server = serverFor(world);
  meenasPhone = await aSealingPhone(world, world.meena);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

function aContact(person: { personId: string; programmeId: string }, over: { id?: string; words?: string } = {}): CommandEnvelope {
  const args = {
    ...{ occasionId: newId(), startedAt: '2026-10-12T10:00:00.000Z', minutes: 30, day: '2026-10-12', place: 'home', mode: 'in_person' },
    ...{ did: ['listened'], words: 'written', late: false, visitId: null },
    with: [
      {
        ...{ contactId: newId(), personId: person.personId, programmeId: person.programmeId, goalIds: [], followUp: null },
        entries: [
          { id: newId(), voice: 'peer', audience: 'team', words: over.words ?? 'We walked.', felt: null, language: 'en', shown: null },
        ],
      },
    ],
  };
  return { id: over.id ?? newId(), name: recordContact.name, version: 1, args, recordedAt, packVersion: 'core@2026.1' };
}

async function bring(by: Actor, copies: string[], id = newId()): Promise<SealedAnswer[]> {
  const answer = await server.fetchAs(by)('/api/sealed', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ id, copies }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { answers: SealedAnswer[] }).answers;
}

const contactsOf = (envelope: CommandEnvelope) =>
  world.count('select from kith.contacts where occasion_id = $1', [(envelope.args as { occasionId: string }).occasionId]);

describe('a sealed copy is refused', () => {
  it('when it comes from another organisation, whoever brings it', async () => {
    const zoesPhone = await aSealingPhone(world, world.zoe);
    const entry = aContact(world.yan);
    const copy = await zoesPhone.seal(entry);
    expect(await bring(world.meena, [copy])).toEqual([{ id: entry.id, outcome: 'refused', code: 'copy_of_others', already: false }]);
    expect(await contactsOf(entry)).toBe(0);
  });

  it('when a single byte of it was changed, anywhere', async () => {
    const entry = aContact(world.kavi);
    const whole = textToBytes(await meenasPhone.seal(entry)) ?? new Uint8Array();
    for (let at = 0; at < whole.length; at += at < 170 ? 7 : 61) {
      const edited = whole.slice();
      edited[at] = (edited[at] ?? 0) ^ 1;
      const [answer] = await bring(world.arul, [bytesToText(edited)]);
      expect([at, answer?.outcome]).toEqual([at, 'refused']);
      expect(answer?.code).toMatch(/^copy_(broken|newer|of_others|key_unknown)$/);
    }
    expect(await contactsOf(entry)).toBe(0);
  });

  it('when it was cut short, or is no copy at all', async () => {
    const entry = aContact(world.kavi);
    const copy = await meenasPhone.seal(entry);
    for (const [cut, code] of [
      [copy.slice(0, 40), 'copy_cut_short'],
      [copy.slice(0, 240), 'copy_cut_short'],
      [copy.slice(0, -4), 'copy_broken'],
      ['!', 'copy_cut_short'],
      ['AAAA', 'copy_newer'],
    ] as const) {
      expect((await bring(world.arul, [cut]))[0]).toMatchObject({ outcome: 'refused', code });
    }
    expect(await contactsOf(entry)).toBe(0);
  });

  it('when it was sealed to a key this server does not have', async () => {
    const elsewhere = await openSealKeys([makeSealKey()]);
    const author = { orgId: world.meena.orgId, staffId: world.meena.staffId, deviceId: meenasPhone.deviceId };
    const seal = sealerToServer({ author, signer: meenasPhone.signer, serverKey: elsewhere.newest });
    const copy = bytesToText(await seal(aContact(world.kavi), []));
    expect(await bring(world.arul, [copy])).toMatchObject([{ outcome: 'refused', code: 'copy_key_unknown' }]);
  });

  it('when a colleague made it in the author’s name: with a key of their own, or one nobody knows', async () => {
    const arulsPhone = await aSealingPhone(world, world.arul);
    const unknown = await aSealingPhone(world, world.meena, { known: false });
    for (const [signer, deviceId] of [
      [arulsPhone.signer, meenasPhone.deviceId],
      [arulsPhone.signer, arulsPhone.deviceId],
      [{ ...arulsPhone.signer, keyId: meenasPhone.stored.id }, meenasPhone.deviceId],
      [unknown.signer, unknown.deviceId],
    ] as const) {
      const entry = aContact(world.kavi, { words: 'She never said this.' });
      const author = { orgId: world.meena.orgId, staffId: world.meena.staffId, deviceId };
      const copy = bytesToText(await sealerToServer({ author, signer, serverKey: testSeals.newest })(entry, []));
      expect(await bring(world.arul, [copy])).toMatchObject([{ outcome: 'refused', code: 'copy_not_signed' }]);
      expect(await contactsOf(entry)).toBe(0);
    }
  });

  it('when its author works here no longer', async () => {
    const left = { ...world.meena, staffId: newId(), name: 'Left' };
    await world.admin.query('insert into kith.staff (org_id, id, name, email) values ($1, $2, $3, $4)', [
      ...[left.orgId, left.staffId, left.name, 'left@example.org'],
    ]);
    const phone = await aSealingPhone(world, left);
    await world.admin.query('update kith.staff set active = false where id = $1', [left.staffId]);
    expect(await bring(world.arul, [await phone.seal(aContact(world.kavi))])).toMatchObject([{ outcome: 'refused', code: 'author_left' }]);
  });

  it('when it would run the programme: roles, invitations and devices do not travel in a pocket, but may come from their author', async () => {
    const phone = await aSealingPhone(world, world.meena);
    const envelope = (args: object): CommandEnvelope => ({
      ...{ id: newId(), name: 'change-own-locale', version: 1, args, recordedAt, packVersion: 'core@2026.1' },
    });
    expect(await bring(world.arul, [await phone.seal(envelope({ locale: 'ta' }))])).toMatchObject([{ code: 'not_by_others' }]);
    expect(await bring(world.meena, [await phone.seal(envelope({ locale: 'en' }))])).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('when two phones’ copies are mixed in one act', async () => {
    const other = await aSealingPhone(world, world.latha);
    const copies = [await meenasPhone.seal(aContact(world.kavi)), await other.seal(aContact(world.kavi))];
    const answer = await server.fetchAs(world.arul)('/api/sealed', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ id: newId(), copies }),
    });
    expect(answer.status).toBe(400);
  });
});

describe('a device that was ended', () => {
  it('has its entries taken from its author and from nobody else', async () => {
    const phone = await aSealingPhone(world, world.meena);
    const entry = aContact(world.kavi);
    const copy = await phone.seal(entry);
    await world.admin.query('update kith.devices set revoked_at = now() where id = $1', [phone.deviceId]);
    expect(await bring(world.arul, [copy])).toMatchObject([{ outcome: 'refused', code: 'author_device_ended' }]);
    expect(await contactsOf(entry)).toBe(0);
    expect(await bring(world.meena, [copy])).toMatchObject([{ outcome: 'accepted', already: false }]);
    expect(await contactsOf(entry)).toBe(1);
  });

  it('cannot be got round by a key for a device that never was', async () => {
    const answer = await server.fetchAs(world.meena)('/api/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({
        commands: [
          {
            ...{ id: newId(), name: 'register-device-key', version: 1, recordedAt, packVersion: 'core@2026.1' },
            args: { keyId: newId(), deviceId: newId(), publicKey: meenasPhone.stored.publicKey },
          },
        ],
      }),
    });
    expect(await answer.json()).toMatchObject({ answers: [{ outcome: 'refused', refusal: { code: 'not_yours' } }] });
  });
});

describe('a sealed copy that a colleague brings', () => {
  it('runs as its author’s, although the colleague may not see the person, and says who carried it', async () => {
    const entry = aContact(world.kavi);
    const id = newId();
    const [answer] = await bring(world.arul, [await meenasPhone.seal(entry)], id);
    const [contactId] = (entry.args as { with: { contactId: string }[] }).with.map((one) => one.contactId);
    const row = await world.rowFor(world.meena, 'contacts', contactId ?? '');
    expect(row).toMatchObject({ authorId: world.meena.staffId });
    expect(answer).toEqual({
      ...{ id: entry.id, outcome: 'accepted', already: false },
      check: await checkCode('contacts', row as { id: string }),
    });
    expect(await world.rowFor(world.arul, 'contacts', contactId ?? '')).toBeUndefined();
    const { rows } = await world.admin.query(
      `select event, actor_id, device_id, details from kith.audit_events where command_id = any ($1) order by position`,
      [[id, entry.id]],
    );
    expect(rows).toMatchObject([
      {
        ...{ event: 'entries.carried', actor_id: world.arul.staffId },
        details: { authorId: world.meena.staffId, deviceId: meenasPhone.deviceId, commandIds: [entry.id] },
      },
      { event: 'contact.recorded', actor_id: world.meena.staffId, device_id: meenasPhone.deviceId },
    ]);
  });

  it('is judged by what its author may, and tells the colleague nothing of why not', async () => {
    const entry = aContact(world.murugan); // Arul may; Meena, who wrote it, may not
    expect(await bring(world.arul, [await meenasPhone.seal(entry)])).toEqual([
      { id: entry.id, outcome: 'refused', code: 'not_taken', already: false },
    ]);
    expect(await contactsOf(entry)).toBe(0);
  });

  it('has one effect, however often, by whomever, and however at once it is brought, also beside its author’s own sending', async () => {
    const entry = aContact(world.kavi);
    const copy = await meenasPhone.seal(entry);
    const own = () =>
      server.fetchAs(world.meena)('/api/commands', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ commands: [entry] }),
      });
    const [first] = await bring(world.arul, [copy, copy]);
    expect(first).toMatchObject({ outcome: 'accepted', already: false });
    expect(await bring(world.arul, [copy])).toMatchObject([{ outcome: 'accepted', already: true }]);
    expect(await bring(world.latha, [copy])).toMatchObject([{ outcome: 'accepted', already: true }]);
    expect(await bring(world.meena, [copy])).toMatchObject([{ outcome: 'accepted', already: true }]);
    expect(await (await own()).json()).toMatchObject({ answers: [{ outcome: 'accepted' }] });
    expect(await contactsOf(entry)).toBe(1);

    const another = aContact(world.kavi);
    const sealed = await meenasPhone.seal(another);
    await Promise.all(Array.from({ length: 8 }, () => bring(world.arul, [sealed])));
    expect(await contactsOf(another)).toBe(1);
    expect(await world.count('select from kith.receipts where command_id = $1', [another.id])).toBe(1);
  });

  it('is refused when its words differ from what was taken in under the same id', async () => {
    const entry = aContact(world.kavi);
    expect(await bring(world.arul, [await meenasPhone.seal(entry)])).toMatchObject([{ outcome: 'accepted' }]);
    const other = aContact(world.kavi, { id: entry.id, words: 'Something else.' });
    expect(await bring(world.meena, [await meenasPhone.seal(other)])).toMatchObject([{ outcome: 'refused', code: 'id_reused' }]);
  });

  it('waits for what it was built on, and falls with it', async () => {
    const goalId = newId();
    const goal = { goalId, personId: world.kavi.personId, words: 'Sing.', wordsLanguage: 'en', peerWords: null, lifeArea: null };
    const made = (name: string, args: object): CommandEnvelope => ({
      ...{ id: newId(), name, version: 1, args, recordedAt, packVersion: 'core@2026.1' },
    });
    const set = made(setGoal.name, goal);
    const change = made(changeGoal.name, { goalId, personId: goal.personId, basedOn: 1, set: { words: 'Sing aloud.' } });
    const later = await meenasPhone.seal(change, [set.id]);
    expect(await bring(world.arul, [later])).toMatchObject([{ outcome: 'later', code: 'waits_for_earlier' }]);
    expect(await bring(world.arul, [await meenasPhone.seal(set), later])).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
    expect(await world.rowFor(world.meena, 'goals', goalId)).toMatchObject({ words: 'Sing aloud.', version: 2 });

    const stale = made(changeGoal.name, { goalId, personId: goal.personId, basedOn: 1, set: { words: 'Hum.' } });
    // By chance it names the version that is there now; it was made upon a change nobody took.
    const upon = made(changeGoal.name, { goalId, personId: goal.personId, basedOn: 2, set: { words: 'Hum softly.' } });
    const copies = [await meenasPhone.seal(stale), await meenasPhone.seal(upon, [stale.id])];
    expect(await bring(world.arul, copies)).toMatchObject([{ code: 'not_taken' }, { code: 'not_taken' }]);
    expect(await bring(world.meena, copies)).toMatchObject([{ code: 'conflict' }, { code: 'follows_refused' }]);
    expect(await world.rowFor(world.meena, 'goals', goalId)).toMatchObject({ words: 'Sing aloud.' });
  });

  it('still opens after the server’s key was rotated', async () => {
    const [old, young] = [makeSealKey(), makeSealKey()];
    const before = await openSealKeys([old]);
    const author = { orgId: world.meena.orgId, staffId: world.meena.staffId, deviceId: meenasPhone.deviceId };
    const copy = bytesToText(
      await sealerToServer({ author, signer: meenasPhone.signer, serverKey: before.newest })(aContact(world.kavi), []),
    );
    const after = await openSealKeys([young, old]);
    expect(after.newest.id).toBe(young.id);
    expect(await after.open(copy)).toMatchObject({ ok: true });
    expect(await (await openSealKeys([young])).open(copy)).toMatchObject({ ok: false, code: 'copy_key_unknown' });
  });

  it('leaves receipts and audit rows that agree', async () => {
    for (const { name, sql } of invariants) expect([name, (await world.admin.query(sql)).rows]).toEqual([name, []]);
  });
});

describe('who changed it last', () => {
  it('is said with a conflict, to those who may see the row', async () => {
    const goalId = newId();
    const goal = { goalId, personId: world.kavi.personId, words: 'Cook.', wordsLanguage: 'en', peerWords: null, lifeArea: null };
    await world.send(world.meena, setGoal, goal);
    await world.send(world.meena, changeGoal, { goalId, personId: goal.personId, basedOn: 1, set: { words: 'Cook rice.' } });
    const refused = await world.send(world.meena, changeGoal, { goalId, personId: goal.personId, basedOn: 1, set: { words: 'Bake.' } });
    expect(refused).toMatchObject({
      refusal: {
        code: 'conflict',
        current: { row: { words: 'Cook rice.' } },
        by: { staffId: world.meena.staffId, at: expect.any(String) },
      },
    });
    const hidden = await world.send(world.arul, changeGoal, { goalId, personId: goal.personId, basedOn: 1, set: { words: 'Bake.' } });
    expect(hidden).toEqual({ id: expect.any(String), outcome: 'refused', refusal: { code: 'not_yours' } });
  });
});
