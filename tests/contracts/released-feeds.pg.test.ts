/** What feeds say is a promise, too: a field may come, after raising `feedShape`; none may go while phones read it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { feedShape } from '../../src/shared/feed.ts';
import { aContractWorld, type ContractWorld } from './contract-world.ts';
import { feedCases } from './feed-cases.ts';
import { contractsFolder } from './released-commands.ts';
import { feedsFileOf, findBrokenFeeds, type ReleasedFeeds, readReleasedFeeds } from './released-feeds.ts';

let world: ContractWorld;
let today: ReleasedFeeds;
beforeAll(async () => {
  world = await aContractWorld();
  const stage = await world.stageFor('peer', 'author');
  const tables: Record<string, string[]> = {};
  for (const { table } of world.feeds) {
    const id = (await feedCases[table]?.make?.(stage)) ?? stage.at.orgId;
    const row = (await world.rowsFor(stage.by, table, [id])).get(id);
    if (!row) throw new Error(`the case of the feed ${table} makes no row that is fed`);
    tables[table] = Object.keys(row).sort();
  }
  today = { shape: feedShape, tables: Object.fromEntries(Object.entries(tables).sort()) };
  // Only where there is none: what was released stays as it is.
  if (process.env.KITH_WRITE_CONTRACTS === 'yes' && !existsSync(feedsFileOf(feedShape))) {
    mkdirSync(contractsFolder, { recursive: true });
    writeFileSync(feedsFileOf(feedShape), `${JSON.stringify(today, null, 2)}\n`);
  }
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

it('says of every row what the files of the last releases say, and nothing that the newest does not', () => {
  expect(findBrokenFeeds(today, readReleasedFeeds())).toEqual([]);
});

it('finds a field that went, a field that came, a table that went, and a shape without a file', () => {
  const released = readReleasedFeeds();
  const shapes = released.map(({ shape }) => shape).filter((shape) => shape >= feedShape - 2);
  const withGoals = (goals: string[], shape = feedShape) => findBrokenFeeds({ shape, tables: { ...today.tables, goals } }, released);
  const goals = today.tables.goals ?? [];
  expect(withGoals(goals.filter((field) => field !== 'words'))).toEqual(
    shapes.map((shape) => `goals no longer says words, which phones of shape ${shape} show`),
  );
  expect(withGoals([...goals, 'colour'])).toEqual([`goals has more than shape ${feedShape} says (colour): raise feedShape`]);
  expect(withGoals([...goals, 'colour'], feedShape + 1)).toEqual([expect.stringContaining(`shape ${feedShape + 1} has no file`)]);
  const { goals: _goals, ...others } = today.tables;
  expect(findBrokenFeeds({ shape: feedShape, tables: others }, released)).toEqual(
    shapes.map(() => expect.stringContaining('goals no longer says')),
  );
});
