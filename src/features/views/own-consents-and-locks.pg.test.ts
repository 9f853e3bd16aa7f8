/** What a person does about sharing through their own view: stopping it, keeping something from somebody, and opening it again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContractWorld, type ContractWorld, type Stage } from '../../../tests/contracts/contract-world.ts';
import type { Actor } from '../../server/actor.ts';
import { newId } from '../../shared/id.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await aContractWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };
const send = (by: Actor, name: string, args: unknown) => world.run(by, world.envelope(name, args));
const aLock = (personId: string, against: object, what: object = {}) => ({
  ...{ lockId: newId(), personId, covers: 'all', itemTable: null, itemId: null, staffId: null, role: null, outsideName: null },
  ...{ words: 'Not this, not to them', ...what, ...against },
});
const theirOwn = (): Promise<Stage> => world.stageFor('peer', 'self');
const sees = async (actor: Actor, table: string, id: string) => (await world.rowsFor(actor, table, [id])).has(id);

describe('a consent', () => {
  it('is not stopped, nor given, through the view of somebody else, or through one that has ended', async () => {
    const [mine, other] = [await theirOwn(), await theirOwn()];
    const consentId = await mine.given.consent();
    const stop = { consentId, personId: mine.person, how: 'in_app', words: null };
    expect(await send(other.by, 'withdraw-consent', stop)).toMatchObject(refusedAs('not_yours'));
    expect(await send(other.by, 'withdraw-consent', { ...stop, personId: other.person })).toMatchObject(refusedAs('not_yours'));
    expect(await send(mine.by, 'decline-consent', { consentId, personId: mine.person })).toMatchObject(refusedAs('not_in_own_view'));
    expect(await send(mine.by, 'mark-consent-deficient', { consentId, personId: mine.person, why: 'no' })).toMatchObject(
      refusedAs('not_in_own_view'),
    );
    await mine.sql(`update kith.views set ends_at = now(), ended_by = made_by where id = '${mine.by.staffId}'`);
    expect(await send(mine.by, 'withdraw-consent', stop)).toMatchObject(refusedAs('not_yours'));
    expect(await world.count(`select from kith.consents where id = $1 and state = 'active'`, [consentId])).toBe(1);
  });

  it('is read by the person, ended by them in one press, and stays ended; their peer sees that it has', async () => {
    const mine = await theirOwn();
    const consentId = await mine.given.consent();
    expect((await world.rowsFor(mine.by, 'consents', [consentId])).get(consentId)).toMatchObject({ state: 'active' });
    const stop = { consentId, personId: mine.person, how: 'in_app', words: null };
    expect(await send(mine.by, 'withdraw-consent', stop)).toMatchObject(accepted);
    const ended = { state: 'revoked', endedBy: mine.by.staffId, endedHow: 'in_app' };
    expect((await world.rowsFor(mine.walker, 'consents', [consentId])).get(consentId)).toMatchObject(ended);
    // Said twice is said once.
    expect(await send(mine.by, 'withdraw-consent', stop)).toMatchObject(accepted);
    expect((await world.rowsFor(mine.by, 'consents', [consentId])).get(consentId)).toMatchObject(ended);
  });
});

describe('a lock', () => {
  it('is refused on the record of somebody else, on a thing of somebody else, and against nobody', async () => {
    const [mine, other] = [await theirOwn(), await theirOwn()];
    const against = { staffId: mine.walker.staffId };
    expect(await send(mine.by, 'set-lock', aLock(other.person, against))).toMatchObject(refusedAs('not_yours'));
    const item = { covers: 'item', itemTable: 'goals', itemId: await other.given.goal() };
    expect(await send(mine.by, 'set-lock', aLock(mine.person, against, item))).toMatchObject(refusedAs('not_yours'));
    expect(await send(mine.by, 'set-lock', aLock(mine.person, {}))).toMatchObject(refusedAs('lock_needs_one'));
    const lockId = await other.given.lock();
    expect(await send(mine.by, 'lift-lock', { lockId, personId: other.person })).toMatchObject(refusedAs('not_yours'));
    expect(await send(mine.by, 'lift-lock', { lockId, personId: mine.person })).toMatchObject(refusedAs('not_yours'));
  });

  it('shuts out their own peer from what was said, until they open it again', async () => {
    const mine = await theirOwn();
    const goal = await mine.given.goal();
    const contact = await mine.given.contact();
    const lock = aLock(mine.person, { staffId: mine.walker.staffId }, { covers: 'goal_plan' });
    expect(await send(mine.by, 'set-lock', lock)).toMatchObject(accepted);
    expect([await sees(mine.walker, 'goals', goal), await sees(mine.walker, 'contacts', contact)]).toEqual([false, true]);
    expect([await sees(mine.walker, 'locks', lock.lockId), await sees(mine.by, 'locks', lock.lockId)]).toEqual([false, true]);
    expect(await send(mine.by, 'lift-lock', { lockId: lock.lockId, personId: mine.person })).toMatchObject(accepted);
    expect(await sees(mine.walker, 'goals', goal)).toBe(true);
    expect(await send(mine.by, 'lift-lock', { lockId: lock.lockId, personId: mine.person })).toMatchObject(
      refusedAs('lock_lifted_already'),
    );
  });

  it('that somebody wrote down for them is theirs to read and to open; whom it is against has a name for them', async () => {
    const mine = await theirOwn();
    const lockId = await mine.given.lock();
    expect((await world.rowsFor(mine.by, 'locks', [lockId])).get(lockId)).toMatchObject({ personId: mine.person });
    expect(await send(mine.by, 'lift-lock', { lockId, personId: mine.person })).toMatchObject(accepted);
    expect((await world.rowsFor(mine.by, 'locks', [lockId])).get(lockId)).toMatchObject({ liftedBy: mine.by.staffId });
    const stranger = await mine.aColleague(['peer']);
    expect(await sees(mine.by, 'staff', stranger.staffId)).toBe(false);
    expect(await send(mine.by, 'set-lock', aLock(mine.person, { staffId: stranger.staffId }))).toMatchObject(accepted);
    expect(await sees(mine.by, 'staff', stranger.staffId)).toBe(true);
  });
});

it('what was given to whom is read by the person, without the content, and by nobody else through a view', async () => {
  const [mine, other] = [await theirOwn(), await theirOwn()];
  const id = await mine.given.disclosure();
  const row = (await world.rowsFor(mine.by, 'disclosures', [id])).get(id);
  expect(row).toMatchObject({ personId: mine.person });
  expect(Object.keys(row ?? {})).not.toContain('content');
  expect(await sees(other.by, 'disclosures', id)).toBe(false);
});
