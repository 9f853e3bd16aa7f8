/** Every version of a command that a phone may still hold is understood, and stays what it was. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { commandHandlers } from '../../src/server/registry.ts';
import { older } from '../../src/server/understand-arguments.ts';
import { commandCases } from './command-cases.ts';
import { describeRelease, findBroken, readReleasedCommands } from './released-commands.ts';

const released = readReleasedCommands();

it('understands every sample of every released version, and no released version changed', () => {
  expect(findBroken(commandHandlers, released)).toEqual([]);
});

it('makes from this code what is in the files, sample for sample', async () => {
  for (const handler of commandHandlers) {
    const commandCase = commandCases[handler.command.name];
    const known = released.find((one) => one.command === handler.command.name && one.version === handler.command.version);
    if (!commandCase || !known) throw new Error(`nothing to compare ${handler.command.name} with`);
    const made = await describeRelease(handler, commandCase);
    expect(made.arguments).toEqual(known.arguments);
    expect(made.samples.length).toBeGreaterThan(0);
    expect(made.previews).toEqual(known.previews);
  }
});

/** What a careless change would do, each of which must be found. */
describe('a change that would strand a phone is found', () => {
  const nameOf = 'add-follow-up';
  const ofIt = (found: string[]) => found.filter((what) => what.startsWith(`${nameOf}@`));
  const changed = (change: (handler: CommandHandler) => CommandHandler) =>
    ofIt(
      findBroken(
        commandHandlers.map((handler) => (handler.command.name === nameOf ? change(handler) : handler)),
        released,
      ),
    );
  const withCommand = (handler: CommandHandler, part: Partial<CommandHandler['command']>): CommandHandler => ({
    ...handler,
    command: { ...handler.command, ...part },
  });
  const argsOf = (handler: CommandHandler) => handler.command.args as z.ZodObject;

  it('when a field is added that older phones do not send', () => {
    const found = changed((handler) => withCommand(handler, { args: argsOf(handler).extend({ colour: z.string() }) }));
    expect(found.join()).toContain('its arguments changed. Raise the version to 2');
    expect(found.join()).toContain('sample 0 is no longer understood (invalid)');
  });

  it('when a field is taken away', () => {
    const found = changed((handler) => withCommand(handler, { args: argsOf(handler).omit({ dueOn: true }).strict() }));
    expect(found.join()).toContain('sample 0 is no longer understood (unknown_field)');
  });

  it('when only a limit is moved', () => {
    const found = changed((handler) => withCommand(handler, { args: argsOf(handler).extend({ words: z.string().max(400) }) }));
    expect(found).toEqual([
      `${nameOf}@1: its arguments changed. Raise the version to 2, and say in "upgrade" how the older ones are meant today`,
    ]);
  });

  it('when the version was raised and the older one forgotten', () => {
    const found = changed((handler) => withCommand(handler, { version: 2, args: argsOf(handler).extend({ colour: z.string() }) }));
    expect(found.join()).toContain(`${nameOf}@2 has no file`);
    expect(found.join()).toContain('sample 0 is no longer understood (too_old)');
  });

  it('when what is made of the older version is not valid today', () => {
    const found = changed((handler) => ({
      ...withCommand(handler, { version: 2, args: argsOf(handler).extend({ colour: z.string() }) }),
      upgrade: { 1: older(argsOf(handler), (args) => args) },
    }));
    expect(found.join()).toContain('sample 0 is no longer understood (invalid)');
  });

  it('and is none when the older version is said in today’s words', () => {
    const found = changed((handler) => ({
      ...withCommand(handler, { version: 3, args: argsOf(handler).extend({ colour: z.string() }) }),
      upgrade: { 1: older(argsOf(handler), (args) => ({ ...args, colour: 'none' })) },
    }));
    expect(found).toEqual([`${nameOf}@3 has no file: run "npm run contracts" and commit it`]);
  });

  it('when a preview sets another field, which the server of an older release would not send back', () => {
    const found = changed((handler) =>
      withCommand(handler, {
        preview: (args, context) => handler.command.preview(args, context).map((row) => ({ ...row, set: { ...row.set, mood: 'new' } })),
      }),
    );
    expect(found).toEqual([`${nameOf}@1: its preview sets other fields. Raise the version`]);
  });

  it('when a command disappears', () => {
    const found = findBroken(
      commandHandlers.filter((handler) => handler.command.name !== nameOf),
      released,
    );
    expect(ofIt(found)).toEqual([`${nameOf}@1 was released, and no handler understands it any more`]);
  });
});
