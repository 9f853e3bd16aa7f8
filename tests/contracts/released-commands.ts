/**
 * What released versions of commands look like, kept as files in `contracts/commands/`: the arguments' schema, and samples that a phone of
 * that release might send. Phones hold such commands for weeks; a version that is on `main` is a promise.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { understand } from '../../src/server/understand-arguments.ts';
import { newId } from '../../src/shared/id.ts';
import type { CommandCase } from './command-case.ts';
import type { Stage } from './contract-world.ts';
import { giveRows } from './given-rows.ts';
import { samplesAround } from './sample-arguments.ts';

export const contractsFolder = join(import.meta.dirname, '../../contracts');
const commandsFolder = join(contractsFolder, 'commands');

/** How many versions behind today's the server goes on understanding (reliability.md §2a). */
export const versionsBehind = 2;

export type ReleasedCommand = {
  command: string;
  version: number;
  /** JSON Schema of the arguments as they travel. */
  arguments: unknown;
  /** Arguments that a phone of this version might send: complete, as bare as they may be, and with each choice there is. */
  samples: unknown[];
  /** Fields that the preview of the first sample sets, by table: the server's rows must go on having them, or nothing is ever "matched". */
  previews: Record<string, string[]>;
};

export const fileOf = (command: string, version: number) => join(commandsFolder, `${command}@${version}.json`);

export function readReleasedCommands(): ReleasedCommand[] {
  if (!existsSync(commandsFolder)) return [];
  const names = readdirSync(commandsFolder).sort();
  return names.map((name) => JSON.parse(readFileSync(join(commandsFolder, name), 'utf8')) as ReleasedCommand);
}

/** The contract of a command as it is in this code. */
export async function describeRelease(handler: CommandHandler, commandCase: CommandCase): Promise<ReleasedCommand> {
  const { command } = handler;
  const { args } = await commandCase.prepare(aStageOnPaper(commandCase));
  // Through JSON, as it travels, and with ids that tell the reader nothing, but which sample they are of.
  const complete = withPlainIds(JSON.parse(JSON.stringify(args)));
  const schema = argumentsSchema(handler);
  const samples = samplesAround(complete, schema).filter((sample) => command.args.safeParse(sample).success);
  return { command: command.name, version: command.version, arguments: schema, samples, previews: previewsOf(handler, complete) };
}

/** What is wrong with the files beside this registry; nothing means that phones of every release they speak of are understood. */
export function findBroken(handlers: readonly CommandHandler[], released: readonly ReleasedCommand[]): string[] {
  const byName = new Map(handlers.map((handler) => [handler.command.name, handler]));
  const found: string[] = [];
  for (const { command } of handlers) {
    const known = released.some((one) => one.command === command.name && one.version === command.version);
    if (!known) found.push(`${command.name}@${command.version} has no file: run "npm run contracts" and commit it`);
  }
  for (const one of released) {
    const handler = byName.get(one.command);
    const name = `${one.command}@${one.version}`;
    if (!handler) found.push(`${name} was released, and no handler understands it any more`);
    else found.push(...findBrokenOne(handler, one).map((what) => `${name}: ${what}`));
  }
  return found;
}

function findBrokenOne(handler: CommandHandler, released: ReleasedCommand): string[] {
  const today = handler.command.version;
  if (released.version > today) return [`is newer than this code, which has ${today}`];
  if (released.version < today - versionsBehind) return [];
  const found: string[] = [];
  if (released.version === today && !isDeepStrictEqual(argumentsSchema(handler), released.arguments)) {
    found.push(`its arguments changed. Raise the version to ${today + 1}, and say in "upgrade" how the older ones are meant today`);
  }
  for (const [at, args] of released.samples.entries()) {
    const understood = understand(handler, { version: released.version, args });
    if (!understood.ok) found.push(`sample ${at} is no longer understood (${'newer' in understood ? 'newer' : understood.refusal.code})`);
  }
  if (released.samples.length === 0) found.push('has no samples');
  if (released.version === today && found.length === 0) {
    const previews = previewsOf(handler, released.samples[0]);
    if (!isDeepStrictEqual(previews, released.previews)) found.push('its preview sets other fields. Raise the version');
  }
  return found;
}

/** Without what only the library's version decides: how it spells the pattern of a format it names. */
function argumentsSchema({ command }: CommandHandler): unknown {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(command.args, { io: 'input' });
  const text = JSON.stringify(schema, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || !('format' in inner)) return inner;
    const { pattern: _pattern, ...rest } = inner as Record<string, unknown>;
    return rest;
  });
  return JSON.parse(text);
}

function previewsOf(handler: CommandHandler, sample: unknown): Record<string, string[]> {
  const context = { orgId: newId(), staffId: newId(), recordedAt: '2026-11-27T09:00:00.000Z', packVersion: 'core@2026.1' };
  const fields = new Map<string, Set<string>>();
  for (const preview of handler.command.preview(handler.command.args.parse(sample), context)) {
    const known = fields.get(preview.table) ?? new Set();
    for (const field of Object.keys(preview.set)) known.add(field);
    fields.set(preview.table, known);
  }
  return Object.fromEntries([...fields].sort().map(([table, set]) => [table, [...set].sort()]));
}

/** A stage without a database: the contract's cases only ask it for ids. */
function aStageOnPaper({ role, relationship }: CommandCase): Stage {
  const at = { orgId: newId(), programmeId: newId() };
  const colleague = () => ({
    ...at,
    staffId: newId(),
    name: '',
    locale: 'en',
    roles: [role],
    programmes: [at.programmeId],
    deviceId: null,
  });
  const by = colleague();
  const person = newId();
  const nothing = async () => undefined;
  return {
    ...{ by, role, relationship, at, person, assignment: newId(), walker: by, sql: nothing, database: null },
    given: giveRows(nothing, { ...at, person, walker: by.staffId }),
    anotherPerson: async () => newId(),
    aColleague: async (roles) => ({ ...colleague(), roles }),
  };
}

/** The same value with its ids numbered, in order of appearance; the same id stays the same everywhere. */
function withPlainIds(value: unknown): unknown {
  const known = new Map<string, string>();
  const plain = (id: string) => {
    const made = known.get(id) ?? `01900000-0000-7000-8000-${String(known.size + 1).padStart(12, '0')}`;
    known.set(id, made);
    return made;
  };
  const text = JSON.stringify(value).replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, plain);
  return JSON.parse(text);
}
