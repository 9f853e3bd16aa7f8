/**
 * A device in memory, for tests of screens: rows in Maps, previews laid over them as in the real one, an outbox that nothing leaves until
 * the test says so. It stores nothing and asks no network.
 */
import type { z } from 'zod';
import type { PackSet } from '../packs/pack-schema.ts';
import type { CommandDefinition, FeedTable, PreviewRow, Refusal } from '../shared/command.ts';
import { newId } from '../shared/id.ts';
import type { Device, Me, OutboxItem } from './device.ts';
import type { Rows } from './rows.ts';

export type TestDeviceParts = {
  me: Me;
  packs: PackSet;
  /** Synced rows, by table. */
  rows: { [T in FeedTable]?: readonly Rows[T][] };
  /** Answers of desk queries, by name; a name that is missing fails as it would without a network. */
  queries?: Record<string, (args: unknown) => unknown>;
  online?: boolean;
  /** The device's clock. */
  now?: () => Date;
};

export type TestDevice = Device & {
  /** Arguments of what was submitted, oldest first. */
  submitted: () => { name: string; args: unknown }[];
  /** The server refuses this command: its preview disappears and it waits for a human. */
  refuse: (commandId: string, refusal: Refusal) => void;
};

export function testDevice(parts: TestDeviceParts): TestDevice {
  const now = parts.now ?? (() => new Date());
  const listeners = new Set<() => void>();
  let outbox: (OutboxItem & { previews: PreviewRow[] })[] = [];
  let laid = new Map<FeedTable, ReadonlyMap<string, unknown>>();
  let items: readonly OutboxItem[] = [];

  function changed(next: typeof outbox): void {
    outbox = next;
    items = next.map(({ previews: _previews, ...item }) => item);
    laid = new Map();
    for (const listener of listeners) listener();
  }

  function lay(table: FeedTable): ReadonlyMap<string, unknown> {
    const known = laid.get(table);
    if (known) return known;
    const rows = new Map<string, unknown>((parts.rows[table] ?? []).map((row) => [row.id, row]));
    for (const { previews } of outbox.filter((item) => item.step !== 0)) {
      for (const preview of previews.filter((each) => each.table === table)) {
        rows.set(preview.id, { ...(rows.get(preview.id) as object | undefined), ...preview.set });
      }
    }
    laid.set(table, rows);
    return rows;
  }

  async function submit<Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: z.input<Schema>): Promise<string> {
    const parsed = command.args.parse(args);
    const recordedAt = now().toISOString();
    const { orgId, staffId } = parts.me;
    const previews = command.preview(parsed, { orgId, staffId, recordedAt, packVersion: parts.packs.version });
    const rows = previews.map(({ table, id, scopeId }) => ({ table, id, scopeId }));
    const item = { id: newId(), name: command.name, recordedAt, step: 1 as const, refusal: null, args: parsed, rows, previews };
    changed([...outbox, item]);
    return item.id;
  }

  return {
    me: parts.me,
    packs: parts.packs,
    // The map was filled from rows of this very table.
    rows: <T extends FeedTable>(table: T) => lay(table) as ReadonlyMap<string, Rows[T]>,
    submit,
    outbox: () => items,
    stepOf: (table, id) => items.findLast((item) => item.rows.some((row) => row.table === table && row.id === id))?.step ?? 3,
    letGo: async (commandId) => changed(outbox.filter((item) => item.id !== commandId)),
    tryAgain: async (commandId) =>
      changed(outbox.map((item) => (item.id === commandId ? { ...item, id: newId(), step: 1, refusal: null } : item))),
    online: () => parts.online ?? true,
    offlineSince: () => (parts.online === false ? now().toISOString() : null),
    matchedAt: () => now().toISOString(),
    overCap: () => 0,
    query: async <T>(name: string, args: unknown) => {
      const answer = parts.queries?.[name];
      if (!answer || parts.online === false) throw Object.assign(new Error('no network'), { code: 'no_network' });
      return answer(args) as T;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    submitted: () => outbox.map(({ name, args }) => ({ name, args })),
    refuse: (commandId, refusal) => changed(outbox.map((item) => (item.id === commandId ? { ...item, step: 0, refusal } : item))),
  };
}
