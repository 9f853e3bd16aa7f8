/**
 * Commands this device has seen through to "matched", kept for thirty days: should the server be restored to a state before them, they are
 * offered again, in the order the server first took them. Their ids are the same, so a server that has them gives the same answer.
 *
 * They lie sealed and are opened only when a restore was noticed and the server does not know them.
 */
import { mostIdsAtOnce } from '../shared/command.ts';
import type { Cursor } from '../shared/feed.ts';
import type { LocalDb, Sent } from './local-db.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import { SealBroken, type Seals } from './seal.ts';

/** The server keeps backups for about as long; older ones are restored by hand and with care. */
const daysKept = 30;
const memoryKey = 'sent';

/** One command that the restored server did not know. `isBack`: taken again, read back and matched. */
export type SentAgain = { id: string; name: string; isBack: boolean };

/** What a restore of the server meant for this device, until its owner has read about it. */
export type Restored = {
  /** When this device noticed, by the server's clock. */
  at: string;
  again: readonly SentAgain[];
};

type Memory = { epoch: string | null; restored: Restored | null };
const nothingYet: Memory = { epoch: null, restored: null };

export type SentCommands = {
  /** The epoch this device believes in. */
  epoch: () => string | null;
  restored: () => Restored | null;
  /** Remembers the epoch of a device's first feed. */
  believe: (epoch: string) => Promise<void>;
  /** Keeps what was matched. Call it before the outbox lets go: a crash between leaves a command in both, which is harmless. */
  keep: (matched: readonly OutboxEntry[], at: string) => Promise<void>;
  /** Lets go of what is older than thirty days by the server's clock; the device's own may be wrong by years. */
  letGoOfOld: (at: string) => Promise<void>;
  /**
   * The server was restored: puts what it does not know back into the outbox, before everything that waits, and lets what was accepted but not
   * matched wait for its answer again. All in one transaction with the new epoch; until that is written the old one is believed.
   * @param known answers which of these commands the server has accepted
   */
  offerAgain: (restored: { cursor: Cursor; at: string }, known: (ids: string[]) => Promise<string[]>) => Promise<void>;
  /** Its owner has read what came back. */
  putAside: () => Promise<void>;
  /** Reads what another tab wrote. */
  reload: () => Promise<void>;
};

export async function openSentCommands(parts: { db: LocalDb; seals: Seals; outbox: Outbox; onChange: () => void }): Promise<SentCommands> {
  const { db, seals, outbox, onChange } = parts;
  const notes = seals.of('notes');
  // The same piece as in the outbox, so that it can go back there.
  const sealer = seals.of('outbox');
  let memory = nothingYet;
  let lastDay = Number.NEGATIVE_INFINITY;

  const noteOf = async (next: Memory) => ({ key: memoryKey, sealed: await notes.seal(memoryKey, next) });
  const remember = (next: Memory) => {
    memory = next;
    onChange();
  };
  const reload = async () => {
    const note = await db.notes.get(memoryKey);
    remember((note && ((await unlessBroken(notes.open(memoryKey, note.sealed))) as Memory | undefined)) ?? nothingYet);
  };
  await reload();

  /** As it will lie in the outbox when it is offered again. */
  const sealedToWait = (entry: OutboxEntry) =>
    sealer.seal(entry.envelope.id, { ...entry, state: 'waiting', position: null, refusal: null } satisfies OutboxEntry);

  return {
    epoch: () => memory.epoch,
    restored: () => memory.restored,
    believe: async (epoch) => {
      const next = { ...memory, epoch };
      await db.notes.put(await noteOf(next));
      remember(next);
    },
    keep: async (matched, at) => {
      if (matched.length === 0) return;
      const day = dayOf(at);
      const lying = await db.outbox.getAll(matched.map((entry) => entry.envelope.id));
      const pieces: Sent[] = await Promise.all(
        matched.map(async (entry, n) => ({
          ...lying[n],
          id: entry.envelope.id,
          // The order in which the server took them; a device's own clock and counting may start again.
          seq: entry.position ?? 0,
          sealed: await sealedToWait(entry),
          day,
        })),
      );
      const next = { ...memory, restored: withBack(memory.restored, new Set(pieces.map((piece) => piece.id))) };
      const note = next.restored === memory.restored ? undefined : await noteOf(next);
      await db.transaction(['sent', 'notes'], async (tables) => {
        await tables.sent.putAll(pieces);
        if (note) await tables.notes.put(note);
      });
      if (note) remember(next);
    },
    letGoOfOld: async (at) => {
      const day = dayOf(at);
      if (day === lastDay) return;
      await db.sent.deleteWhere('day', [IDBKeyRange.upperBound(day - daysKept, true)]);
      lastDay = day;
    },
    offerAgain: async ({ cursor, at }, known) => {
      const kept = await db.sent.toArray();
      const there = new Set<string>();
      for (let n = 0; n < kept.length; n += mostIdsAtOnce) {
        for (const id of await known(kept.slice(n, n + mostIdsAtOnce).map((piece) => piece.id))) there.add(id);
      }
      const unknown = kept.filter((piece) => !there.has(piece.id)).sort((a, b) => a.seq - b.seq);
      // A piece that does not open stays where it is, and does not keep the others from being offered.
      const opened = await Promise.all(
        unknown.map(async (piece) => ({
          piece,
          entry: (await unlessBroken(sealer.open(piece.id, piece.sealed))) as OutboxEntry | undefined,
        })),
      );
      const missing = opened.filter(({ entry }) => entry !== undefined).map(({ piece }) => piece);
      const again = opened.flatMap(({ entry }) => (entry ? [{ id: entry.envelope.id, name: entry.envelope.name, isBack: false }] : []));
      const undecided = await Promise.all(
        outbox
          .entries()
          .filter((entry) => entry.state === 'accepted')
          .map(async (entry) => [entry.envelope.id, await sealedToWait(entry)] as const),
      );
      const next = { epoch: cursor.epoch, restored: withAgain(memory.restored, at, again) };
      const note = await noteOf(next);
      await db.transaction(['outbox', 'sent', 'notes'], async (tables) => {
        for (const [id, sealed] of undecided) await tables.outbox.update(id, { sealed });
        const first = await tables.outbox.first('seq');
        const from = (first?.seq ?? 1) - missing.length;
        await tables.outbox.putAll(missing.map(({ day: _day, ...piece }, n) => ({ ...piece, seq: from + n })));
        await tables.sent.deleteAll(missing.map((piece) => piece.id));
        await tables.notes.put(note);
      });
      await outbox.reload();
      remember(next);
    },
    putAside: async () => {
      const next = { ...memory, restored: null };
      await db.notes.put(await noteOf(next));
      remember(next);
    },
    reload,
  };
}

async function unlessBroken(opening: Promise<unknown>): Promise<unknown> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** Days since 1970. */
function dayOf(at: string): number {
  return Math.floor(Date.parse(at) / 86_400_000);
}

/** A second restore before the first was read about is told together with it. */
function withAgain(before: Restored | null, at: string, again: readonly SentAgain[]): Restored {
  const anew = new Set(again.map((one) => one.id));
  return { at, again: [...(before?.again ?? []).filter((one) => !anew.has(one.id)), ...again] };
}

function withBack(restored: Restored | null, ids: ReadonlySet<string>): Restored | null {
  if (!restored?.again.some((one) => !one.isBack && ids.has(one.id))) return restored;
  return { ...restored, again: restored.again.map((one) => (ids.has(one.id) ? { ...one, isBack: true } : one)) };
}
