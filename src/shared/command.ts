/**
 * A command is the only way anything is written: a name, a version, an argument schema, and what it will look like on the screen
 * before the server has answered. The server's half (policy, audit event, SQL) is a `CommandHandler` in `server/command-handler.ts`.
 */
import type { z } from 'zod';

/** Tables a device may hold. Each has a feed in its feature. */
export type FeedTable =
  | 'organisations'
  | 'programmes'
  | 'staff'
  | 'people'
  | 'enrolments'
  | 'assignments'
  | 'goals'
  | 'goal_steps'
  | 'goal_ratings'
  | 'contacts'
  | 'entries'
  | 'follow_ups'
  | 'visits'
  | 'looks'
  | 'mirror_keeps'
  | 'consents'
  | 'locks'
  | 'disclosures'
  | 'views'
  | 'representatives'
  | 'requests'
  | 'emergencies';

/** A row as it will be once the command is accepted; merged over the synced row of the same id, field by field. */
export type PreviewRow = {
  table: FeedTable;
  id: string;
  /** The person the row is about, or the organisation's id. */
  scopeId: string;
  /** Column names in camelCase. What is not named here is left as it is. */
  set: Record<string, unknown>;
};

/** What a preview may know besides the arguments. */
export type PreviewContext = { orgId: string; staffId: string; recordedAt: string; packVersion: string };

export type CommandDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> = {
  name: Name;
  /** Raised when the meaning of the arguments changes; the server understands older ones for as long as phones send them. */
  version: number;
  args: Schema;
  preview: (args: z.output<Schema>, context: PreviewContext) => PreviewRow[];
};

export function defineCommand<Name extends string, Schema extends z.ZodType>(
  definition: CommandDefinition<Name, Schema>,
): CommandDefinition<Name, Schema> {
  return definition;
}

/** One command as it travels and as it waits in the outbox. */
export type CommandEnvelope = {
  /** UUIDv7, made on the device; the receipt's key. */
  id: string;
  name: string;
  version: number;
  args: unknown;
  /** The device's clock when the person pressed save. */
  recordedAt: string;
  packVersion: string;
};

/** Why a command was refused, in a form every language has words for: message `refusal_<code>`. */
export type Refusal = {
  code: string;
  /** Path of the argument at fault, when there is one. */
  field?: string;
  /** For `conflict`: the row as it is now, so that a person can compare. */
  current?: { table: FeedTable; row: Record<string, unknown> };
  /** For `conflict`: who made that row as it is now, and when by the server's clock. Left out when nobody can say. */
  by?: { staffId: string; at: string };
  /** Ids of rows the reader may see that explain the refusal (likely duplicates). */
  ids?: string[];
};

/** How many ids one question about commands may name. */
export const mostIdsAtOnce = 500;

export type CommandAnswer =
  | { id: string; outcome: 'accepted'; position: number }
  | { id: string; outcome: 'refused'; refusal: Refusal }
  /** Nothing was decided: keep it and try again. `newer`: this server is older than the app, so only its update helps; others need not wait. */
  | { id: string; outcome: 'later'; why?: 'newer' };
