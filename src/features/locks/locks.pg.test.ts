import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContractWorld, type ContractWorld, type Stage } from '../../../tests/contracts/contract-world.ts';
import { aDevice } from '../../../tests/contracts/feed-contract.ts';
import type { Actor } from '../../server/actor.ts';
import { asActor } from '../../server/db.ts';
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

type Against = { staffId?: string; role?: string; outsideName?: string };
const aLock = (personId: string, against: Against, what: { covers?: string; itemTable?: string; itemId?: string } = {}) => ({
  ...{ lockId: newId(), personId, covers: 'all', itemTable: null, itemId: null, staffId: null, role: null, outsideName: null },
  ...{ words: 'Not her, please', ...what, ...against },
});
const send = (by: Actor, name: string, args: unknown) => world.run(by, world.envelope(name, args));
const lift = (by: Actor, lock: { lockId: string; personId: string }) =>
  send(by, 'lift-lock', { lockId: lock.lockId, personId: lock.personId });

/** A supervisor, the peer they supervise, and a person with a row of everything. */
async function aSupervisedPerson() {
  const stage = await world.stageFor('supervisor', 'supervisor');
  const contact = await stage.given.contact();
  const rows = {
    goals: await stage.given.goal(),
    goal_steps: await stage.given.step(),
    goal_ratings: await stage.given.rating(),
    contacts: contact,
    entries: await stage.given.entryOn(contact),
    follow_ups: await stage.given.follow_up(),
    visits: await stage.given.visit(),
  };
  return { ...stage, rows, supervisor: stage.by, peer: stage.walker };
}

async function seen(actor: Actor, rows: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const [table, id] of Object.entries(rows)) if ((await world.rowsFor(actor, table, [id])).has(id)) found.push(table);
  return found.sort();
}

const everything = ['contacts', 'entries', 'follow_ups', 'goal_ratings', 'goal_steps', 'goals', 'visits'];

describe('setting one', () => {
  it('is refused to who does not see the person, against oneself, and for things of others', async () => {
    const { peer, person, rows, supervisor } = await aSupervisedPerson();
    const stranger = await world.stageFor('peer', 'none');
    const biller = await world.stageFor('biller', 'none');
    expect(await send(stranger.by, 'set-lock', aLock(person, { staffId: supervisor.staffId }))).toMatchObject(refusedAs('not_yours'));
    expect(await send(biller.by, 'set-lock', aLock(person, { role: 'peer' }))).toMatchObject(refusedAs('role_may_not'));
    expect(await send(peer, 'set-lock', aLock(person, { staffId: peer.staffId }))).toMatchObject(refusedAs('lock_not_oneself'));
    expect(await send(peer, 'set-lock', aLock(person, { role: 'peer' }))).toMatchObject(refusedAs('lock_not_oneself'));
    expect(await send(peer, 'set-lock', aLock(person, {}))).toMatchObject(refusedAs('lock_needs_one'));
    const hers = await world.stageFor('peer', 'assigned');
    const item = { covers: 'item', itemTable: 'goals', itemId: await hers.given.goal() };
    expect(await send(peer, 'set-lock', aLock(person, { staffId: supervisor.staffId }, item))).toMatchObject(refusedAs('not_yours'));
    expect(await seen(supervisor, rows)).toEqual(everything);
  });

  it('is fed to who set it, with their words, and never to who is shut out', async () => {
    const { peer, person, supervisor } = await aSupervisedPerson();
    const lock = aLock(person, { staffId: supervisor.staffId }, { covers: 'goal_plan' });
    expect(await send(peer, 'set-lock', lock)).toMatchObject(accepted);
    const fed = (await world.rowsFor(peer, 'locks', [lock.lockId])).get(lock.lockId);
    expect(fed).toMatchObject({ words: 'Not her, please', covers: 'goal_plan', liftedAt: null });
    expect((await world.rowsFor(supervisor, 'locks', [lock.lockId])).size).toBe(0);
    await lift(peer, lock);
    expect((await world.rowsFor(supervisor, 'locks', [lock.lockId])).size).toBe(0);
  });
});

