/** Opens one user's store on this device and ties rows, outbox and sync together behind the `Device` that screens see. */
import type { PackSet } from '../packs/pack-schema.ts';
import type { CommandEnvelope, FeedTable } from '../shared/command.ts';
import { newId } from '../shared/new-id.ts';
import { checkInput } from './check-input.ts';
import { type Device, type Me, type OutboxItem, quietCommands, type ReceiptStep } from './device.ts';
import { deviceIdOfThisBrowser, keepDeviceId } from './device-id.ts';
import { openDrafts } from './drafts.ts';
import { guardAgainstEviction } from './eviction.ts';
import { keepLease } from './keep-lease.ts';
import { type Chunk, type LocalDb, openLocalDb } from './local-db.ts';
import { wakeOnNews } from './news.ts';
import { type OutboxEntry, openOutbox } from './outbox.ts';
import type { TypedPerson } from './person-called.ts';
import { type Evicted, openSafeKeeping } from './safe-keeping.ts';
import { dropKeys, makeSeals, SealBroken } from './seal.ts';
import { openSealing, type SealingFacts } from './sealing.ts';
import { openSentCommands, type SentCommands } from './sent-commands.ts';
import { type Heard, linkToServer, type ServerLink } from './server-link.ts';
import { sessionSealOf } from './session-seal.ts';
import { type LaidPreview, openStore, type Store } from './store.ts';
import { openOfThisAge } from './store-version.ts';
import { nothingSynced, startSyncLoop } from './sync-loop.ts';
import { openTrueTime } from './true-time.ts';
import { readUnsentMemory, rememberUnsent } from './unsent-memory.ts';
import { holdOpen } from './vault/open-locks.ts';
import type { Registry } from './vault/registry.ts';
import type { OpenVault } from './vault/vault.ts';

/** What `/api/me` says, kept sealed so that the app opens without a network. */
export type Identity = { me: Me; packs: PackSet; sealing?: SealingFacts };

const identityKey = 'identity';

/** What windows of one user tell each other: one was opened, something was kept, a round is over and everything was matched then (or never yet). */
type TabMessage = 'opened' | 'submitted' | { synced: string | null };

export type OpenDevice = Device & {
  vaultId: string;
  /** What requests of this user's carry beside the cookie. */
  headers: Readonly<Record<string, string>>;
  close: () => void;
  /** Lets forms keep what is in them, then drops keys and rows. */
  lock: () => Promise<void>;
  signedOut: () => boolean;
  syncNow: () => void;
  /** False once the time to read without the server has passed: recording goes on, rows are not shown. */
  mayRead: () => boolean;
  /** Whom the typed name means, among stored people who are not shown; null when nobody or several. */
  personCalled: (typed: string) => Promise<TypedPerson | null>;
  /** Asks the server who this is. True when it answered, which renews the time to read. */
  renewLease: () => Promise<boolean>;
  /** Stored pieces that did not open and are fetched anew, and entries that cannot be opened and stay. */
  damage: () => { pieces: number; entries: number };
};

export type Opening = {
  vault: OpenVault;
  registry: Registry;
  /** What the server just said about them; left out when opening without a network. */
  fresh?: Identity | undefined;
  onHeard?: ((heard: Heard) => void) | undefined;
  /** The sealed rows, read from the disk while the passphrase was stretched. */
  ahead?: Promise<Chunk[]> | undefined;
};

/** How long forms may take to keep what is in them before the keys go all the same. */
const patienceWithForms = 3_000;

/**
 * @throws StoreFromNewerApp when a newer app has changed the store; nothing in it is touched
 * @returns null when nothing that opens says who this is, and the server has not said so either
 */
