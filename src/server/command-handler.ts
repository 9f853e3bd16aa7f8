/** The server's half of a command. Policy and audit event are required fields, so that neither can be forgotten. */
import type { z } from 'zod';
import type { CommandDefinition, FeedTable, Refusal } from '../shared/command.ts';
import type { Actor } from './actor.ts';
import type { Reach, Tx } from './db.ts';
import type { OlderArguments } from './understand-arguments.ts';

/** Data classes of the matrix in `server/matrix.ts`. */
export type DataClass = 'identity' | 'peer_note' | 'goal_plan' | 'consent' | 'accounting' | 'worker' | 'organisation' | 'counts';

/** Thrown by a handler to refuse. The transaction is rolled back, and the refusal is kept as the answer. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal | string) {
    const full = typeof refusal === 'string' ? { code: refusal } : refusal;
    super(full.code);
    this.refusal = full;
  }
}

/** A policy's answer: `null` means yes; otherwise the code of the reason. */
export type Decision = string | null;

export type Change = { table: FeedTable; id: string; scopeId: string; narrowed?: boolean };

export type Effects = {
  /** Every row written that a device may hold. */
  changes: Change[];
  /** One audit row for each; left out, one for each person (or the organisation) the changes are about. */
  audit?: { scopeId: string; details?: Record<string, unknown> }[];
};

export type CommandContext<Args, Facts> = {
  tx: Tx;
  args: Args;
  facts: Facts;
  actor: Actor;
  command: { id: string; recordedAt: string; receivedAt: string; packVersion: string };
};

/**
 * How far a command's transaction reaches. A function where the same command serves two: a supervisor hands over people of the peers they
 * supervise (near), a coordinator anyone's in their programmes (wide). The database refuses a reach the actor does not hold.
 */
export type ReachOf<Args> = Reach | ((actor: Actor, args: Args) => Reach);

export type CommandHandler = {
  command: CommandDefinition;
  forView?: true;
  forRepresentative?: true;
  upgrade?: Readonly<Record<number, OlderArguments<unknown>>>;
  reach: ReachOf<unknown>;
  /** Past tense, as in `contact.recorded`. */
  audit: string;
  dataClass: DataClass;
  asOfThen?: (args: unknown) => unknown;
  load: (tx: Tx, args: unknown, actor: Actor) => Promise<unknown>;
  may: (facts: unknown, actor: Actor, args: unknown) => Decision;
  run: (context: CommandContext<unknown, unknown>) => Promise<Effects>;
};

/** Ties a command to its policy, rules and SQL, with the types of its own arguments and facts. */
export function handle<Schema extends z.ZodType, Facts>(handler: {
  command: CommandDefinition<string, Schema>;
  /**
   * Versions that phones of the last two releases still send, each made into today's arguments by `older(schema, toCurrent)`. The compiler
   * asks for a change here whenever today's arguments change. See docs/recipes/add-a-command.md.
   */
  upgrade?: Readonly<Record<number, OlderArguments<z.input<Schema>>>>;
  reach: ReachOf<z.output<Schema>>;
  /**
   * Left out: a person acting through their own view is refused before anything is asked. Given: they may, in the reach `self`, and the
   * policy says what. For them the reach above is not looked at.
   */
  forView?: true;
  /** The same for a representative, in the reach `representative`: left out, they are refused before anything is asked. */
  forRepresentative?: true;
  audit: string;
  dataClass: DataClass;
  /**
   * Left out: access must hold when it arrives. Given: an entry that only adds, and so is taken in when access ended after it was made
   * (src/server/made-while-allowed.ts). Says what of its arguments is then taken: what would change a row of today is left out.
   */
  asOfThen?: (args: z.output<Schema>) => z.output<Schema>;
  /** Everything policy and rules need to know, read under row security: what the actor may not see is absent here. */
  load: (tx: Tx, args: z.output<Schema>, actor: Actor) => Promise<Facts>;
  may: (facts: Facts, actor: Actor, args: z.output<Schema>) => Decision;
  run: (context: CommandContext<z.output<Schema>, Facts>) => Promise<Effects>;
}): CommandHandler {
  // The registry holds handlers of many argument types in one list; each is only ever called with arguments its own schema parsed.
  return handler as unknown as CommandHandler;
}
