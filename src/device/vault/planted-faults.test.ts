/** Faults planted on purpose: checks that would let them through prove nothing. Each check passes on the real code and fails on the faulty. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeSeals, newKeyring } from '../seal.ts';
import type { Argon2Params, Derive } from './argon2.ts';
import { deriveHere } from './argon2.ts';
import { floor } from './strength.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock('./strength.ts');
  vi.resetModules();
});

/** Places in which a piece opens although it was sealed for another. */
async function placesThatOpen(): Promise<string[]> {
  const keyring = await newKeyring();
  const sealed = await makeSeals(keyring, 'mine').of('outbox').seal('row', 1);
  const tries: [string, () => Promise<unknown>][] = [
    ['another user', () => makeSeals(keyring, 'theirs').of('outbox').open('row', sealed)],
    ['another table', () => makeSeals(keyring, 'mine').of('notes').open('row', sealed)],
    ['another row', () => makeSeals(keyring, 'mine').of('outbox').open('other', sealed)],
  ];
  const opened = await Promise.all(tries.map(async ([place, open]) => ((await open().catch(() => null)) === null ? null : place)));
  return opened.filter((place) => place !== null);
}

/** Words that can be read in what is written to the disk. */
async function wordsThatShow(): Promise<string[]> {
  const words = ['Kavi', 'the neem tree', 'கவி'];
  const sealed = await makeSeals(await newKeyring(), 'mine')
    .of('chunks')
    .seal('row', words);
  const text = Buffer.from(sealed).toString('latin1') + Buffer.from(sealed).toString('utf8');
  return words.filter((word) => text.includes(word));
}

/** Parameters below the floor with which something was derived all the same. */
async function weakOnesTaken(): Promise<number[]> {
  const { openByPassphrase, wrapByPassphrase } = await import('./wraps.ts');
  const vaultKey = await crypto.subtle.generateKey({ name: 'AES-KW', length: 256 }, true, ['wrapKey', 'unwrapKey']);
  const taken: number[] = [];
  const derive: Derive = (secret, salt, params) => {
    if (params.memoryKiB < floor.memoryKiB) taken.push(params.memoryKiB);
    return deriveHere(secret, salt, { memoryKiB: 8, passes: 1 });
  };
  const wrap = await wrapByPassphrase(vaultKey, 'four words of mine', derive, floor);
  await openByPassphrase({ ...wrap, memoryKiB: 8 * 1024 }, 'four words of mine', derive).catch(() => undefined);
  await wrapByPassphrase(vaultKey, 'four words of mine', derive, { memoryKiB: 1024, passes: 1 }).catch(() => undefined);
  return taken;
}

describe('the real code', () => {
  it('has none of these faults', async () => {
    expect(await placesThatOpen()).toEqual([]);
    expect(await wordsThatShow()).toEqual([]);
    expect(await weakOnesTaken()).toEqual([]);
  });
});

describe('a planted fault is found:', () => {
  it('the additional data is dropped', async () => {
    for (const work of ['encrypt', 'decrypt'] as const) {
      const real = crypto.subtle[work].bind(crypto.subtle);
      vi.spyOn(crypto.subtle, work).mockImplementation((how, key, bytes) => {
        const { additionalData: _dropped, ...rest } = how as AesGcmParams;
        return real(rest as AesGcmParams, key, bytes);
      });
    }
    expect(await placesThatOpen()).toEqual(['another user', 'another table', 'another row']);
  });

  it('a row is written as it is', async () => {
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (_how, _key, bytes) => new Uint8Array(bytes as ArrayBuffer).buffer);
    expect(await wordsThatShow()).toEqual(['Kavi', 'the neem tree', 'கவி']);
  });

  it('a wrap below the floor is accepted', async () => {
    vi.resetModules();
    vi.doMock('./strength.ts', () => ({ refuseBelowFloor: (_params: Argon2Params) => undefined, calibrate: async () => floor }));
    expect(await weakOnesTaken()).toEqual([8 * 1024, 1024]);
  });
});
