import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPeopleWorld, type PeopleWorld } from '../../../tests/factories/people-world.ts';
import type { Actor } from '../../server/actor.ts';
import type { FeedPage } from '../../shared/feed.ts';
import { newId } from '../../shared/id.ts';
import { recordLook } from '../looks/record-look.ts';
import { completeEmergency } from './complete-emergency.ts';
import { openEmergency } from './open-emergency.ts';
import { reviewEmergency } from './review-emergency.ts';
import { tellInEmergency } from './tell-in-emergency.ts';

let world: PeopleWorld;
let dina: Actor;
let nila: Actor;
beforeAll(async () => {
  world = await aPeopleWorld();
  dina = await world.aColleague('Dina', ['director']);
  nila = await world.aColleague('Nila', ['peer']);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const facts = {
  ...{ told: 'medical' as const, nature: 'Did not wake up', recipientName: 'Dr Selvi', recipientFacility: 'Government hospital' },
  ...{ toldAt: ago(5), risk: null },
};

async function opens(by: Actor, personId: string, openedAt = ago(1)) {
  const emergencyId = newId();
  const answer = await world.send(by, openEmergency, { emergencyId, personId, openedAt, offline: false });
  return { emergencyId, answer };
}

/** Everything a new device of this actor is fed, to the end. */
async function everythingFor(actor: Actor): Promise<{ last: FeedPage; held: string[]; rows: FeedPage['rows'] }> {
  const rows: FeedPage['rows'] = [];
  const held: string[] = [];
  let page: FeedPage | null = null;
  do {
    const next: FeedPage = await world.feed(actor, page, held);
    rows.push(...next.rows);
    held.push(...next.gained);
    page = next;
  } while (page.more);
  return { last: page, held, rows };
}

it('who bills, whoever is elsewhere, and an id that is nobody’s open nothing', async () => {
  expect((await opens(world.bala, world.kavi.personId)).answer).toMatchObject(refusedAs('role_may_not'));
  expect((await opens(world.zoe, world.kavi.personId)).answer).toMatchObject(refusedAs('not_yours'));
  expect((await opens(nila, newId())).answer).toMatchObject(refusedAs('not_yours'));
  expect((await opens(nila, world.yan.personId)).answer).toMatchObject(refusedAs('not_yours'));
});

it('a colleague finds somebody by their whole name, however it is spelt, and by no less', async () => {
  const name = 'Kavitha Xavier';
  const person = world.newPerson(world.meena, name);
  const { registerPerson } = await import('../people/register-person.ts');
  expect(await world.send(world.meena, registerPerson, person)).toMatchObject(accepted);
  const find = (asked: string, by = nila) =>
    world.ask<{ people: { id: string }[]; tooMany: boolean }>(by, 'find-in-emergency', { name: asked });
  expect(await find('xavier kavidha')).toMatchObject({ people: [{ id: person.personId, name }], tooMany: false });
  expect(await find('Kavi')).not.toMatchObject({ people: [{ id: person.personId }] });
  expect(await find('Xav')).toMatchObject({ people: [] });
  expect(await find('.')).toMatchObject({ people: [] });
  expect(await find('Kavitha Xavier', world.bala)).toEqual({ denied: 'role_may_not' });
  for (const each of ['Xavier', 'Das', 'Pillai', 'Gomez', 'Thevar', 'Beevi']) {
    const another = world.newPerson(world.meena, `Mariamma ${each}`);
    expect(await world.send(world.meena, registerPerson, another)).toMatchObject(accepted);
  }
  expect(await find('Mariamma')).toEqual({ people: [], tooMany: true });
});

it('one tap lets a colleague read: the device gains the person, is fed what §1.6 allows, and loses them when the time is over', async () => {
  const before = await everythingFor(nila);
  expect(before.held).toEqual([]);
  const { emergencyId, answer } = await opens(nila, world.murugan.personId);
  expect(answer).toMatchObject(accepted);

  const page = await world.feed(nila, before.last, []);
  expect(page.gained).toEqual([world.murugan.personId]);
  const tables = new Set(page.rows.map(({ table }) => table));
  expect(tables).toContain('people');
  expect(tables).toContain('assignments');
  for (const closed of ['consents', 'locks', 'disclosures', 'looks', 'requests', 'views']) expect(tables).not.toContain(closed);
  expect(page.rows.find(({ table }) => table === 'emergencies')?.row).toMatchObject({ id: emergencyId, personName: 'Murugan', told: null });

  // Reading leaves a look, like everybody's; writing is nobody's but theirs who walk with the person.
  const look = {
    lookId: newId(),
    personId: world.murugan.personId,
    what: 'record' as const,
    lookedAt: ago(0),
    offline: false,
    desk: false,
  };
  expect(await world.send(nila, recordLook, look)).toMatchObject(accepted);
  const { planVisit } = await import('../visits/plan-visit.ts');
  const visit = { visitId: newId(), personId: world.murugan.personId, startsAt: ago(-600), place: 'park', mode: 'in_person', note: null };
  expect(await world.send(nila, planVisit, visit as never)).toMatchObject({ outcome: 'refused' });

  await world.admin.query(`update kith.emergencies set ends_at = now() where id = $1`, [emergencyId]);
  const after = await world.feed(nila, page, [world.murugan.personId]);
  expect(after.lost).toEqual([world.murugan.personId]);
  // What is still to be written stays with whoever has to write it.
  expect((await everythingFor(nila)).rows.some(({ table, id }) => table === 'emergencies' && id === emergencyId)).toBe(true);
});

it('a lock holds against everybody but an emergency, and again when it is over', async () => {
  const ravi = await world.aColleague('Ravi', ['peer']);
  await world.admin.query(
    `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
     values ($1, $2, $3, $4, $5, 'cover', now() - interval '1 day', $6)`,
    [world.here.orgId, newId(), world.kavi.personId, ravi.staffId, world.here.programmeId, world.latha.staffId],
  );
  await world.admin.query(
    `insert into kith.locks (org_id, id, person_id, covers, staff_id, words, set_by, set_at) values ($1, $2, $3, 'all', $4, 'Not him', $5, now())`,
    [world.here.orgId, newId(), world.kavi.personId, ravi.staffId, world.meena.staffId],
  );
  expect(await world.rowFor(ravi, 'people', world.kavi.personId)).toBeUndefined();
  const { emergencyId, answer } = await opens(ravi, world.kavi.personId);
  expect(answer).toMatchObject(accepted);
  expect(await world.rowFor(ravi, 'people', world.kavi.personId)).toBeDefined();
  await world.admin.query(`update kith.emergencies set ends_at = now() where id = $1`, [emergencyId]);
  expect(await world.rowFor(ravi, 'people', world.kavi.personId)).toBeUndefined();
});

it('what was opened offline and arrives after its hours is written down, and opens nothing any more', async () => {
  const { emergencyId, answer } = await opens(nila, world.kavi.personId, ago(60 * 30));
  expect(answer).toMatchObject(accepted);
  expect(await world.rowFor(nila, 'people', world.kavi.personId)).toBeUndefined();
  expect(await world.rowFor(nila, 'emergencies', emergencyId)).toMatchObject({ staffId: nila.staffId, completedAt: null });
});

it('only who opened writes the four facts, whole, once; the database knows who that is', async () => {
  const { emergencyId } = await opens(nila, world.murugan.personId);
  const complete = (by: Actor, more: object = {}) => world.send(by, completeEmergency, { emergencyId, ...facts, ...more });
  expect(await complete(dina)).toMatchObject(refusedAs('not_yours'));
  expect(await complete(world.meena)).toMatchObject(refusedAs('not_yours'));
  expect(await complete(nila, { recipientFacility: null })).toMatchObject(refusedAs('emergency_recipient_missing'));
  expect(await complete(nila)).toMatchObject(accepted);
  expect(await complete(nila, { nature: 'Otherwise' })).toMatchObject(refusedAs('emergency_completed_already'));
  expect(await world.rowFor(nila, 'emergencies', emergencyId)).toMatchObject({ nature: 'Did not wake up', recipientName: 'Dr Selvi' });
});

it('under Part 2 nobody but medical personnel is told; in Ontario the risk is weighed', async () => {
  const packs = (chosen: string[]) =>
    world.admin.query('update kith.organisations set packs = $1 where org_id = $2', [chosen, world.here.orgId]);
  const tell = (more: object) =>
    world.send(world.meena, tellInEmergency, { emergencyId: newId(), personId: world.kavi.personId, offline: true, ...facts, ...more });
  const { rows } = await world.admin.query<{ packs: string[] }>('select packs from kith.organisations where org_id = $1', [
    world.here.orgId,
  ]);
  try {
    await packs(['core', 'us']);
    expect(await tell({ told: 'other', recipientName: 'The landlord', recipientFacility: 'Green Street' })).toMatchObject(
      refusedAs('emergency_medical_only'),
    );
    expect(await tell({ told: 'nobody', recipientName: null, recipientFacility: null, toldAt: null })).toMatchObject(
      refusedAs('emergency_told_missing'),
    );
    expect(await tell({})).toMatchObject(accepted);
    await packs(['core', 'ca-on']);
    expect(await tell({ told: 'other' })).toMatchObject(refusedAs('emergency_risk_missing'));
    expect(await tell({ told: 'other', risk: 'She could have died' })).toMatchObject(accepted);
  } finally {
    await packs(rows[0]?.packs ?? ['core']);
  }
});

it('what was told is written by who knew it anyway, and lets nobody in', async () => {
  const tell = (by: Actor, personId: string) =>
    world.send(by, tellInEmergency, { emergencyId: newId(), personId, offline: true, ...facts });
  const ravi = await world.aColleague('Ruth', ['peer']);
  expect(await tell(ravi, world.kavi.personId)).toMatchObject(refusedAs('not_yours'));
  expect(await tell(world.meena, world.kavi.personId)).toMatchObject(accepted);
  expect(await world.rowFor(ravi, 'people', world.kavi.personId)).toBeUndefined();
});

it('somebody else reviews: never who opened, once, and what was not justified ends at once', async () => {
  const { emergencyId } = await opens(dina, world.murugan.personId);
  const review = (by: Actor, outcome: 'justified' | 'not_justified' = 'justified', id = emergencyId) =>
    world.send(by, reviewEmergency, { emergencyId: id, outcome, words: 'The ward had asked for her medicines' });
  expect(await review(dina)).toMatchObject(refusedAs('emergency_not_ones_own'));
  expect(await review(nila)).toMatchObject(refusedAs('not_yours'));
  expect(await review(world.devi)).toMatchObject(refusedAs('not_yours'));

  const listed = await world.ask<{ emergencies: { id: string; reviewBy: string }[] }>(world.latha, 'list-emergency-reviews', {});
  expect(listed).toMatchObject({ emergencies: expect.arrayContaining([expect.objectContaining({ id: emergencyId })]) });
  const own = await world.ask<{ emergencies: { id: string }[] }>(dina, 'list-emergency-reviews', {});
  expect('emergencies' in own && own.emergencies.some(({ id }) => id === emergencyId)).toBe(false);

  expect(await world.rowFor(dina, 'people', world.murugan.personId)).toBeDefined();
  expect(await review(world.latha, 'not_justified')).toMatchObject(accepted);
  expect(await world.rowFor(dina, 'people', world.murugan.personId)).toBeUndefined();
  expect(await review(world.latha)).toMatchObject(refusedAs('emergency_reviewed_already'));
});
