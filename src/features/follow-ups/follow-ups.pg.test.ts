import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { addFollowUp } from './add-follow-up.ts';
import { changeFollowUp } from './change-follow-up.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const aPromise = () => ({
  followUpId: newId(),
  personId: world.kavi.personId,
  contactId: null as string | null,
  words: 'Did the ration office call back?',
  dueOn: '2026-10-14',
});

describe('add-follow-up', () => {
  it('is refused to a biller, for a person one does not see, and with a contact that is not theirs', async () => {
    expect(await world.send(world.bala, addFollowUp, aPromise())).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.arul, addFollowUp, aPromise())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, addFollowUp, aPromise())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, addFollowUp, { ...aPromise(), contactId: newId() })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, addFollowUp, { ...aPromise(), words: '' })).toMatchObject(refusedAs('invalid'));
    expect(await world.send(world.meena, addFollowUp, { ...aPromise(), dueOn: '16.10.' })).toMatchObject(refusedAs('invalid'));
  });

  it('lands once with who promised it; the supervisor sees it, a colleague does not', async () => {
    const args = aPromise();
    const id = newId();
    const first = await world.send(world.meena, addFollowUp, args, id);
    expect(await world.send(world.meena, addFollowUp, args, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, addFollowUp, args)) expect(fed).toEqual(previewed);
    expect(await world.rowFor(world.latha, 'follow_ups', args.followUpId)).toMatchObject({ ownerId: world.meena.staffId });
    expect(await world.rowFor(world.arul, 'follow_ups', args.followUpId)).toBeUndefined();
    expect(await world.count(`select from kith.audit_events where event = 'follow_up.added' and command_id = $1`, [id])).toBe(1);
  });
});

describe('change-follow-up', () => {
  it('is refused to who does not see the person, also under the name of one they do', async () => {
    const promise = aPromise();
    await world.send(world.meena, addFollowUp, promise);
    const args = { followUpId: promise.followUpId, personId: promise.personId, basedOn: 1, set: { status: 'done' as const } };
    expect(await world.send(world.arul, changeFollowUp, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.arul, changeFollowUp, { ...args, personId: world.murugan.personId })).toMatchObject(
      refusedAs('not_yours'),
    );
    expect(await world.send(world.zoe, changeFollowUp, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.bala, changeFollowUp, args)).toMatchObject(refusedAs('role_may_not'));
  });

  it('stays open until it is done, moved or let go; done can be taken back', async () => {
    const promise = aPromise();
    await world.send(world.meena, addFollowUp, promise);
    const of = { followUpId: promise.followUpId, personId: promise.personId };
    const moved = { ...of, basedOn: 1, set: { dueOn: '2026-10-20' } };
    const id = newId();
    const first = await world.send(world.meena, changeFollowUp, moved, id);
    expect(first.outcome).toBe('accepted');
    expect(await world.send(world.meena, changeFollowUp, moved, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, changeFollowUp, moved))
      expect(fed).toMatchObject(previewed);
    await world.send(world.latha, changeFollowUp, { ...of, basedOn: 2, set: { status: 'done' } });
    await world.send(world.latha, changeFollowUp, { ...of, basedOn: 3, set: { status: 'open' } });
    expect(await world.rowFor(world.meena, 'follow_ups', promise.followUpId)).toMatchObject({
      status: 'open',
      dueOn: '2026-10-20',
      version: 4,
    });
  });

  it('answers an older version with the row as it is now', async () => {
    const promise = aPromise();
    await world.send(world.meena, addFollowUp, promise);
    const of = { followUpId: promise.followUpId, personId: promise.personId, basedOn: 1 };
    await world.send(world.latha, changeFollowUp, { ...of, set: { status: 'done' } });
    expect(await world.send(world.meena, changeFollowUp, { ...of, set: { dueOn: null } })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict', current: { table: 'follow_ups', row: { status: 'done', version: 2 } } },
    });
  });
});
