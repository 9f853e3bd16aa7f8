import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { recordContact } from '../contacts/record-contact.ts';
import { changeVisit } from './change-visit.ts';
import { planVisit } from './plan-visit.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const aPlan = () => ({
  visitId: newId(),
  personId: world.kavi.personId,
  startsAt: '2026-10-13T10:00:00+05:30',
  place: 'home',
  mode: 'in_person',
  note: null as string | null,
});
const recordedFor = (visitId: string) => ({
  occasionId: newId(),
  startedAt: '2026-10-12T11:30:00.000Z',
  minutes: 45,
  day: '2026-10-12',
  place: 'home',
  mode: 'in_person',
  did: [],
  words: 'none' as const,
  late: false,
  visitId,
  with: [
    { contactId: newId(), personId: world.kavi.personId, programmeId: world.here.programmeId, goalIds: [], entries: [], followUp: null },
  ],
});

describe('plan-visit', () => {
  it('is refused to a biller, for a person one does not see, for last week and for another decade', async () => {
    expect(await world.send(world.bala, planVisit, aPlan())).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.arul, planVisit, aPlan())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, planVisit, aPlan())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, planVisit, { ...aPlan(), startsAt: '2026-10-05T10:00:00Z' })).toMatchObject(
      refusedAs('visit_in_past'),
    );
    expect(await world.send(world.meena, planVisit, { ...aPlan(), startsAt: '2036-10-05T10:00:00Z' })).toMatchObject(
      refusedAs('visit_too_far'),
    );
    expect(await world.send(world.meena, planVisit, { ...aPlan(), note: 'x'.repeat(501) })).toMatchObject(refusedAs('invalid'));
  });

  it('is planned once, for who planned it', async () => {
    const args = { ...aPlan(), note: 'Bring the form' };
    const id = newId();
    const first = await world.send(world.meena, planVisit, args, id);
    expect(first.outcome).toBe('accepted');
    expect(await world.send(world.meena, planVisit, args, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, planVisit, args)) expect(fed).toEqual(previewed);
    expect(await world.count(`select from kith.audit_events where event = 'visit.planned' and command_id = $1`, [id])).toBe(1);
  });
});

describe('change-visit', () => {
  it('is refused to who does not see the person, and once the visit took place', async () => {
    const plan = aPlan();
    await world.send(world.meena, planVisit, plan);
    const args = { visitId: plan.visitId, personId: plan.personId, basedOn: 1, set: { status: 'not_met' as const } };
    expect(await world.send(world.arul, changeVisit, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, changeVisit, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, recordContact, recordedFor(plan.visitId))).toMatchObject({ outcome: 'accepted' });
    expect(await world.send(world.meena, changeVisit, { ...args, basedOn: 2 })).toMatchObject(refusedAs('visit_met_already'));
  });

  it('moves, and a second change of the same version is shown what stands', async () => {
    const plan = aPlan();
    await world.send(world.meena, planVisit, plan);
    const moved = { visitId: plan.visitId, personId: plan.personId, basedOn: 1, set: { startsAt: '2026-10-14T16:00:00+05:30' } };
    const id = newId();
    const first = await world.send(world.meena, changeVisit, moved, id);
    expect(first.outcome).toBe('accepted');
    expect(await world.send(world.meena, changeVisit, moved, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, changeVisit, moved)) expect(fed).toMatchObject(previewed);
    expect(await world.send(world.latha, changeVisit, { ...moved, set: { status: 'let_go' } })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict', current: { table: 'visits', row: { startsAt: '2026-10-14T10:30:00.000Z', version: 2 } } },
    });
  });
});
