/**
 * A phone: the device's own code over a database in memory, one store for each of its users. It can die before or after any of its writes, lose
 * its store, and run out of room. What ties these parts together in a browser (`open-device.ts`) is not here; browser tests have it.
 */
import 'fake-indexeddb/auto';
import type { z } from 'zod';
import { checkInput } from '../../src/device/check-input.ts';
import type { WatchWrites } from '../../src/device/database.ts';
import { type LocalDb, openLocalDb } from '../../src/device/local-db.ts';
import { type Outbox, type OutboxEntry, openOutbox } from '../../src/device/outbox.ts';
import { type Keyring, makeSeals, newKeyring } from '../../src/device/seal.ts';
import { openSentCommands, type SentCommands } from '../../src/device/sent-commands.ts';
import { linkToServer, type ServerLink } from '../../src/device/server-link.ts';
import { openStore, type Store } from '../../src/device/store.ts';
import { syncOnce } from '../../src/device/sync-loop.ts';
import { openTrueTime, type TrueTime } from '../../src/device/true-time.ts';
import { confirmPurge } from '../../src/features/purges/confirm-purge.ts';
import type { CommandDefinition } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import type { Clock } from './sim-time.ts';
import type { Member } from './world.ts';

export const packVersion = 'core@2026.1';

/** The phone died: nothing it does from here on reaches its disk or the network. */
class Died extends Error {}

/** Dies at a write still to come: before it, or when it lies on the disk. `table` says at which kind. */
export type Death = { writes: number; when: 'before' | 'after' };

/** What a planted fault puts in place of a part of the phone. */
export type PhoneFaults = {
  link?: (link: ServerLink, notebook: Notebook) => ServerLink;
  store?: (store: Store, notebook: Notebook) => Store;
  outbox?: (outbox: Outbox) => Outbox;
  sent?: (sent: SentCommands) => SentCommands;
  db?: (db: LocalDb) => void;
  /** Says "saved" before it is. */
  saysSavedAtOnce?: boolean;
};

/** One user's store on a phone. */
export type Notebook = {
  phone: Phone;
  owner: Member;
  vaultId: string;
  keyring: Keyring;
  open: OpenNotebook | null;
  syncing: Promise<void> | null;
  /** The last round came to its end. */
  lastRound: { ended: boolean; differing: string[]; removed: OutboxEntry[] } | null;
};

export type OpenNotebook = { db: LocalDb; store: Store; outbox: Outbox; sent: SentCommands; link: ServerLink; time: TrueTime };

export type Phone = {
  name: string;
  deviceId: string;
  clock: Clock;
  notebooks: Notebook[];
  /** Whose is open. */
  user: Notebook;
  death: Death | null;
  isDead: boolean;
  /** Writes fail for want of room, this many times more. */
  roomless: number;
  hit: Map<string, number>;
  /** Its clock was turned back: what it says of earlier moments is wrong by as much. */
  jumped: boolean;
};

export type PhoneParts = { fetchFor: (notebook: Notebook) => typeof fetch; faults: PhoneFaults; steady: () => number; wall: () => number };

export async function aPhone(name: string, owners: readonly Member[], clock: Clock, deviceId: string): Promise<Phone> {
  const phone = {
    name,
    deviceId,
    clock,
    notebooks: [],
    death: null,
    isDead: false,
    roomless: 0,
    hit: new Map(),
    jumped: false,
  } as unknown as Phone;
  for (const owner of owners) {
    phone.notebooks.push({ phone, owner, vaultId: newId(), keyring: await newKeyring(), open: null, syncing: null, lastRound: null });
  }
  phone.user = phone.notebooks[0] as Notebook;
  return phone;
}