export async function openDevice({ vault, registry, fresh, onHeard, ahead }: Opening): Promise<OpenDevice | null> {
  const vaultId = vault.record.id;
  const db = openLocalDb(vaultId);
  await openOfThisAge(db);
  const holding = holdOpen(vaultId);
  const seals = makeSeals(vault.keyring, vaultId);
  const notes = seals.of('notes');
  const lostMeanwhile = fresh ? await lostWhileClosed(db, vault.record.owner) : null;
  if (fresh) await db.notes.put({ key: identityKey, sealed: await notes.seal(identityKey, fresh) });
  const note = await db.notes.get(identityKey);
  const stored = note && (await notes.open(identityKey, note.sealed).catch(broken));
  if (!stored) {
    holding.abort();
    db.close();
    return null;
  }
  let identity = stored as Identity;
  const { staffId } = identity.me;

  const listeners = new Set<() => void>();
  const keepers = new Set<() => void | Promise<void>>();
  const underWay = new Set<Promise<unknown>>();
  let items: readonly OutboxItem[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const lease = await keepLease({ db, notes, isFresh: fresh !== undefined, isEndless: identity.me.view !== undefined, onEnd: tell });
  const deviceId = deviceIdOfThisBrowser();
  const time = openTrueTime();
  const guard = guardAgainstEviction(db, identityKey, () => {
    void drafts.flush();
    tell();
  });
  const sealing = await openSealing(db, notes, { orgId: identity.me.orgId, staffId, deviceId }, identity.sealing);
  const store = await openStore(db, seals, tell, { isRead: !lease.hasEnded(), ahead });
  let sent: SentCommands | undefined;
  let unreadable = () => 0;
  const showEntries = (entries: readonly OutboxEntry[]) => {
    items = entries.map(toItem);
    rememberUnsent(vault.record.owner, items, unreadable());
    store.setPreviews(previewsOf(entries, sent));
  };
  const keeping = { sealForServer: sealing.sealForServer, wasEvicted: guard.wasEvicted };
  const outbox = await openOutbox(db, seals.of('outbox'), showEntries, keeping);
  unreadable = outbox.unreadable;
  rememberUnsent(vault.record.owner, items, unreadable());
  const drafts = await openDrafts(db, notes, tell);
  sent = await openSentCommands({
    db,
    seals,
    outbox,
    onChange: () => store.setPreviews(previewsOf(outbox.entries(), sent)),
  });
  const safe = await openSafeKeeping({
    ...{ db, sealer: notes, outbox, drafts, me: identity.me, onChange: tell, time },
    canBeCarried: sealing.isKnown,
    isOutdated: guard.isOutdated,
    status: () => loop?.status() ?? nothingSynced,
    wake: () => loop?.wake(),
  });
  if (lostMeanwhile) await safe.noteEviction(lostMeanwhile);
  const { seal, rewrite: keepSeal } = await sessionSealOf(db, notes);
  const keepIdentity = async () => void (await db.notes.put({ key: identityKey, sealed: await notes.seal(identityKey, identity) }));
  // The wraps first: rows whose keys cannot be opened again are only noise.
  const keepWraps = async () => void (await registry.add(vault.record));
  const ownNotes = [{ rewrite: keepSeal }, { rewrite: lease.save }];
  guard.protect([{ rewrite: keepWraps }, outbox, sealing, drafts, safe, store, ...ownNotes, { rewrite: keepIdentity }], () => {
    keepDeviceId(deviceId);
    matchedElsewhere = null;
    loop?.claimNothing();
    void safe.noteEviction({ at: new Date().toISOString(), unsent: 0, since: null }).catch(() => undefined);
    loop?.wake();
  });
  const hoursAllowed = () => [...store.rows('organisations').values()][0]?.offlineLeaseHours;
  const headers = { 'x-kith-as': staffId, 'x-kith-seal': seal };
  const link = linkToServer(deviceId, fetch, {
    headers,
    onHeard: (heard) => {
      if (heard.serverAt !== null) time.heard(heard.serverAt);
      if (heard.ok && (heard.path === '/api/feed' || heard.path === '/api/me')) lease.renew(heard.serverAt, hoursAllowed());
      onHeard?.(heard);
    },
  });
  const otherTabs = new BroadcastChannel(`kith-${vaultId}`);
  /** What the window that sends for all has said. */
  let matchedElsewhere: string | null = null;
  const isReading = !lease.hasEnded();
  const loop = isReading
    ? startSyncLoop({
        link,
        outbox,
        store,
        sent,
        lockName: `kith-sync-${vaultId}`,
        // Loaded when there is something to confirm: with it comes the schema library, which Today does without.
        confirmPurge: async (personIds) => {
          const { confirmPurge } = await import('../features/purges/confirm-purge.ts');
          return submit(confirmPurge, { personIds });
        },
        onStatus: () => {
          const { matchedAt } = loop?.status() ?? { matchedAt: null };
          if (matchedAt !== null) safe.noteMatch(matchedAt);
          if (matchedAt !== null) void registry.change(vaultId, (record) => ({ ...record, matchedAt })).catch(() => undefined);
          tell();
        },
        onSynced: () => otherTabs.postMessage({ synced: loop?.status().matchedAt ?? null } satisfies TabMessage),
      })
    : null;
  const readAgain = () => Promise.all([store.reload(), outbox.reload(), drafts.reload(), sent.reload()]);
  otherTabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    const matchedAt = loop?.status().matchedAt ?? null;
    if (data === 'opened') {
      if (matchedAt !== null) otherTabs.postMessage({ synced: matchedAt } satisfies TabMessage);
      return;
    }
    // Memory is right and the disk is not while an eviction is being mended.
    const read = guard
      .wasEvicted()
      .then((was) => (was ? undefined : readAgain()))
      .catch(() => undefined);
    // Only what was read can be sent: woken before, this window would find nothing new and rest.
    if (data === 'submitted') void read.finally(() => loop?.wake());
    else matchedElsewhere = data.synced ?? matchedElsewhere;
  };
  otherTabs.postMessage('opened' satisfies TabMessage);
  const stopListening = loop
    ? wakeOnNews(loop.wake, identity.me.view || identity.me.represents ? null : { ...headers, 'x-kith-device': deviceId })
    : () => undefined;
  const renewIdentity = async (): Promise<boolean> => {
    const renewed = await askWhoIAm(link);
    if (!renewed || renewed.me.staffId !== staffId) return false;
    identity = renewed;
    await keepIdentity();
    await makeKnown(renewed.sealing);
    tell();
    // Bound at every opening: the session may be a new one.
    await link.bind(seal).catch(() => undefined);
    return true;
  };
  if (loop) void renewIdentity().catch(() => undefined);

  /** The server learns this phone's signing key, once; what was made before its own key was known is sealed now. */
  async function makeKnown(facts: SealingFacts | undefined) {
    const args = sealing.heard(facts);
    if (args) {
      // Loaded when it is needed, as with the confirming of purges: it brings the schema library.
      const { registerDeviceKey } = await import('../features/carried/register-device-key.ts');
      const asked = outbox.entries().filter((entry) => entry.envelope.name === registerDeviceKey.name);
      await outbox.remove(asked.filter((entry) => entry.state === 'refused').map((entry) => entry.envelope.id));
      if (!asked.some((entry) => entry.state !== 'refused')) await submit(registerDeviceKey, args);
    }
    await outbox.sealMissing();
  }

  const submit: Device['submit'] = async (command, args) => {
    const parsed = checkInput(command, args);
    const behind = time.behind();
    const recordedAt = new Date(Date.now() + behind).toISOString();
    const envelope: CommandEnvelope = {
      id: newId(),
      name: command.name,
      version: command.version,
      args: parsed,
      recordedAt,
      packVersion: identity.packs.version,
    };
    const context = { orgId: identity.me.orgId, staffId, recordedAt, packVersion: identity.packs.version };
    const added = outbox.add(envelope, command.preview(parsed, context), behind);
    underWay.add(added);
    await added.finally(() => underWay.delete(added));
    otherTabs.postMessage('submitted' satisfies TabMessage);
    if (!quietCommands.has(command.name)) safe.afterFirstEntry();
    loop?.wake();
    return envelope.id;
  };
  const close = () => {
    loop?.stop();
    stopListening();
    lease.stop();
    otherTabs.close();
    drafts.close();
    guard.stop();
    db.close();
    holding.abort();
    dropKeys(vault.keyring);
  };

  return {
    vaultId,
    headers,
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
      await outbox.add({ ...rebased.envelope, id: newId() }, rebased.previews, rebased.behind);
      await outbox.remove([commandId]);
      loop?.wake();
    },
    online: () => loop !== null && loop.status().offlineSince === null,
    offlineSince: () => loop?.status().offlineSince ?? null,
    isFilled: () => loop?.status().hasRead === true || safe.lastMatchAt() !== null || matchedElsewhere !== null,
    matchedAt: () => loop?.status().matchedAt ?? matchedElsewhere,
    fit: () => (loop?.status().tooOld ? 'too_old' : 'fits'),
    aheadOfServer: () => loop?.status().ahead ?? 0,
    restored: () => sent.restored(),
    putRestoredAside: async () => {
      await sent.putAside();
      otherTabs.postMessage({ synced: null } satisfies TabMessage);
    },
    overCap: () => store.state().overCap,
    query: link.query,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    safe,
    onLocking: (keep) => {
      keepers.add(keep);
      return () => keepers.delete(keep);
    },
    lock: async () => {
      const kept = Promise.allSettled([...[...keepers].map(async (keep) => keep()), ...underWay, drafts.flush()]);
      await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, patienceWithForms))]);
      await lease.save().catch(() => undefined);
      close();
    },
    signedOut: () => loop?.status().signedOut ?? false,
    syncNow: () => loop?.wake(),
    mayRead: () => isReading && !lease.hasEnded(),
    personCalled: async (typed) => (await import('./person-called.ts')).personCalled(typed, store),
    renewLease: renewIdentity,
    damage: () => ({ pieces: store.damaged(), entries: outbox.unreadable() }),
    close,
  };
}

