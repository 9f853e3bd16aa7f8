/** A read for the desk: what a phone does not hold. Every query names its policy, its reach and its row of the matrix. */
import type { z } from 'zod';
import { type Actor, ownReach } from './actor.ts';
import type { DataClass, Decision } from './command-handler.ts';
import type { Database, Reach, Tx } from './db.ts';

export type QueryHandler = {
  name: string;
  /** A function where the same question is asked from two offices; the database refuses a reach the actor does not hold. */
  reach: Reach | ((actor: Actor) => Reach);
  /** As for a command: left out, a person's own view is refused. */
  forView?: true;
  forRepresentative?: true;
  dataClass: DataClass;
  args: z.ZodType;
  answer: z.ZodType;
  may: (actor: Actor, args: unknown) => Decision;
  /** Brings up to date what the query reads, in a transaction of its own: the query itself only reads. */
  prepare?: (database: Database, actor: Actor) => Promise<void>;
  run: (context: { tx: Tx; args: unknown; actor: Actor }) => Promise<unknown>;
};

/**
 * Ties a query to its policy and SQL. A query about one person also writes a look: the device sends `record-look` for what it shows, and
 * the desk's queries return lists and counts only.
 */
export function query<Args extends z.ZodType, Answer extends z.ZodType>(handler: {
  /** Verb-noun, as in `count-contacts`. */
  name: string;
  reach: QueryHandler['reach'];
  forView?: true;
  forRepresentative?: true;
  dataClass: DataClass;
  args: Args;
  answer: Answer;
  may: (actor: Actor, args: z.output<Args>) => Decision;
  prepare?: (database: Database, actor: Actor) => Promise<void>;
  run: (context: { tx: Tx; args: z.output<Args>; actor: Actor }) => Promise<z.input<Answer>>;
}): QueryHandler {
  // The registry holds handlers of many argument types in one list; each is only ever called with arguments its own schema parsed.
  return handler as unknown as QueryHandler;
}

/** Whether this actor may ask at all; what a query has not been opened to, neither a person's own view nor a representative may ask. */
export function mayAsk(handler: QueryHandler, actor: Actor, args: unknown): Decision {
  if (actor.represents && !handler.forRepresentative) return 'not_for_representatives';
  return actor.view && !handler.forView ? 'not_in_own_view' : handler.may(actor, args);
}

/** The reach this actor's question takes on. */
export function reachOfQuery(handler: QueryHandler, actor: Actor): Reach {
  if (actor.view || actor.represents) return ownReach(actor);
  return typeof handler.reach === 'function' ? handler.reach(actor) : handler.reach;
}
