import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import { asActor } from '../../server/db.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { keepWord } from './keep-word.ts';
import { mirrorKeepFeed } from './mirror-keep-feed.server.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

describe('keep-word', () => {
  it('is refused to who writes about nobody, and for a term that is no term', async () => {
    const args = { keepId: newId(), term: 'refused' };
    expect(await world.send(world.bala, keepWord, args)).toMatchObject({ outcome: 'refused', refusal: { code: 'role_may_not' } });
    expect(await world.send(world.meena, keepWord, { ...args, term: 'x'.repeat(101) })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'invalid', field: 'term' },
    });
  });

  it('is remembered once and seen by nobody else, not even the supervisor', async () => {
    const args = { keepId: newId(), term: 'refused' };
    const id = newId();
    const first = await world.send(world.meena, keepWord, args, id);
    expect(first.outcome).toBe('accepted');
    expect(await world.send(world.meena, keepWord, args, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, keepWord, args)) expect(fed).toEqual(previewed);
    for (const other of [world.latha, world.arul, world.zoe]) {
      expect(await world.rowFor(other, 'mirror_keeps', args.keepId)).toBeUndefined();
      const all = await asActor(world.database, other, 'near', (tx) => mirrorKeepFeed.ofScopes(tx, other.orgId, [other.orgId]));
      expect(all).toEqual([]);
    }
  });
});
