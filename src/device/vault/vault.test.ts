/** Keys: what opens a vault, what does not, and that nothing weaker is ever accepted. */
import { describe, expect, it } from 'vitest';
import { makeSeals, newKeyring, SealBroken } from '../seal.ts';
import { type Derive, deriveHere } from './argon2.ts';
import { calibrate, floor, refuseBelowFloor, steps, WeakParameters } from './strength.ts';
import {
  createVault,
  isDueForNewKey,
  unlockByPasskey,
  unlockByPassphrase,
  VaultDamaged,
  type VaultRecord,
  withNewDataKey,
  withNewPassphrase,
  withOnlyCurrentKey,
  withoutKeys,
  withPasskey,
} from './vault.ts';
import { PasskeyDiffers, WrongPassphrase } from './wraps.ts';

const passphrase = 'thimble harbor saffron quilt';
/** Argon2id as it is, with little memory: what it costs is tried once, below. */
const quick: Derive = (secret, salt) => deriveHere(secret, salt, { memoryKiB: 64, passes: 1 });
const aVault = () => createVault({ initials: 'MK', owner: 'a'.repeat(64), passphrase, derive: quick, params: floor });
const aPasskey = () => ({ credentialId: bytes(16), salt: bytes(32), secret: bytes(32) });
const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

