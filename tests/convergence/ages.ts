/** Servers of another release beside one of today's: as while a programme updates, one server after the other. */
import { z } from 'zod';
import { addFollowUp } from '../../src/features/follow-ups/add-follow-up.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { commandHandlers } from '../../src/server/registry.ts';
import { older } from '../../src/server/understand-arguments.ts';

export type Age = 'same' | 'older' | 'newer';

const notYet = new Set(['add-step', 'keep-word']);

/** older: has not heard of two commands · newer: phones are two releases behind it, for one command says other things since. */
export function handlersOf(age: Age): readonly CommandHandler[] {
  if (age === 'same') return commandHandlers;
  if (age === 'older') return commandHandlers.filter(({ command }) => !notYet.has(command.name));
  return commandHandlers.map((handler) => (handler.command.name === 'add-follow-up' ? twoReleasesOn(handler) : handler));
}

function twoReleasesOn(handler: CommandHandler): CommandHandler {
  const first = addFollowUp.args;
  const second = first.extend({ colour: z.string() });
  const third = second.omit({ dueOn: true }).extend({ until: z.string().nullable() });
  return {
    ...handler,
    command: { ...handler.command, version: 3, args: third },
    upgrade: {
      1: older(first, ({ dueOn, ...rest }) => ({ ...rest, until: dueOn, colour: 'none' })),
      2: older(second, ({ dueOn, ...rest }) => ({ ...rest, until: dueOn })),
    },
    run: (context) => {
      const { until, colour: _colour, ...args } = context.args as z.output<typeof third>;
      return handler.run({ ...context, args: { ...args, dueOn: until } });
    },
  };
}
