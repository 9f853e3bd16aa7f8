/** Two phones without a network: on one the person says yes or amends, on the other they say stop. Whoever comes back first, nothing stands. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { aSignature, kindOf, someTerms } from '../../tests/factories/a-consent.ts';
import { aConsentingWorld, type ConsentingWorld } from '../../tests/factories/consenting-world.ts';
import { serverFor } from '../../tests/factories/server-for.ts';
import { assembleDocument, documentText } from '../features/consents/consent-document.ts';
import { draftConsent } from '../features/consents/draft-consent.ts';
import { explainConsent } from '../features/consents/explain-consent.ts';
import { signConsent } from '../features/consents/sign-consent.ts';
import { withdrawConsent } from '../features/consents/withdraw-consent.ts';
import { setLock } from '../features/locks/set-lock.ts';
import type { Actor } from '../server/actor.ts';
import type { CommandDefinition } from '../shared/command.ts';
import { hashOfText } from '../shared/content-hash.ts';
import { newId } from '../shared/id.ts';
import { openLocalDb } from './local-db.ts';
import { openOutbox } from './outbox.ts';
import { makeSeals, newKeyring } from './seal.ts';
import { openSentCommands } from './sent-commands.ts';
import { linkToServer } from './server-link.ts';
import { openStore } from './store.ts';
import { syncOnce } from './sync-loop.ts';

let world: ConsentingWorld;
let server: ReturnType<typeof serverFor>;
beforeAll(async () => {
  world = await aConsentingWorld();
  server = serverFor(world);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

async function aPhone(actor: Actor) {
  const db = openLocalDb(newId());
  const seals = makeSeals(await newKeyring(), actor.staffId);
  const store = await openStore(db, seals, () => undefined);
  const outbox = await openOutbox(db, seals.of('outbox'), (entries) =>
    store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews)),
  );
  const sent = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
  const deps = { link: linkToServer(newId(), server.fetchAs(actor)), outbox, store, sent };
  async function submit<Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: z.output<Schema>) {
    const recordedAt = new Date().toISOString();
    const envelope = { id: newId(), name: command.name, version: command.version, args, recordedAt, packVersion: 'core@2026.1' };
    await outbox.add(
      envelope,
      command.preview(args, { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion: 'core@2026.1' }),
    );
  }
  await syncOnce(deps);
  return {
    store,
    submit,
    sync: () => syncOnce(deps),
    refused: () =>
      outbox
        .entries()
        .filter((entry) => entry.state === 'refused')
        .map((entry) => entry.refusal?.code),
    stateOf: (id: string) => store.rows('consents').get(id)?.state,
  };
}

/** Everything the screen writes when somebody says yes, without a network. */
async function sayYes(phone: Awaited<ReturnType<typeof aPhone>>, recipient: string, supersedesId: string | null = null): Promise<string> {
  const consent = { consentId: newId(), personId: world.kavi.personId };
  const terms = someTerms({ recipient });
  const documentHash = await hashOfText(documentText(assembleDocument(kindOf('in-mhca-dpdp'), terms)));
  await phone.submit(draftConsent, { ...consent, kind: 'in-mhca-dpdp', terms, supersedesId });
  await phone.submit(explainConsent, { ...consent, language: 'en', aids: [] });
  await phone.submit(signConsent, { ...consent, signature: aSignature, documentHash, copyOffered: 'here', supersedesId });
  return consent.consentId;
}
const stop = (phone: Awaited<ReturnType<typeof aPhone>>, consentId: string) =>
  phone.submit(withdrawConsent, { consentId, personId: world.kavi.personId, how: 'said', words: null });

describe.each(['the stop comes back first', 'the yes comes back first'])('%s', (order) => {
  it.each(['an amendment', 'another yes for the same recipient'])('and %s was signed meanwhile', async (what) => {
    const recipient = `Clinic ${newId()}`;
    const [one, other] = [await aPhone(world.meena), await aPhone(world.latha)];
    const standing = await sayYes(one, recipient);
    await one.sync();
    await one.sync();
    await other.sync();
    expect([one.stateOf(standing), other.stateOf(standing)]).toEqual(['active', 'active']);

    const later = await sayYes(one, recipient, what === 'an amendment' ? standing : null);
    await stop(other, standing);
    // Each phone shows at once what was said on it.
    expect([one.stateOf(later), other.stateOf(standing)]).toEqual(['active', 'revoked']);
    const phones = order === 'the stop comes back first' ? [other, one] : [one, other];
    for (let round = 0; round < 2; round += 1) for (const phone of phones) await phone.sync();

    for (const phone of [one, other]) {
      expect(phone.stateOf(standing)).toBe('revoked');
      expect(phone.stateOf(later)).not.toBe('active');
    }
    expect(await world.count(`select from kith.consents where state = 'active' and recipient_key = lower($1)`, [recipient])).toBe(0);
    // Who wrote the yes is told that it did not count; nothing is silently dropped.
    expect(one.refused()).toEqual(order === 'the stop comes back first' ? ['consent_stopped_since'] : []);
    expect(other.refused()).toEqual([]);
  });
});

it('a phone lets go of what was locked against its owner, and of nothing else', async () => {
  const goal = newId();
  await world.admin.query(
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ($1, $2, $3, 'See the sea', $4, now())`,
    [world.here.orgId, goal, world.kavi.personId, world.meena.staffId],
  );
  const [one, other] = [await aPhone(world.meena), await aPhone(world.latha)];
  expect(other.store.rows('goals').has(goal)).toBe(true);
  const lock = { lockId: newId(), personId: world.kavi.personId, covers: 'goal_plan', itemTable: null, itemId: null, role: null } as const;
  await one.submit(setLock, { ...lock, staffId: world.latha.staffId, outsideName: null, words: 'Not her' });
  await one.sync();
  for (let round = 0; round < 3; round += 1) await other.sync();
  expect([other.store.rows('goals').has(goal), other.store.rows('people').has(world.kavi.personId)]).toEqual([false, true]);
  expect(other.store.rows('locks').size).toBe(0);
  expect([one.store.rows('goals').has(goal), one.store.rows('locks').has(lock.lockId)]).toEqual([true, true]);
});