describe('a vault', () => {
  it('refuses another passphrase, and opens what was sealed with its own', async () => {
    const { record, keyring } = await aVault();
    await expect(unlockByPassphrase(record, 'thimble harbor saffron quilts', quick)).rejects.toThrow(WrongPassphrase);
    const sealed = await makeSeals(keyring, record.id).of('notes').seal('x', { words: 'the lake' });
    const again = await unlockByPassphrase(record, passphrase, quick);
    expect(await makeSeals(again.keyring, record.id).of('notes').open('x', sealed)).toEqual({ words: 'the lake' });
  });

  it('takes the passphrase as a phone may write it: with a capital, doubled spaces, composed letters', async () => {
    const { record } = await createVault({
      ...{ initials: 'M', owner: 'a', passphrase: 'ஏரி café மரம் walk', derive: quick, params: floor },
    });
    for (const typed of ['ஏரி café மரம் walk', ' ஏரி  Café மரம் Walk ', 'ஏரி cafe\u0301 மரம் walk'])
      await expect(unlockByPassphrase(record, typed, quick)).resolves.toBeDefined();
    await expect(unlockByPassphrase(record, 'ஏரி cafe மரம் walk', quick)).rejects.toThrow(WrongPassphrase);
  });

  it('holds no key that a script could export', async () => {
    const { keyring, vaultKey } = await aVault();
    for (const key of [vaultKey, keyring.names, ...keyring.keys.values()]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  });

  it('keeps nothing readable in its record but initials, times and parameters', async () => {
    const { record } = await aVault();
    const text = JSON.stringify(record, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    for (const word of passphrase.split(' ')) expect(text).not.toContain(word);
    expect(Object.keys(record).sort()).toEqual(
      ['current', 'id', 'initials', 'keys', 'lockAfter', 'matchedAt', 'names', 'owner', 'tries', 'wraps'].sort(),
    );
  });

  it('opens with a passkey beside the passphrase, and not with another answer of the passkey', async () => {
    const { record } = await aVault();
    const passkey = aPasskey();
    await expect(withPasskey(record, { passphrase: 'not mine', derive: quick }, passkey)).rejects.toThrow(WrongPassphrase);
    const both = await withPasskey(record, { passphrase, derive: quick }, passkey);
    await expect(unlockByPasskey(both, bytes(32))).rejects.toThrow(PasskeyDiffers);
    expect((await unlockByPasskey(both, passkey.secret)).keyring.current).toBe(record.current);
    expect(both.wraps.map((wrap) => wrap.kind).sort()).toEqual(['passkey', 'passphrase']);
  });

  it('changes its passphrase only for who knows the old one, and keeps its keys', async () => {
    const { record, keyring } = await aVault();
    const next = 'lantern ember cobalt willow';
    await expect(withNewPassphrase(record, { old: 'wrong', next, derive: quick })).rejects.toThrow(WrongPassphrase);
    const changed = await withNewPassphrase(record, { old: passphrase, next, derive: quick });
    await expect(unlockByPassphrase(changed, passphrase, quick)).rejects.toThrow(WrongPassphrase);
    expect((await unlockByPassphrase(changed, next, quick)).keyring.current).toBe(keyring.current);
  });

  it('opens for nobody once its keys were thrown away', async () => {
    const { record } = await aVault();
    await expect(unlockByPassphrase(withoutKeys(record), passphrase, quick)).rejects.toThrow(VaultDamaged);
  });

  it('notices a key of another vault put in place of its own', async () => {
    const [mine, theirs] = [await aVault(), await aVault()];
    const swapped = { ...mine.record, keys: theirs.record.keys, current: theirs.record.current };
    await expect(unlockByPassphrase(swapped, passphrase, quick)).rejects.toThrow(VaultDamaged);
  });

  it('gets a new data key after a year, opens old pieces until they are sealed anew, and then forgets the old key', async () => {
    const open = await aVault();
    const inAYear = Date.now() + 366 * 86_400_000;
    expect(isDueForNewKey(open.record)).toBe(false);
    expect(isDueForNewKey(open.record, inAYear)).toBe(true);
    const old = await makeSeals(open.keyring, open.record.id).of('notes').seal('x', 1);
    const renewed = await withNewDataKey(open, inAYear);
    expect(await makeSeals(renewed.keyring, open.record.id).of('notes').open('x', old)).toBe(1);
    const later = await unlockByPassphrase(withOnlyCurrentKey(renewed.record), passphrase, quick);
    await expect(makeSeals(later.keyring, open.record.id).of('notes').open('x', old)).rejects.toThrow(SealBroken);
  });
});

describe('a vault with what a passphrase really costs', () => {
  it('opens, and not with another passphrase', async () => {
    const { record } = await createVault({ initials: 'MK', owner: 'a', passphrase, derive: deriveHere, params: floor });
    await expect(unlockByPassphrase(record, 'another one', deriveHere)).rejects.toThrow(WrongPassphrase);
    expect((await unlockByPassphrase(record, passphrase, deriveHere)).record.id).toBe(record.id);
    // What was stretched less opens nothing.
    await expect(unlockByPassphrase(record, passphrase, quick)).rejects.toThrow(WrongPassphrase);
  }, 30_000);
});

describe('parameters', () => {
  const weakened = async (change: object): Promise<VaultRecord> => {
    const { record } = await aVault();
    return { ...record, wraps: record.wraps.map((wrap) => ({ ...wrap, ...change })) };
  };

  it.each([
    ['less memory', { memoryKiB: 8 * 1024 }],
    ['one pass', { passes: 1 }],
    ['no memory at all', { memoryKiB: 0 }],
    ['parts of a pass', { passes: 2.5 }],
    ['not a number', { memoryKiB: Number.NaN }],
    ['so much that the phone would hang', { memoryKiB: 4 * 1024 * 1024 }],
    ['endless passes', { passes: 1_000_000 }],
  ])('stored or sent with %s are refused before the passphrase is touched', async (_what, change) => {
    const derive = async () => {
      throw new Error('nothing may be derived');
    };
    await expect(unlockByPassphrase(await weakened(change), passphrase, derive)).rejects.toThrow(WeakParameters);
  });

  it('are never chosen below the floor, and the floor itself is good', () => {
    expect(() => refuseBelowFloor(floor)).not.toThrow();
    for (const step of steps) expect(() => refuseBelowFloor(step)).not.toThrow();
    expect(floor).toEqual({ memoryKiB: 19_456, passes: 2 });
  });

  /** A device on which a pass over a KiB takes this long. */
  function aDevice(millisecondsPerKiB: number, memory = Number.POSITIVE_INFINITY) {
    let now = 0;
    const derived: number[] = [];
    const derive = async (_secret: Uint8Array, _salt: Uint8Array, params: { memoryKiB: number; passes: number }) => {
      if (params.memoryKiB > memory) throw new RangeError('out of memory');
      derived.push(params.memoryKiB);
      now += params.memoryKiB * params.passes * millisecondsPerKiB;
      return new Uint8Array(32);
    };
    return { derive, clock: () => now, derived };
  }

  it.each([
    ['a fast computer', 0.0015, 64 * 1024],
    ['a good phone', 0.006, 32 * 1024],
    ['a cheap phone', 0.015, 19 * 1024],
  ])('on %s are the strongest that take less than 700 ms', async (_what, speed, memoryKiB) => {
    const { derive, clock } = aDevice(speed);
    expect((await calibrate(derive, clock)).memoryKiB).toBe(memoryKiB);
  });

  it('on a phone short of memory fall back instead of failing, down to the floor', async () => {
    const { derive, clock } = aDevice(0.0015, 20 * 1024);
    expect(await calibrate(derive, clock)).toEqual(floor);
    const none = aDevice(0.0015, 1024);
    await expect(calibrate(none.derive, none.clock)).rejects.toThrow(RangeError);
  });

  it('on a slow phone are not measured at length', async () => {
    const { derive, clock, derived } = aDevice(0.1);
    await calibrate(derive, clock);
    expect(new Set(derived)).toEqual(new Set([19 * 1024]));
  });
});

describe('a sealed piece', () => {
  it('says its version and key, never repeats a nonce, and is bound to user, table, row and key', async () => {
    const keyring = await newKeyring();
    const seals = makeSeals(keyring, 'one');
    const sealed = await seals.of('outbox').seal('row', { words: 'x' });
    expect(sealed[0]).toBe(2);
    const nonces = await Promise.all(
      Array.from({ length: 200 }, async () => Buffer.from((await seals.of('a').seal('b', 1)).slice(5, 17)).toString('hex')),
    );
    expect(new Set(nonces).size).toBe(200);
    const elsewhere = [
      () => makeSeals(keyring, 'two').of('outbox').open('row', sealed),
      () => seals.of('notes').open('row', sealed),
      () => seals.of('outbox').open('other', sealed),
    ];
    for (const attempt of elsewhere) await expect(attempt()).rejects.toMatchObject({ why: 'bytes' });
    await expect(
      makeSeals(await newKeyring(), 'one')
        .of('outbox')
        .open('row', sealed),
    ).rejects.toMatchObject({ why: 'key' });
    await expect(seals.of('outbox').open('row', sealed.with(0, 1) as Uint8Array<ArrayBuffer>)).rejects.toMatchObject({ why: 'version' });
    for (let at = 5; at < sealed.length; at++)
      await expect(seals.of('outbox').open('row', sealed.with(at, (sealed[at] ?? 0) ^ 1) as Uint8Array<ArrayBuffer>)).rejects.toMatchObject(
        { why: 'bytes' },
      );
    await expect(seals.of('outbox').open('row', new Uint8Array(0))).rejects.toMatchObject({ why: 'version' });
  });

  it('has names of places that tell nothing and stay the same', async () => {
    const keyring = await newKeyring();
    const seals = makeSeals(keyring, 'one');
    expect(await seals.nameOf('person/contacts')).toMatch(/^[0-9a-f]{32}$/);
    expect(await seals.nameOf('person/contacts')).toBe(await makeSeals(keyring, 'one').nameOf('person/contacts'));
    expect(await seals.nameOf('person/contacts')).not.toBe(await makeSeals(await newKeyring(), 'one').nameOf('person/contacts'));
  });
});
