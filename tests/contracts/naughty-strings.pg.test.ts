/**
 * Every text of every command takes every string people break software with (../shared/data/security/blns.json), NUL and lone surrogates: what is
 * accepted reads back byte for byte, what is refused says so, and nothing is a fault.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandHandlers } from '../../src/server/registry.ts';
import type { PreviewRow } from '../../src/shared/command.ts';
import { hasSharedData, sharedData } from '../setup/shared-data.ts';
import { freeTexts, leaves, valueAt, withValueAt } from './argument-paths.ts';
import { caseOf, ready } from './command-contract.ts';
import { aContractWorld, type ContractWorld, type Stage } from './contract-world.ts';

const strings: string[] = [
  ...(JSON.parse(sharedData('security/blns.json') ?? '[]') as string[]),
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

it.skipIf(!hasSharedData)('reads all of them', () => {
  expect(strings.length).toBeGreaterThan(480);
});

/** All the strings in as few texts as will hold them. Those that fit into none are tried by themselves. */
function packInto(fits: (text: string) => boolean): string[] {
  const packed: string[] = [];
  let last = '';
  for (const string of strings) {
    if (!fits(`x${string}`)) continue;
    const longer = last === '' ? `x${string}` : `${last}\n${string}`;
    if (fits(longer)) {
      last = longer;
      continue;
    }
    packed.push(last);
    last = `x${string}`;
  }
  return [...packed, last];
}

type Kept = { row: PreviewRow; changes: unknown };

/** What the device previewed and what is read back differ by not one code unit. Who records for others may not read it; the walker does. */
async function readBack(stage: Stage, kept: Kept[]): Promise<string[]> {
  const found: string[] = [];
  for (const [table, of] of Map.groupBy(kept, ({ row }) => row.table)) {
    const ids = of.map(({ row }) => row.id);
    const fed = await world.rowsFor(stage.by, table, ids);
    if (ids.some((id) => !fed.has(id))) for (const [id, row] of await world.rowsFor(stage.walker, table, ids)) fed.set(id, row);
    for (const { row, changes } of of) {
      const read = fed.get(row.id);
      const wrong = Object.keys(row.set).filter((key) => !isDeepStrictEqual(read?.[key], row.set[key]));
      if (wrong.length > 0) found.push(`${table}: ${wrong.join(', ')} read back otherwise after ${JSON.stringify(changes)}`);
    }
  }
  return found;
}

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
      const tries: [string, string][][] = passed.slice(0, 12).map((one) => [one]);
      // Every string in every text, as many in one text as fit, a different one in each text at once. An address that is not understood would
      // have all the rest refused, so it is tried by itself.
      const alone = texts.filter((path) => path.endsWith('email'));
      const together = texts.filter((path) => !alone.includes(path));
      const packed = together.map((path) => ({
        path,
        texts: packInto((text) => schema.safeParse(withValueAt(example, path, text)).success),
      }));
      const rounds = Math.max(0, ...packed.map(({ texts: each }) => each.length));
      for (let n = 0; n < rounds; n += 1) {
        tries.push(packed.map(({ path, texts: each }, at): [string, string] => [path, each[(n + at * 7) % each.length] ?? '']));
      }
      // And each by itself, spread over the commands, all of them with KITH_EVERY_STRING=1: "null" is another name than "null and more".
      const step = process.env.KITH_EVERY_STRING === '1' ? 1 : 8;
      for (let n = name.length % step; texts.length > 0 && n < strings.length; n += step) {
        if (together.length > 0) tries.push(together.map((path, at) => [path, strings[(n + at * 7) % strings.length] ?? '']));
        for (const path of alone) tries.push([[path, strings[n] ?? '']]);
      }
      let taken = 0;
      const lane = async (mine: [string, string][][]) => {
        // Registrations that look alike are held back, so each is made by somebody who knows nobody yet.
        const anew = name === 'register-person';
        let { stage } = await ready(world, handler);
        let kept: Kept[] = [];
        for (const changes of mine) {
          if (anew) ({ stage } = await ready(world, handler));
          const { args } = await caseOf(handler).prepare(stage);
          const fits = changes.filter(([path, string]) => schema.safeParse(withValueAt(args, path, string)).success);
          const sent = fits.reduce<Record<string, unknown>>((at, [path, string]) => withValueAt(at, path, string), args);
          const answer = await world.run(stage.by, world.envelope(name, sent));
          if (answer.outcome === 'later') found.push(`later: ${JSON.stringify(changes)}`);
          if (answer.outcome === 'refused' && answer.refusal.code === 'fault') found.push(`fault: ${JSON.stringify(changes)}`);
          if (answer.outcome === 'accepted') {
            taken += 1;
            for (const row of world.previewOf(handler, stage.by, sent)) kept.push({ row, changes });
          }
          if (anew || caseOf(handler).oneRow) {
            found.push(...(await readBack(stage, kept)));
            kept = [];
          }
          // What cannot be such a text at all (empty, NUL, lone surrogates, too long) is sent by itself, so that it does not hide the others.
          for (const [path, string] of changes.filter((one) => !fits.includes(one)).slice(0, 1)) {
            const refused = await world.run(stage.by, world.envelope(name, withValueAt(args, path, string)));
            if (refused.outcome !== 'refused' || refused.refusal.code === 'fault') found.push(`${path} "${string}": ${refused.outcome}`);
          }
        }
        found.push(...(await readBack(stage, kept)));
      };
      const lanes = caseOf(handler).oneRow ? 1 : 4;
      await Promise.all(Array.from({ length: lanes }, (_, at) => lane(tries.filter((_one, n) => n % lanes === at))));
      expect(found.slice(0, 10)).toEqual([]);
      if (texts.length > 0) expect(taken).toBeGreaterThan(tries.length / 3);
    }, 120_000);
  });
}