/** Roles, packs and language may have changed since the app was last open; without a network the stored ones serve. */
async function askWhoIAm(link: ServerLink): Promise<Identity | null> {
  try {
    return (await link.me()) as Identity;
  } catch {
    return null;
  }
}

/** What does not open is as good as not there; anything else is a fault. */
function broken(error: unknown): undefined {
  if (error instanceof SealBroken) return undefined;
  throw error;
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

/** What is unsent, as it will look; what is offered again does not hide what others made of it since. */
function previewsOf(entries: readonly OutboxEntry[], sent: SentCommands | undefined): LaidPreview[] {
  const again = new Set(sent?.restored()?.again.map((one) => one.id));
  return entries
    .filter((entry) => entry.state !== 'refused')
    .flatMap((entry) => entry.previews.map((preview) => (again.has(entry.envelope.id) ? { ...preview, unlessNewer: true } : preview)));
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
    code: entry.code ?? null,
    givenAt: entry.givenAt ?? null,
    rows: entry.previews.map(({ table, id, scopeId }: { table: FeedTable; id: string; scopeId: string }) => ({ table, id, scopeId })),
  };
}

/**
 * Entries that were not on the server when this store was last open, and are gone: the browser took it away meanwhile. A number outside of the
 * store remembers them, in a place that browsers empty later.
 */
async function lostWhileClosed(db: LocalDb, owner: string): Promise<Evicted | null> {
  const before = readUnsentMemory(owner);
  if (before === null || before.count === 0 || (await db.notes.get(identityKey)) !== undefined || (await db.outbox.count()) > 0)
    return null;
  return { at: new Date().toISOString(), unsent: before.count, since: before.since };
}
