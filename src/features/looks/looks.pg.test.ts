import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPeopleWorld, type PeopleWorld } from '../../../tests/factories/people-world.ts';
import { asActor } from '../../server/db.ts';
import { newId } from '../../shared/id.ts';
import { recordLook } from './record-look.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await aPeopleWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };
const aLook = (personId: string, more: object = {}) => ({
  lookId: newId(),
  personId,
  what: 'record' as const,
  lookedAt: new Date(Date.now() - 60_000).toISOString(),
  offline: false,
  desk: false,
  ...more,
});

it('nobody looks at someone they may not see: hidden, foreign and absent are refused alike', async () => {
  for (const personId of [world.murugan.personId, world.yan.personId, newId()]) {
    const answer = await world.send(world.meena, recordLook, aLook(personId));
    expect(answer.outcome === 'refused' && answer.refusal).toEqual({ code: 'not_yours' });
  }
  expect(await world.send(world.bala, recordLook, aLook(world.kavi.personId))).toMatchObject(refusedAs('not_yours'));
  expect(await world.send(world.meena, recordLook, aLook(world.murugan.personId, { desk: true }))).toMatchObject(refusedAs('not_yours'));
});

it('a look is kept as the device saw it, also when it comes late from offline, and everyone who sees the person sees it', async () => {
  const look = aLook(world.kavi.personId, { offline: true });
  const id = newId();
  const first = await world.send(world.meena, recordLook, look, id);
  expect(first).toMatchObject(accepted);
  expect(await world.send(world.meena, recordLook, look, id)).toEqual(first);
  for (const actor of [world.meena, world.latha]) {
    const [beside] = await world.previewBesideFeed(world.meena, recordLook, look);
    expect(await world.rowFor(actor, 'looks', look.lookId)).toEqual(beside?.previewed);
  }
  expect(await world.rowFor(world.arul, 'looks', look.lookId)).toBeUndefined();
  expect(await world.count('select from kith.looks where id = $1', [look.lookId])).toBe(1);
});

it('a look with an impossible clock is kept, at the moment it arrived', async () => {
  const look = aLook(world.kavi.personId, { lookedAt: '2062-01-01T00:00:00.000Z' });
  expect(await world.send(world.meena, recordLook, look)).toMatchObject(accepted);
  const row = await world.rowFor(world.meena, 'looks', look.lookId);
  expect(Math.abs(Date.parse(String(row?.lookedAt)) - Date.now())).toBeLessThan(60_000);
});

it('a coordinator who opens someone from the desk leaves a look that the peer sees', async () => {
  const look = aLook(world.murugan.personId, { what: 'profile', desk: true });
  expect(await world.send(world.devi, recordLook, look)).toMatchObject(accepted);
  expect(await world.rowFor(world.arul, 'looks', look.lookId)).toMatchObject({ staffId: world.devi.staffId, what: 'profile' });
  expect(await world.send(world.otherDevi, recordLook, aLook(world.murugan.personId, { desk: true }))).toMatchObject(
    refusedAs('not_yours'),
  );
});

it('nobody changes or removes a look, and nobody writes one in another’s name', async () => {
  const { database, meena, latha, kavi, here } = world;
  const tamper = (statement: string) =>
    asActor(database, meena, 'near', async (_tx, client) => {
      await client.query(statement);
    });
  await expect(tamper(`update kith.looks set what = 'export'`)).rejects.toThrow('permission denied');
  await expect(tamper('delete from kith.looks')).rejects.toThrow('permission denied');
  const forged = `insert into kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline)
    values ('${here.orgId}', '${newId()}', '${kavi.personId}', '${latha.staffId}', 'record', now(), false)`;
  await expect(tamper(forged)).rejects.toThrow('row-level security');
});

it('older looks come a page at a time to who may see the person, and to nobody else', async () => {
  const before = new Date(Date.now() + 60_000).toISOString();
  const page = await world.ask<{ looks: { lookedAt: string }[]; more: boolean }>(world.meena, 'list-looks', {
    personId: world.kavi.personId,
    before,
  });
  const looks = 'looks' in page ? page.looks : [];
  expect(looks.length).toBeGreaterThan(0);
  expect(looks.map((look) => look.lookedAt)).toEqual(looks.map((look) => look.lookedAt).sort((a, b) => b.localeCompare(a)));
  expect(await world.ask(world.arul, 'list-looks', { personId: world.kavi.personId, before })).toEqual({ looks: [], more: false });
  expect(await world.ask(world.bala, 'list-looks', { personId: world.kavi.personId, before })).toEqual({ denied: 'role_may_not' });
});
