/** Opens one user's store on this device and ties rows, outbox and sync together behind the `Device` that screens see. */
import type { PackSet } from '../packs/pack-schema.ts';
import type { CommandEnvelope, FeedTable } from '../shared/command.ts';
import { newId } from '../shared/new-id.ts';
import type { Device, Me, OutboxItem, ReceiptStep } from './device.ts';
import { deviceKeyOf, openLocalDb } from './local-db.ts';
import { type OutboxEntry, openOutbox } from './outbox.ts';
import { makeSealer } from './seal.ts';
import { linkToServer, type ServerLink } from './server-link.ts';
import { openStore, type Store } from './store.ts';
import { startSyncLoop } from './sync-loop.ts';

/** What `/api/me` says, kept sealed so that the app opens without a network. */
export type Identity = { me: Me; packs: PackSet };

const identityKey = 'identity';
const lastUserKey = 'kith-last-user';
const deviceIdKey = 'kith-device';

/** The id this browser is known by; it names no one. */
export function deviceIdOfThisBrowser(): string {
  const known = localStorage.getItem(deviceIdKey);
  if (known) return known;
  const made = newId();
  localStorage.setItem(deviceIdKey, made);
  return made;
}

export function lastUser(): string | null {
  return localStorage.getItem(lastUserKey);
}

export function forgetLastUser(): void {
  localStorage.removeItem(lastUserKey);
}

export type OpenDevice = Device & { close: () => void; signedOut: () => boolean; syncNow: () => void };

/**
 * @param staffId whose store
 * @param fresh what the server just said about them; left out when opening without a network
 * @returns null when nothing is stored for them and the server has not said who they are
 */
export async function openDevice(staffId: string, fresh?: Identity): Promise<OpenDevice | null> {
  const db = openLocalDb(staffId);
  const sealer = makeSealer(await deviceKeyOf(staffId), staffId);
  if (fresh) await db.notes.put({ key: identityKey, sealed: await sealer.seal(identityKey, fresh) });
  const note = await db.notes.get(identityKey);
  if (!note) {
    db.close();
    return null;
  }
  let identity = (await sealer.open(identityKey, note.sealed)) as Identity;
  localStorage.setItem(lastUserKey, staffId);

  const listeners = new Set<() => void>();
  let items: readonly OutboxItem[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const store = await openStore(db, sealer, tell);
  const outbox = await openOutbox(db, sealer, (entries) => {
    items = entries.map(toItem);
    store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews));
  });

  const link = linkToServer(deviceIdOfThisBrowser());
  const otherTabs = new BroadcastChannel(`kith-${staffId}`);
  const loop = startSyncLoop({
    link,
    outbox,
    store,
    lockName: `kith-sync-${staffId}`,
    onStatus: tell,
    onSynced: () => otherTabs.postMessage('synced'),
  });
  otherTabs.onmessage = (message) => {
    void Promise.all([store.reload(), outbox.reload()]);
    if (message.data === 'submitted') loop.wake();
  };
  const stopListening = wakeOnNews(loop.wake);
  void renewIdentity(link).then(async (renewed) => {
    if (!renewed || renewed.me.staffId !== staffId) return;
    identity = renewed;
    await db.notes.put({ key: identityKey, sealed: await sealer.seal(identityKey, renewed) });
    tell();
  });

  const submit: Device['submit'] = async (command, args) => {
    const parsed = command.args.parse(args);
    const recordedAt = new Date().toISOString();
    const envelope: CommandEnvelope = {
      id: newId(),
      name: command.name,
      version: command.version,
      args: parsed,
      recordedAt,
      packVersion: identity.packs.version,
    };
    const context = { orgId: identity.me.orgId, staffId, recordedAt, packVersion: identity.packs.version };
    await outbox.add(envelope, command.preview(parsed, context));
    otherTabs.postMessage('submitted');
    loop.wake();
    return envelope.id;
  };

  return {
    get me() {
      return identity.me;
    },
    get packs() {
      return identity.packs;
    },
    rows: store.rows,
    submit,
    outbox: () => items,
    stepOf: (table, id) => {
      const last = outbox.entries().findLast((entry) => entry.previews.some((preview) => preview.table === table && preview.id === id));
      return last ? stepOfEntry(last) : 3;
    },
    letGo: (commandId) => outbox.remove([commandId]),
    tryAgain: async (commandId) => {
      const entry = outbox.entries().find((one) => one.envelope.id === commandId);
      if (entry?.state !== 'refused') return;
      const rebased = onTopOfNow(entry, store);
      await outbox.add({ ...rebased.envelope, id: newId() }, rebased.previews);
      await outbox.remove([commandId]);
      loop.wake();
    },
    online: () => loop.status().offlineSince === null,
    offlineSince: () => loop.status().offlineSince,
    matchedAt: () => loop.status().matchedAt,
    overCap: () => store.state().overCap,
    query: link.query,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    signedOut: () => loop.status().signedOut,
    syncNow: loop.wake,
    close: () => {
      loop.stop();
      stopListening();
      otherTabs.close();
      db.close();
    },
  };
}

/** Pokes by server-sent events, the browser's own news of a network, and coming back to the page. */
function wakeOnNews(wake: () => void): () => void {
  const events = new EventSource('/api/events');
  events.addEventListener('changed', wake);
  const onShown = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', onShown);
  return () => {
    events.close();
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', onShown);
  };
}

/** Roles, packs and language may have changed since the app was last open; without a network the stored ones serve. */
async function renewIdentity(link: ServerLink): Promise<Identity | null> {
  try {
    return (await link.me()) as Identity;
  } catch {
    return null;
  }
}

/** The same change, based on the row as it is now: its author has seen that it moved on and wants it all the same. */
function onTopOfNow(entry: OutboxEntry, store: Store): OutboxEntry {
  const args = entry.envelope.args as { basedOn?: unknown };
  const [first] = entry.previews;
  const version = first && store.synced(first.table, first.id)?.version;
  if (typeof args.basedOn !== 'number' || typeof version !== 'number') return entry;
  return {
    ...entry,
    envelope: { ...entry.envelope, args: { ...args, basedOn: version } },
    previews: entry.previews.map((preview) =>
      'version' in preview.set ? { ...preview, set: { ...preview.set, version: version + 1 } } : preview,
    ),
  };
}

function stepOfEntry(entry: OutboxEntry): ReceiptStep {
  if (entry.state === 'refused') return 0;
  return entry.state === 'accepted' ? 2 : 1;
}

function toItem(entry: OutboxEntry): OutboxItem {
  return {
    id: entry.envelope.id,
    name: entry.envelope.name,
    recordedAt: entry.envelope.recordedAt,
    step: stepOfEntry(entry),
    refusal: entry.refusal,
    args: entry.envelope.args,
    rows: entry.previews.map(({ table, id, scopeId }: { table: FeedTable; id: string; scopeId: string }) => ({ table, id, scopeId })),
  };
}
