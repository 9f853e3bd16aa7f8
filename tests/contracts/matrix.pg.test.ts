/** The walk of reliability.md §2(d) 1: every command, query, feed and route has a row in the matrix, and every cell is as the row says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../src/features/staff/role.ts';
import { commandMatrix, feedMatrix, queryMatrix } from '../../src/server/matrix.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import { caseOf } from './command-contract.ts';
import { aContractWorld, type ContractWorld, relationships } from './contract-world.ts';
import { type Cell, differencesIn, walkCommand, walkFeeds, walkQuery } from './matrix-walk.ts';
import { openCells } from './open-findings.ts';
import { queryCases } from './query-cases.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await aContractWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

/** Cells that are known to differ are taken out, and must still differ. */
function expectAsTheMatrixSays(name: string, cells: Iterable<Cell>): void {
  const found = differencesIn(cells);
  const open = openCells[name];
  if (open)
    expect(
      found.filter((line) => open.shows.test(line)).length,
      `${name}: put right? then take it out: ${open.why}\n${found.join('; ')}`,
    ).toBeGreaterThan(0);
  expect(found.filter((line) => !open?.shows.test(line))).toEqual([]);
}

it('has a row for every command, query and feed, of the class the handler says, and none for what does not exist', () => {
  const dataClass = (rows: Readonly<Record<string, { dataClass: string }>>) =>
    Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row.dataClass]));
  expect(dataClass(commandMatrix)).toEqual(Object.fromEntries(commandHandlers.map((each) => [each.command.name, each.dataClass])));
  expect(dataClass(queryMatrix)).toEqual(Object.fromEntries(queryHandlers.map((each) => [each.name, each.dataClass])));
  expect(Object.keys(feedMatrix).sort()).toEqual(feedSources.map((each) => each.table).sort());
  expect(Object.keys(queryCases).sort()).toEqual(queryHandlers.map((each) => each.name).sort());
});

it('answers an export, and what is shared, only from a note that a command left before', async () => {
  const exporting = Object.entries(queryMatrix).filter(([, row]) => row.trace === 'noted');
  expect(exporting.map(([name]) => name)).toEqual(['fetch-disclosure', 'fetch-request-file', 'list-contact-weeks-csv']);
  const noted = commandHandlers.filter((handler) => /\.(exported|shared)$/.test(handler.audit));
  expect(noted.length).toBe(exporting.length);
  const looks = Object.entries(queryMatrix).filter(([, row]) => row.trace === 'look');
  for (const [name] of looks) expect(Object.keys((await aboutOnePerson(name)) as object)).toContain('personId');
});

async function aboutOnePerson(name: string): Promise<unknown> {
  const stage = await world.stageFor('coordinator', 'none');
  return (await queryCases[name]?.prepare(stage))?.args;
}

describe('cells of role × relationship', () => {
  for (const handler of commandHandlers) {
    it(`of ${handler.command.name}`, async () => {
      expectAsTheMatrixSays(handler.command.name, await walkCommand(world, handler.command.name, caseOf(handler)));
    });
  }
  for (const handler of queryHandlers) {
    it(`of ${handler.name}`, async () => {
      const prepared = queryCases[handler.name];
      if (!prepared) throw new Error(`tests/contracts/query-cases.ts has no case for ${handler.name}`);
      expectAsTheMatrixSays(handler.name, await walkQuery(world, handler, prepared));
    });
  }
  it('of every feed', async () => {
    // A world of its own: devices hold every colleague, and the other cells have made thousands.
    const fresh = await aContractWorld();
    const cells = new Map<string, Cell[]>();
    for (const relationship of relationships) {
      for (const role of roles) {
        for (const [table, cell] of await walkFeeds(fresh, role, relationship)) {
          cells.set(table, [...(cells.get(table) ?? []), cell]);
        }
      }
    }
    for (const outside of ['self', 'representative'] as const)
      for (const [table, cell] of await walkFeeds(fresh, 'peer', outside)) cells.set(table, [...(cells.get(table) ?? []), cell]);
    await fresh.end();
    expect([...cells.keys()].sort()).toEqual(feedSources.map((each) => each.table).sort());
    for (const [table, of] of cells) expectAsTheMatrixSays(`feed ${table}`, of);
  }, 120_000);
});
