/**
 * Whose notebook is open in this tab, and how it gets open and shut again. One at a time; its keys live here and nowhere else. Screens ask
 * through `Session`; nothing in here draws.
 */
import { deviceIdOfThisBrowser } from '../device/device-id.ts';
import { type Identity, type OpenDevice, type Opening, openDevice } from '../device/open-device.ts';
import { type Heard, LinkFailed, linkToServer } from '../device/server-link.ts';
import { StoreFromNewerApp } from '../device/store-version.ts';
import type { Argon2Params } from '../device/vault/argon2.ts';
import { CannotDerive, deriveInWorker, warmUpWorker } from '../device/vault/argon2-in-worker.ts';
import { lockWhenUnused } from '../device/vault/auto-lock.ts';
import { legacyStaffId, openLegacy, putInOrder, readAhead } from '../device/vault/before-opening.ts';
import type { LegacyStore } from '../device/vault/legacy.ts';
import type { VaultPasskey } from '../device/vault/passkey-prf.ts';
import { openRegistry } from '../device/vault/registry.ts';
import {
  createVault,
  type LockAfter,
  type OpenVault,
  passkeyWrapOf,
  unlockByPasskey,
  unlockByPassphrase,
  usualLockAfter,
  withPasskey,
} from '../device/vault/vault.ts';
import { WrongPassphrase } from '../device/vault/wraps.ts';
import { fromInstant } from '../shared/calendar-day.ts';
import { ownerMark } from '../shared/owner-mark.ts';
import { askWhetherEnded, wipeEnded } from './ended.ts';
import { helpLinesOf } from './help-lines.ts';
import { initialsOf } from './initials.ts';
import type { NotebookState, Notice, NotOpened } from './notebook-state.ts';
import { payOwed } from './owed.ts';
import { usersOnThisDevice } from './users-on-device.ts';

const chosenKey = 'kith-last-vault';
const askAgainEvery = 5 * 60_000;
/** One sign-out is as good as several. */
const signOutId = 'sign-out';
const registry = openRegistry();
const listeners = new Set<() => void>();
let state: NotebookState = { at: 'looking' };
let opened: { device: OpenDevice; vault: OpenVault; stop: () => void } | null = null;
/** Set while the set-up page is shown. */
let preparing: { identity: Identity; vaultId: string | null; legacy: LegacyStore | null } | null = null;
let begun: Promise<void> | null = null;
let isWiping = false;

function set(next: NotebookState): void {
  state = next;
  for (const listener of listeners) listener();
}

