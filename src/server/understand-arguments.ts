/**
 * From what a phone sent to arguments of today. Phones are two releases behind at times, and an outbox may be older than the app that sends
 * it: an entry keeps the version it was made with, because an update of the app never rewrites what waits.
 */
import type { z } from 'zod';
import type { CommandEnvelope, Refusal } from '../shared/command.ts';
import type { CommandHandler } from './command-handler.ts';

/** The arguments of a version that phones still send, and how they are said today. */
export type OlderArguments<Current> = {
  args: z.ZodType;
  toCurrent: (args: never) => Current;
};

/** Ties an older version's schema to the function that turns what it let through into today's arguments. */
export function older<Schema extends z.ZodType, Current>(
  args: Schema,
  toCurrent: (args: z.output<Schema>) => Current,
): OlderArguments<Current> {
  return { args, toCurrent };
}

/** `newer`: made by an app newer than this server, which therefore decides nothing about it. */
export type Understood = { ok: true; args: unknown } | { ok: false; refusal: Refusal } | { ok: false; newer: true };

/** Whether only an app newer than this server can have made it. */
export function isNewer(handler: CommandHandler | undefined, version: number): boolean {
  return !handler || version > handler.command.version;
}

/**
 * @param handler undefined when this server has no such command, which only a newer app can know
 * @returns arguments the handler's own schema has parsed, or why not
 */
export function understand(handler: CommandHandler | undefined, envelope: Pick<CommandEnvelope, 'version' | 'args'>): Understood {
  if (!handler || isNewer(handler, envelope.version)) return { ok: false, newer: true };
  if (envelope.version === handler.command.version) return parse(handler.command.args, envelope.args);
  const upgrade = handler.upgrade?.[envelope.version];
  // Not `later`: a newer app would send the very same bytes, and they would wait, and hold up others, for ever.
  if (!upgrade) return { ok: false, refusal: { code: 'too_old' } };
  const then = parse(upgrade.args, envelope.args);
  // What the older schema let through is for `toCurrent` to take; what that makes is judged like anything else.
  return then.ok ? parse(handler.command.args, upgrade.toCurrent(then.args as never)) : then;
}

function parse(schema: z.ZodType, args: unknown): Understood & { newer?: never } {
  try {
    const result = schema.safeParse(args);
    if (result.success) return { ok: true, args: result.data };
    const issue = result.error.issues[0];
    return {
      ok: false,
      refusal: { code: issue?.code === 'unrecognized_keys' ? 'unknown_field' : 'invalid', field: issue?.path.join('.') ?? '' },
    };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, refusal: { code: 'invalid' } }; // nested too deep
    throw error;
  }
}
