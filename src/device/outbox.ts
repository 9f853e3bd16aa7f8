/** Commands on their way: made here, sent in order, kept until they were read back, or until a human decides about a refusal. */
import type { CommandAnswer, CommandEnvelope, PreviewRow, Refusal } from '../shared/command.ts';
import type { LocalDb } from './local-db.ts';
import type { Sealer } from './seal.ts';

/** waiting: not decided by the server · accepted: on the server, not read back yet · refused: needs its author's attention. */
export type OutboxEntry = {
  envelope: CommandEnvelope;
  previews: PreviewRow[];
  state: 'waiting' | 'accepted' | 'refused';
  /** Where to find it in the feed, once accepted. */
  position: number | null;
  refusal: Refusal | null;
};

export type Outbox = {
  entries: () => readonly OutboxEntry[];
  /** One put. When the promise resolves, the command survives a crash of the phone. */
  add: (envelope: CommandEnvelope, previews: PreviewRow[]) => Promise<void>;
  answered: (answers: readonly CommandAnswer[]) => Promise<void>;
  remove: (ids: readonly string[]) => Promise<void>;
  reload: () => Promise<void>;
};

export async function openOutbox(db: LocalDb, sealer: Sealer, onChange: (entries: readonly OutboxEntry[]) => void): Promise<Outbox> {
  let entries: OutboxEntry[] = [];
  let seqs = new Map<string, number>();

  const reload = async () => {
    const saved = await db.outbox.orderBy('seq').toArray();
    seqs = new Map(saved.map((row) => [row.id, row.seq]));
    entries = await Promise.all(saved.map(async (row) => (await sealer.open(row.id, row.sealed)) as OutboxEntry));
    onChange(entries);
  };
  await reload();

  /** One after the other, so that two presses of a button cannot get the same place in the order. */
  let adding: Promise<unknown> = Promise.resolve();

  return {
    entries: () => entries,
    add: (envelope, previews) => {
      const entry: OutboxEntry = { envelope, previews, state: 'waiting', position: null, refusal: null };
      const added = adding.then(async () => {
        const sealed = await sealer.seal(envelope.id, entry);
        await db.transaction('rw', db.outbox, async () => {
          const last = await db.outbox.orderBy('seq').last();
          const seq = (last?.seq ?? 0) + 1;
          await db.outbox.add({ id: envelope.id, seq, sealed });
          seqs.set(envelope.id, seq);
        });
        entries = [...entries, entry];
        onChange(entries);
      });
      adding = added.catch(() => undefined);
      return added;
    },
    answered: async (answers) => {
      const byId = new Map(answers.map((answer) => [answer.id, answer]));
      const next = holdBackWhatFollows(entries.map((entry) => withAnswer(entry, byId.get(entry.envelope.id))));
      const differing = next.filter((entry, at) => entry !== entries[at]);
      const sealed = await Promise.all(
        differing.map(async (entry) => ({
          id: entry.envelope.id,
          seq: seqs.get(entry.envelope.id) ?? 0,
          sealed: await sealer.seal(entry.envelope.id, entry),
        })),
      );
      await db.outbox.bulkPut(sealed);
      const changed = new Map(differing.map((entry) => [entry.envelope.id, entry]));
      entries = entries.map((entry) => changed.get(entry.envelope.id) ?? entry);
      onChange(entries);
    },
    remove: async (ids) => {
      if (ids.length === 0) return;
      await db.outbox.bulkDelete([...ids]);
      const removed = new Set(ids);
      entries = entries.filter((entry) => !removed.has(entry.envelope.id));
      onChange(entries);
    },
    reload,
  };
}

/** The rows a command makes or changes. */
export function rowsOf(entry: OutboxEntry): string[] {
  return entry.previews.map((preview) => `${preview.table}/${preview.id}`);
}

/**
 * What was built on a refused change is refused with it, unsent: sent alone it might overwrite a colleague's version in silence. A human
 * looks at both.
 */
function holdBackWhatFollows(entries: OutboxEntry[]): OutboxEntry[] {
  const refused = new Set<string>();
  return entries.map((entry) => {
    const follows = entry.state === 'waiting' && rowsOf(entry).some((row) => refused.has(row));
    const next: OutboxEntry = follows ? { ...entry, state: 'refused', refusal: { code: 'follows_refused' } } : entry;
    if (next.state === 'refused') for (const row of rowsOf(next)) refused.add(row);
    return next;
  });
}

function withAnswer(entry: OutboxEntry, answer: CommandAnswer | undefined): OutboxEntry {
  if (!answer || entry.state !== 'waiting') return entry;
  if (answer.outcome === 'accepted') return { ...entry, state: 'accepted', position: answer.position };
  if (answer.outcome === 'refused') return { ...entry, state: 'refused', refusal: answer.refusal };
  return entry;
}