export const notebook = {
  state: () => state,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  registry,
  derive: deriveInWorker,

  /** Looks who uses this device. Does nothing the second time. */
  begin: (): Promise<void> => {
    begun ??= look();
    return begun;
  },

  /** What requests of whoever's notebook is open carry beside the cookie. */
  headers: (): Readonly<Record<string, string>> => opened?.device.headers ?? {},

  /** Id of the vault that is open in this tab. */
  openVault: (): string | null => opened?.vault.record.id ?? null,

  /** How long it stays open untouched, from now on. */
  lockAfter: (next: LockAfter) => {
    if (opened) opened.vault = { ...opened.vault, record: { ...opened.vault.record, lockAfter: next } };
  },

  /** Somebody is about to type their passphrase. */
  expectUnlock: warmUpWorker,

  choose: (id: string) => {
    if (state.at === 'locked') set({ ...state, chosen: id, notice: null });
  },

  unlock: async (id: string, passphrase: string): Promise<NotOpened | null> => {
    const record = await registry.find(id);
    if (!record) return { why: 'broken' };
    const counted = await registry.takeTry(id, Date.now());
    if ('wait' in counted) return { why: 'wait', milliseconds: counted.wait };
    try {
      const ahead = readAhead(id);
      const vault = await unlockByPassphrase(record, passphrase, deriveInWorker);
      await registry.forgetTries(id);
      await open(vault, { ahead });
      return null;
    } catch (error) {
      if (!(error instanceof WrongPassphrase)) {
        // No guess was made: neither lack of memory nor a damaged record is held against anybody.
        await registry.change(id, (now) => ({ ...now, tries: record.tries }));
        return { why: error instanceof CannotDerive ? 'memory' : 'broken' };
      }
      if (counted.left > 0) return { why: 'wrong', left: counted.left };
      await (await import('../device/vault/emptying.ts')).clearStore(registry, id);
      await showUsers('cleared', id);
      return { why: 'wrong', left: 0 };
    }
  },

  /** @throws PasskeyFailed, PasskeyDiffers: nothing is counted, and the passphrase opens it as before */
  unlockWithPasskey: async (id: string): Promise<void> => {
    const record = await registry.find(id);
    const wrap = record && passkeyWrapOf(record);
    if (!record || !wrap) return;
    const { secretOf } = await import('../device/vault/passkey-prf.ts');
    const ahead = readAhead(id);
    await open(await unlockByPasskey(record, await secretOf(wrap)), { ahead });
  },

  /** The passphrase is forgotten. After signing in a new one may be chosen; until then nothing changes. @returns whether it may be now */
  forget: async (id: string): Promise<boolean> => {
    if (state.at !== 'locked' || state.mayReplace !== id) return false;
    await prepareFor(await askIdentity(), id);
    return true;
  },

  /** Makes the vault of whoever is setting up, and opens it. @param how.params as measured while the page was read */
  setUp: async (passphrase: string, how: { params: Argon2Params | undefined; passkey: VaultPasskey | null }): Promise<void> => {
    if (!preparing) return;
    const { identity, vaultId, legacy } = preparing;
    const { staffId, name } = identity.me;
    const derive = deriveInWorker;
    const made = await createVault({
      ...{ id: vaultId ?? undefined, initials: initialsOf(name), passphrase, params: how.params, derive },
      owner: await ownerMark(deviceIdOfThisBrowser(), staffId),
    });
    const vault = how.passkey ? { ...made, record: await withPasskey(made.record, { passphrase, derive }, how.passkey) } : made;
    const { fillNewVault } = await import('../device/vault/filling.ts');
    await fillNewVault(registry, vault, legacy);
    preparing = null;
    await open(vault, { fresh: identity });
  },

  /** Shuts the notebook: forms keep what is in them, then keys and rows go. Other tabs of the same user follow. */
  lock: async (): Promise<void> => {
    await shut();
    await showUsers(null);
  },

  /** The time to read has ended, and the server may be there again. */
  tryToRead: (): Promise<boolean> => {
    // Asked by a timer, by the network and by a finger at once: opened twice, the one that is not shown would hold the right to send.
    trying ??= renewAndReopen().finally(() => {
      trying = null;
    });
    return trying;
  },

  /** Somebody has just signed in at the server, with password or passkey. */
  signedIn: async (): Promise<void> => {
    // The session that was to be ended has been replaced; this one is wanted.
    await registry.paid(signOutId);
    const identity = await askIdentity();
    if (opened?.device.me.staffId === identity.me.staffId) {
      await opened.device.renewLease();
      opened.device.syncNow();
      if (state.at === 'unread') await notebook.tryToRead();
      return;
    }
    await shut();
    const owner = await ownerMark(deviceIdOfThisBrowser(), identity.me.staffId);
    const record = (await registry.list()).find((one) => one.owner === owner);
    if (record && record.wraps.length > 0) await showUsers(null, record.id, record.id);
    else await prepareFor(identity, record?.id ?? null);
  },

  /** Signing out: keys and rows go at once, the server is told as soon as it can be. What is stored stays, sealed. */
  leave: async (): Promise<void> => {
    await registry.owe({ id: signOutId, what: 'sign_out', owner: null, device: deviceIdOfThisBrowser(), kept: 0 });
    await shut();
    await payOwed(registry);
    await showUsers(null);
  },
};

let trying: Promise<boolean> | null = null;

async function renewAndReopen(): Promise<boolean> {
  if (!opened || state.at !== 'unread') return false;
  const { vault, device } = opened;
  if (!(await device.renewLease())) return false;
  await reopen(vault);
  return true;
}

async function look(): Promise<void> {
  void payOwed(registry);
  window.addEventListener('online', () => void payOwed(registry));
  const known = legacyStaffId();
  const legacy = known === null ? null : await openLegacy(known);
  const identity = (await legacy?.note('identity')) as Identity | undefined;
  const users = await registry.list();
  const owner = known === null ? null : await ownerMark(deviceIdOfThisBrowser(), known);
  if (legacy && identity && !users.some((user) => user.owner === owner)) {
    preparing = { identity, vaultId: null, legacy };
    set({ at: 'set_up', identity, isAgain: false });
    return;
  }
  legacy?.close();
  if (users.length > 0) {
    await showUsers(null);
    const ask = () => {
      if (!opened) askWhetherEnded(onHeard);
    };
    ask();
    setInterval(ask, askAgainEvery);
    window.addEventListener('online', ask);
    return;
  }
  try {
    await prepareFor(await askIdentity(), null);
  } catch (error) {
    const why = error instanceof LinkFailed ? error.why : 'unreachable';
    set({ at: why === 'signed_out' ? 'sign_in' : why === 'too_old' ? 'too_old' : 'unreachable' });
  }
}

