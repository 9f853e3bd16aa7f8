/** `describeFeed`, written once and applied to every feed by walking the registry. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FeedSource } from '../../src/server/feed.ts';
import { feedSources } from '../../src/server/registry.ts';
import { aContractWorld, type ContractWorld } from './contract-world.ts';
import { feedCases } from './feed-cases.ts';
import { aDevice, connection, feedRules } from './feed-contract.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await aContractWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

it('has a case for every feed', () => {
  expect(Object.keys(feedCases).sort()).toEqual(feedSources.map((source) => source.table).sort());
});

function describeFeed(source: FeedSource): void {
  describe(source.table, () => {
    for (const [title, rule] of Object.entries(feedRules)) {
      it(title, async () => {
        expect(await rule(world, source)).toEqual([]);
      });
    }
  });
}

for (const source of feedSources) describeFeed(source);

it('never skips a command that is slow to commit, whatever follows it', async () => {
  const stage = await world.stageFor('peer', 'assigned');
  const device = aDevice(world, stage.by);
  await device.pull();
  const keep = (term: string) => ({ id: crypto.randomUUID().replace(/^(.{14})./, '$17'), term });
  const [slow, fast] = [keep('slow'), keep('fast')];
  const slowSent = world.envelope('keep-word', { keepId: slow.id, term: slow.term });
  // Waits at COMMIT, after the position was taken: a deferred trigger that wants a lock the test holds.
  await world.admin.query(`
    create or replace function public.commit_slowly() returns trigger language plpgsql security definer as $$
    begin
      if new.command_id = '${slowSent.id}' then perform pg_advisory_xact_lock(4711); end if;
      return null;
    end $$;
    create constraint trigger slowly after insert on kith.receipts deferrable initially deferred
      for each row execute function public.commit_slowly()`);
  const holder = await connection(world);
  await holder.query('select pg_advisory_lock(4711)');
  const answers = [world.run(stage.by, slowSent)];
  await world.admin.query(`select pg_sleep(0.2)`);
  answers.push(world.run(stage.by, world.envelope('keep-word', { keepId: fast.id, term: fast.term })));
  await world.admin.query(`select pg_sleep(0.2)`);
  for (let n = 0; n < 3; n += 1) await device.pull();
  expect([slow, fast].some(({ id }) => device.rows.has(`mirror_keeps/${id}`))).toBe(false);
  await holder.end();
  expect((await Promise.all(answers)).map((answer) => answer.outcome)).toEqual(['accepted', 'accepted']);
  await device.pull();
  expect([slow, fast].every(({ id }) => device.rows.has(`mirror_keeps/${id}`))).toBe(true);
});