/** What a start of the app does. */
export async function openNotebook(notebook: Notebook, parts: PhoneParts): Promise<void> {
  const { phone, owner } = notebook;
  phone.isDead = false;
  phone.death = null;
  const db = openLocalDb(notebook.vaultId, writesOf(phone));
  parts.faults.db?.(db);
  const seals = makeSeals(notebook.keyring, notebook.vaultId);
  const opened = await openStore(db, seals, () => undefined);
  const store = parts.faults.store?.(opened, notebook) ?? opened;
  const real = await openOutbox(
    db,
    seals.of('outbox'),
    (entries) => store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews)),
    { rest: async () => undefined },
  );
  const outbox = parts.faults.outbox?.(real) ?? real;
  const reopened = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
  const sent = parts.faults.sent?.(reopened) ?? reopened;
  const time = openTrueTime({ wall: parts.wall, steady: parts.steady });
  const straight = linkToServer(phone.deviceId, parts.fetchFor(notebook), {
    headers: { 'x-kith-as': owner.staffId },
    onHeard: ({ serverAt }) => {
      if (serverAt !== null) time.heard(serverAt);
    },
  });
  notebook.open = { db, store, outbox, sent, time, link: parts.faults.link?.(straight, notebook) ?? straight };
}

/** Closed with its memory gone, as after a crash; what lies on the disk stays. */
export function closeNotebook(notebook: Notebook): void {
  notebook.open?.db.close();
  notebook.open = null;
  notebook.syncing = null;
}

/** What a person does who presses save. @returns the command's id, once it is safe on this phone */
export async function submit<Schema extends z.ZodType>(
  notebook: Notebook,
  command: CommandDefinition<string, Schema>,
  args: unknown,
  faults: PhoneFaults = {},
  onMade: (id: string) => void = () => undefined,
): Promise<string> {
  const { open, owner } = notebook;
  if (!open) throw new Error('a closed notebook');
  const parsed = checkInput(command, args);
  const behind = open.time.behind();
  const recordedAt = new Date(Date.now() + behind).toISOString();
  const envelope = { id: newId(), name: command.name, version: command.version, args: parsed, recordedAt, packVersion };
  onMade(envelope.id);
  const previews = command.preview(parsed, { orgId: owner.orgId, staffId: owner.staffId, recordedAt, packVersion });
  const added = open.outbox.add(envelope, previews, behind);
  if (faults.saysSavedAtOnce) added.catch(() => undefined);
  else await added;
  return envelope.id;
}

/** One round, as the loop would do it. It resolves also when it fails, as the loop does, which tries again later. */
export function beginRound(notebook: Notebook, onPurge: (id: string) => void): Promise<void> {
  const { open } = notebook;
  if (!open) throw new Error('a closed notebook');
  const before = open.outbox.entries();
  const { link, outbox, store, sent } = open;
  const purge = async (personIds: string[]) => void (await submit(notebook, confirmPurge, { personIds }, {}, onPurge));
  const round = syncOnce({ link, outbox, store, sent, confirmPurge: purge }).then(
    ({ differing }) => {
      const after = new Set(outbox.entries().map((entry) => entry.envelope.id));
      notebook.lastRound = { ended: true, differing, removed: before.filter((entry) => !after.has(entry.envelope.id)) };
    },
    () => {
      const after = new Set(outbox.entries().map((entry) => entry.envelope.id));
      notebook.lastRound = { ended: false, differing: [], removed: before.filter((entry) => !after.has(entry.envelope.id)) };
    },
  );
  const settled = round.then(() => {
    if (notebook.syncing === settled) notebook.syncing = null;
  });
  notebook.syncing = settled;
  return settled;
}

/** Each write passes here: the phone may die before it or after it, or have no room. */
function writesOf(phone: Phone): WatchWrites {
  return async ({ table, does }, perform) => {
    if (phone.isDead) throw new Died('the phone is dead');
    if (phone.roomless > 0 && does !== 'delete') {
      phone.roomless -= 1;
      count(phone, `no room/${table}`);
      throw new DOMException('no room', 'QuotaExceededError');
    }
    const last = phone.death !== null && --phone.death.writes <= 0;
    if (last && phone.death?.when === 'before') {
      die(phone, `before ${does} ${table}`);
      throw new Died('the phone died');
    }
    const done = await perform();
    if (last) die(phone, `after ${does} ${table}`);
    return done;
  };
}

function die(phone: Phone, point: string): void {
  phone.isDead = true;
  phone.death = null;
  count(phone, point);
}

function count(phone: Phone, point: string): void {
  phone.hit.set(point, (phone.hit.get(point) ?? 0) + 1);
}