async function prepareFor(identity: Identity, vaultId: string | null): Promise<void> {
  const legacy = vaultId === null ? await openLegacy(identity.me.staffId) : null;
  preparing = { identity, vaultId, legacy };
  set({ at: 'set_up', identity, isAgain: vaultId !== null });
}

async function open(unlocked: OpenVault, given: Pick<Opening, 'fresh' | 'ahead'> = {}): Promise<void> {
  const { id, owner } = unlocked.record;
  const vault = await putInOrder(registry, unlocked);
  // What was put in order has other rows than those read ahead.
  const ahead = vault === unlocked ? given.ahead : undefined;
  let device: OpenDevice | null;
  try {
    device = await openDevice({ vault, registry, fresh: given.fresh, onHeard, ahead });
  } catch (error) {
    if (!(error instanceof StoreFromNewerApp)) throw error;
    set({ at: 'newer_store', waiting: error.waiting });
    return;
  }
  if (!device) {
    // Who this is does not open any more: the server says it again, if it is asked in the right name.
    const identity = await askIdentity().catch(() => null);
    const isTheirs = identity !== null && (await ownerMark(deviceIdOfThisBrowser(), identity.me.staffId)) === owner;
    device = isTheirs ? await openDevice({ vault, registry, fresh: identity, onHeard }) : null;
    if (!device) {
      await showUsers('needs_sign_in', id);
      return;
    }
  }
  const shown = device;
  localStorage.setItem(chosenKey, id);
  void registry
    .change(id, (record) => ({ ...record, helpLines: helpLinesOf(shown.packs, fromInstant(new Date(), 'UTC')) }))
    .catch(() => undefined);
  const stopLock = lockWhenUnused(
    () => opened?.vault.record.lockAfter ?? usualLockAfter,
    () => void notebook.lock(),
  );
  const tabs = new BroadcastChannel(`kith-lock-${id}`);
  tabs.onmessage = () => void shut({ isAlone: true }).then(() => showUsers(null));
  const stopLooking = shown.subscribe(() => {
    if (state.at === 'open' && state.device === shown && !shown.mayRead()) void reopen(vault);
  });
  opened = {
    device: shown,
    vault,
    stop: () => {
      stopLock();
      stopLooking();
      tabs.close();
    },
  };
  set({ at: shown.mayRead() ? 'open' : 'unread', device: shown });
}

/** With the same keys, to read again or no longer. */
async function reopen(vault: OpenVault): Promise<void> {
  const kept = { ...vault, keyring: { ...vault.keyring, keys: new Map(vault.keyring.keys) } };
  await shut({ isAlone: true });
  await open(kept);
}

async function shut({ isAlone = false } = {}): Promise<void> {
  if (!opened) return;
  const { device, stop, vault } = opened;
  opened = null;
  stop();
  if (!isAlone) {
    const tabs = new BroadcastChannel(`kith-lock-${vault.record.id}`);
    tabs.postMessage('lock');
    tabs.close();
  }
  await device.lock();
  set({ at: 'looking' });
}

/** @param mayReplace whose owner has just signed in, and so may choose a new passphrase */
async function showUsers(notice: Notice | null, chosen?: string, mayReplace: string | null = null): Promise<void> {
  const users = await usersOnThisDevice(registry);
  if (users.length === 0) {
    set({ at: 'sign_in' });
    return;
  }
  const last = chosen ?? localStorage.getItem(chosenKey);
  const [first] = users;
  set({ at: 'locked', users, chosen: users.find((user) => user.id === last)?.id ?? first?.id ?? null, mayReplace, notice });
}

function onHeard({ ended }: Heard): void {
  if (ended.length === 0) return;
  if (isWiping) return;
  isWiping = true;
  const shutIfOpen = async (id: string) => {
    if (opened?.vault.record.id === id) await shut();
  };
  void wipeEnded(registry, ended, shutIfOpen)
    .then(() => (opened ? undefined : showUsers('wiped')))
    .catch(() => undefined) // what is left is told again at the next contact
    .finally(() => {
      isWiping = false;
    });
}

async function askIdentity(): Promise<Identity> {
  return (await linkToServer(deviceIdOfThisBrowser(), fetch, { onHeard }).me()) as Identity;
}
