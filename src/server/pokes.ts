/**
 * "Something changed": one word to other devices of the organisation, so that they ask the feed. It carries no content.
 *
 * NOTIFY runs outside the command's transaction, because PostgreSQL takes one lock for all committing notifiers; a lost poke costs only
 * time, since devices also ask by themselves.
 */
import pg from 'pg';
import type { Database } from './db.ts';

const channel = 'kith_changes';
const quietMilliseconds = 150;

export type Pokes = {
  /** Told after a commit; several within a moment become one. */
  changed: (orgId: string) => void;
  /** Calls back whenever the organisation changed; returns how to stop. */
  listen: (orgId: string, onChange: () => void) => () => void;
  stop: () => Promise<void>;
};

/** Pokes every organisation's devices when the caller's transaction commits. @param client sees every row */
export async function tellEveryone(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_notify($1, org_id::text) from kith.change_counters', [channel]);
}

export async function openPokes(database: Database, connection: pg.ClientConfig): Promise<Pokes> {
  const listeners = new Map<string, Set<() => void>>();
  const pending = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  let client: pg.Client | undefined;

  const connect = async () => {
    const opened = new pg.Client(connection);
    opened.on('notification', ({ payload }) => {
      for (const tell of listeners.get(payload ?? '') ?? []) tell();
    });
    opened.on('error', () => undefined);
    opened.on('end', () => {
      if (!stopped) setTimeout(() => void connect().catch(() => undefined), 1000).unref();
    });
    await opened.connect();
    await opened.query(`listen ${channel}`);
    client = opened;
  };
  await connect();

  return {
    changed: (orgId) => {
      if (pending.has(orgId)) return;
      const timer = setTimeout(() => {
        pending.delete(orgId);
        void database.pool.query('select pg_notify($1, $2)', [channel, orgId]).catch(() => undefined);
      }, quietMilliseconds);
      timer.unref();
      pending.set(orgId, timer);
    },
    listen: (orgId, onChange) => {
      const set = listeners.get(orgId) ?? new Set();
      set.add(onChange);
      listeners.set(orgId, set);
      return () => {
        set.delete(onChange);
        if (set.size === 0) listeners.delete(orgId);
      };
    },
    stop: async () => {
      stopped = true;
      for (const timer of pending.values()) clearTimeout(timer);
      await client?.end();
    },
  };
}
