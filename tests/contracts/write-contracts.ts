/**
 * `npm run contracts`: writes a file for each command version that has none. It never changes one that is there: what was released is a
 * promise. While a version is only on your branch, delete its file and run this again.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandHandlers } from '../../src/server/registry.ts';
import { commandCases } from './command-cases.ts';
import { describeRelease, fileOf } from './released-commands.ts';

for (const handler of commandHandlers) {
  const { name, version } = handler.command;
  const file = fileOf(name, version);
  const commandCase = commandCases[name];
  if (existsSync(file)) continue;
  if (!commandCase) throw new Error(`tests/contracts/command-cases.ts has no case for the command ${name}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(await describeRelease(handler, commandCase), null, 2)}\n`);
  process.stdout.write(`wrote ${name}@${version}\n`);
}
