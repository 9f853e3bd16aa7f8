/**
 * Every text of every command takes every string people break software with (../shared/data/security/blns.json), NUL and lone surrogates: what is
 * accepted reads back byte for byte, what is refused says so, and nothing is a fault.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandHandlers } from '../../src/server/registry.ts';
import { freeTexts, leaves, valueAt, withValueAt } from './argument-paths.ts';
import { caseOf, differences, ready } from './command-contract.ts';
import { aContractWorld, type ContractWorld } from './contract-world.ts';

/** Data shared beside the project's root. */
function sharedData(path: string): string {
  const file = join(import.meta.dirname, '../../../shared/data', path);
  if (!existsSync(file)) throw new Error(`${file} is missing: these tests read real data from ../shared/data beside the project`);
  return readFileSync(file, 'utf8');
}

const strings: string[] = [
  ...(JSON.parse(sharedData('security/blns.json')) as string[]),
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    '\udc00\ud800',
    '\ufffe',
    '\u202emoc',
    'e\u0301',
    '\u0be7\u0bcd',
    '\ud83d\udc68\u200d\ud83d\udc67',
  ],
];

let world: ContractWorld;
beforeAll(async () => {
  world = await aContractWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

it('reads all of them', () => {
  expect(strings.length).toBeGreaterThan(480);
});

for (const handler of commandHandlers) {
  const { name, args: schema } = handler.command;
  describe(name, () => {
    it('takes or refuses every string in every text, and keeps what it takes byte for byte', async () => {
      const found: string[] = [];
      const { args: example } = await ready(world, handler);
      const texts = freeTexts(schema, example);
      const coded = leaves(example).filter((path) => typeof valueAt(example, path) === 'string' && !texts.includes(path));
      // Codes, ids and days: the schema judges them before anything else does. What it lets through is sent.
      const passed: [string, string][] = [];
      for (const path of coded) {
        for (const string of strings) if (schema.safeParse(withValueAt(example, path, string)).success) passed.push([path, string]);
      }
      const tries: [string, string][][] = passed.slice(0, 40).map((one) => [one]);
      // A different string in each text at once; from one round to the next every text gets the next string.
      if (texts.length > 0)
        for (let n = 0; n < strings.length; n += 1)
          tries.push(texts.map((path, at) => [path, strings[(n + at * 7) % strings.length] ?? '']));
      let taken = 0;
      const tryOne = async (changes: [string, string][]) => {
        const { stage, args } = await ready(world, handler);
        // Strings that cannot be text at all (empty, NUL, lone surrogates) stand alone, so that they do not hide the others.
        const fits = changes.filter(([path, string]) => schema.safeParse(withValueAt(args, path, string)).success);
        const sent = fits.reduce<Record<string, unknown>>((at, [path, string]) => withValueAt(at, path, string), args);
        const answer = await world.run(stage.by, world.envelope(name, sent));
        if (answer.outcome === 'later') found.push(`later: ${JSON.stringify(changes)}`);
        if (answer.outcome === 'refused' && answer.refusal.code === 'fault') found.push(`fault: ${JSON.stringify(changes)}`);
        if (answer.outcome === 'accepted') {
          taken += 1;
          found.push(...(await differences(world, handler, stage, sent)).map((line) => `${line} after ${JSON.stringify(changes)}`));
        }
        const unfit = changes.find((one) => !fits.includes(one));
        if (unfit === undefined) return;
        const refused = await world.run(stage.by, world.envelope(name, withValueAt(args, unfit[0], unfit[1])));
        if (refused.outcome !== 'refused' || refused.refusal.code === 'fault')
          found.push(`${JSON.stringify(unfit)} was answered ${refused.outcome}`);
      };
      const lanes = caseOf(handler).oneRow ? 1 : 4;
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (let at = lane; at < tries.length; at += lanes) await tryOne(tries[at] ?? []);
        }),
      );
      expect(found.slice(0, 10)).toEqual([]);
      if (texts.length > 0) expect(taken).toBeGreaterThan(strings.length / 3);
    }, 60_000);
  });
}