describe('what is locked is gone for whom it is locked against, and for nobody else', () => {
  it.each<[string, (of: { supervisor: Actor; rows: Record<string, string> }) => [Against, object], string[]]>([
    ['the whole record', ({ supervisor }) => [{ staffId: supervisor.staffId }, {}], everything],
    ['the whole record, against a duty', () => [{ role: 'supervisor' }, {}], everything],
    ['goals', ({ supervisor }) => [{ staffId: supervisor.staffId }, { covers: 'goal_plan' }], ['goal_ratings', 'goal_steps', 'goals']],
    ['words', ({ supervisor }) => [{ staffId: supervisor.staffId }, { covers: 'peer_note' }], ['entries', 'follow_ups']],
    ['meetings', () => [{ role: 'supervisor' }, { covers: 'programme_presence' }], ['contacts', 'visits']],
    [
      'one goal',
      ({ supervisor, rows }) => [{ staffId: supervisor.staffId }, { covers: 'item', itemTable: 'goals', itemId: rows.goals }],
      ['goals'],
    ],
    [
      'one contact, with what was written about it',
      ({ rows }) => [{ role: 'supervisor' }, { covers: 'item', itemTable: 'contacts', itemId: rows.contacts }],
      ['contacts', 'entries'],
    ],
    [
      'one entry',
      ({ supervisor, rows }) => [{ staffId: supervisor.staffId }, { covers: 'item', itemTable: 'entries', itemId: rows.entries }],
      ['entries'],
    ],
    ['nothing, where it is against somebody outside', () => [{ outsideName: '*' }, {}], []],
  ])('%s', async (_, lockOf, gone) => {
    const { peer, person, rows, supervisor } = await aSupervisedPerson();
    const phone = aDevice(world, supervisor);
    await phone.pull();
    const [against, what] = lockOf({ supervisor, rows });
    const lock = aLock(person, against, what);
    expect(await send(peer, 'set-lock', lock)).toMatchObject(accepted);

    const left = everything.filter((table) => !gone.includes(table));
    expect(await seen(supervisor, rows)).toEqual(left);
    expect(await seen(peer, rows)).toEqual(everything);
    const onPhone = () => everything.filter((table) => phone.rows.has(`${table}/${rows[table as keyof typeof rows]}`));
    await phone.pull();
    expect(onPhone()).toEqual(left);
    expect(phone.held.has(person)).toBe(gone.length < everything.length);

    expect(await lift(peer, lock)).toMatchObject(accepted);
    expect(await lift(peer, lock)).toMatchObject(refusedAs('lock_lifted_already'));
    expect(await seen(supervisor, rows)).toEqual(everything);
    await phone.pull();
    expect(onPhone()).toEqual(everything);
  });

  it('an update that names no column changes nothing that is locked either', async () => {
    const { peer, person, supervisor } = await aSupervisedPerson();
    await send(peer, 'set-lock', aLock(person, { staffId: supervisor.staffId }, { covers: 'goal_plan' }));
    const changed = await asActor(world.database, supervisor, 'near', (_tx, client) =>
      client.query(`update kith.goals set words = 'Other'`),
    );
    expect(changed.rowCount).toBe(0);
  });

  it('a record kept together with the locked one is locked with it', async () => {
    const { peer, person, supervisor, anotherPerson, sql } = await aSupervisedPerson();
    const same = await anotherPerson();
    await sql(`update kith.people set merged_into = '${person}' where id = '${same}'`);
    await send(peer, 'set-lock', aLock(same, { staffId: supervisor.staffId }));
    expect((await world.rowsFor(supervisor, 'people', [person, same])).size).toBe(0);
  });

  it('the desk of a coordinator finds the person no longer', async () => {
    const stage: Stage = await world.stageFor('coordinator', 'none');
    const find = () =>
      asActor(world.database, stage.by, 'wide', async (tx) => {
        const { rows } = await tx
          .selectFrom('people')
          .select('id')
          .where('id', '=', stage.person)
          .execute()
          .then((rows) => ({ rows }));
        return rows.length;
      });
    expect(await find()).toBe(1);
    await send(stage.walker, 'set-lock', aLock(stage.person, { staffId: stage.by.staffId }));
    expect(await find()).toBe(0);
  });
});

describe('lifting one', () => {
  it('is for whoever walks with the person', async () => {
    const { peer, person, supervisor } = await aSupervisedPerson();
    const lock = aLock(person, { outsideName: 'Clinic' });
    await send(peer, 'set-lock', lock);
    const stranger = await world.stageFor('peer', 'none');
    expect(await lift(supervisor, lock)).toMatchObject(refusedAs('lock_only_who_walks'));
    expect(await lift(stranger.by, lock)).toMatchObject(refusedAs('not_yours'));
    expect(await lift(peer, lock)).toMatchObject(accepted);
  });
});
