/** `describeCommand`, written once and applied to every command by walking the registry: a new one cannot be left out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { commandHandlers } from '../../src/server/registry.ts';
import { commandCases } from './command-cases.ts';
import { rules } from './command-contract.ts';
import { aContractWorld, type ContractWorld } from './contract-world.ts';
import { openFindings } from './open-findings.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await aContractWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

it('has a case for every command, and none for a command that does not exist', () => {
  expect(Object.keys(commandCases).sort()).toEqual(commandHandlers.map((handler) => handler.command.name).sort());
});

function describeCommand(handler: CommandHandler): void {
  describe(handler.command.name, () => {
    for (const [title, rule] of Object.entries(rules)) {
      it(title, async () => {
        const found = await rule(world, handler);
        const open = openFindings[handler.command.name]?.[title];
        if (open) expect(found.filter((one) => open.shows.test(one)).length, `put right? then take it out: ${open.why}`).toBeGreaterThan(0);
        expect(found.filter((one) => !open?.shows.test(one))).toEqual([]);
      });
    }
  });
}

for (const handler of commandHandlers) describeCommand(handler);
