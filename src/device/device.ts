/** What screens know of the device: rows to read, one way to write, and where each entry is. */
import type { z } from 'zod';
import type { Role } from '../features/staff/role.ts';
import type { PackSet } from '../packs/pack-schema.ts';
import type { CommandDefinition, FeedTable, Refusal } from '../shared/command.ts';
import type { Rows } from './rows.ts';
import type { SafeKeeping } from './safe-keeping.ts';
import type { Restored } from './sent-commands.ts';

/** Who has unlocked this device. */
export type Me = {
  orgId: string;
  staffId: string;
  name: string;
  locale: string;
  roles: Role[];
  programmes: string[];
  view?: { personId: string };
  /** Left out for everybody but a representative: whose record it is that they read parts of. */
  represents?: { personId: string };
};

/** 1: only on this phone · 2: on the server · 3: read back and matched. 0: refused, needs attention. */
export type ReceiptStep = 0 | 1 | 2 | 3;

/** What travels with the rest but is nothing anybody has to think about: looks, confirmations of what was deleted, and a phone making itself known. */
export const quietCommands: ReadonlySet<string> = new Set(['record-look', 'confirm-purge', 'register-device-key']);

export type OutboxItem = {
  /** The command's id. */
  id: string;
  name: string;
  recordedAt: string;
  step: ReceiptStep;
  /** Why the server refused it; the entry stays here until a human decides. */
  refusal: Refusal | null;
  args: unknown;
  /** Six letters to compare by voice; null when it makes no row of its own. */
  code?: string | null;
  /** When its sealed copy was given to a colleague; null when it was not. */
  givenAt?: string | null;
  /** Ids of the rows it makes or changes, by table. */
  rows: { table: FeedTable; id: string; scopeId: string }[];
};

export type Device = {
  me: Me;
  packs: PackSet;
  /** Synced rows with previews of unsent commands laid over them. The map is replaced, never changed, when something changes. */
  rows: <T extends FeedTable>(table: T) => ReadonlyMap<string, Rows[T]>;
  /** The only way a screen writes. Resolves once the command is safely on this device; then the screen may say so. */
  submit: <Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: z.input<Schema>) => Promise<string>;
  outbox: () => readonly OutboxItem[];
  /** Where a row's newest entry is: from the outbox, or 3 for what came from the server. */
  stepOf: (table: FeedTable, id: string) => ReceiptStep;
  /** A refused entry its author gives up; asks nothing, so the screen must have asked. */
  letGo: (commandId: string) => Promise<void>;
  /** A refused entry its author wants to try again, as a new command. */
  tryAgain: (commandId: string) => Promise<void>;
  online: () => boolean;
  /** Since when there has been no answer from the server; null while there is one. */
  offlineSince: () => string | null;
  /** Whether everything the server has for this user was read to its end at least once; until then what is missing here may exist. */
  isFilled: () => boolean;
  /** When everything was last sent, read back and matched. */
  matchedAt: () => string | null;
  /** `too_old`: the server asks for a newer app; nothing is sent until then, and everything stays here. */
  fit: () => 'fits' | 'too_old';
  /** How many entries wait for a newer server, because this app is newer than it. */
  aheadOfServer: () => number;
  /** The server was restored to an earlier state: what of this device's it did not know and was sent again. Null once it was put aside. */
  restored: () => Restored | null;
  /** The person has read about it. */
  putRestoredAside: () => Promise<void>;
  /** People the actor may see but this device may not hold. */
  overCap: () => number;
  /** Asks the server's desk queries; needs a network. Throws `QueryFailed` with a code. */
  query: <T>(name: string, args: unknown) => Promise<T>;
  subscribe: (onChange: () => void) => () => void;
  /**
   * Called before the keys go: a form keeps what is in it. The notebook waits for what is returned, but not for ever.
   * @returns stops calling
   */
  onLocking: (keep: () => void | Promise<void>) => () => void;
  /** Drafts, room on the device, what is carried for colleagues, and what the browser did to the store. */
  safe: SafeKeeping;
};
