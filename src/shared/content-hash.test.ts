import { describe, expect, it } from 'vitest';
import { readBack } from '../device/read-back.ts';
import type { PreviewRow } from './command.ts';
import { canonicalText, checkCode, checkCodeOfCommand, contentHash } from './content-hash.ts';
import { newId } from './id.ts';

const id = '0192f0c1-8d5e-7c3a-9b1f-2a3b4c5d6e7f';
const contact = {
  ...{ id, occasionId: id, personId: id, programmeId: id, authorId: id, startedAt: '2026-10-12T10:00:00.000Z', minutes: 30 },
  ...{ day: '2026-10-12', place: 'home', mode: 'in_person', did: ['listened'], goalIds: [], words: 'written', late: false },
  ...{ packVersion: 'core@2026.1', recordedAt: '2026-10-12T12:35:00.000Z' },
  ...{ cosignedBy: null, cosignedAt: null, struckBy: null, struckAt: null, struckWhy: null },
};

describe('the check code', () => {
  it('is another one when a single fact of the contact is another one', async () => {
    const code = await checkCode('contacts', contact);
    for (const change of [{ minutes: 31 }, { did: ['listened', 'walked'] }, { late: true }, { authorId: newId() }, { place: 'Home' }]) {
      expect(await checkCode('contacts', { ...contact, ...change })).not.toBe(code);
    }
    expect(await checkCode('goals', contact)).not.toBe(code);
  });

  it('stays when the contact is signed, struck through, sent in another order, or brought by a newer server that tells more', async () => {
    const code = await checkCode('contacts', contact);
    const signed = { ...contact, cosignedBy: newId(), cosignedAt: '2026-10-13T00:00:00.000Z' };
    expect(await checkCode('contacts', signed)).toBe(code);
    expect(await checkCode('contacts', Object.fromEntries(Object.entries(contact).reverse()) as typeof contact)).toBe(code);
    expect(await checkCode('contacts', { ...contact, weather: 'rain' } as typeof contact)).toBe(code);
  });

  it('is the same for what was sent and for the row it became', async () => {
    const preview: PreviewRow = { table: 'contacts', id, scopeId: id, set: contact };
    expect(await checkCodeOfCommand([preview])).toBe(await checkCode('contacts', { ...contact, cosignedBy: newId() }));
    expect(await checkCodeOfCommand([])).toBeNull();
  });

  it('is six consonants that survive being read out', async () => {
    const codes = new Set<string>();
    for (let at = 0; at < 500; at += 1) {
      const code = await checkCode('contacts', { ...contact, minutes: at });
      expect(code).toMatch(/^[BDFGHJKLMNPRSTVX]{3} [BDFGHJKLMNPRSTVX]{3}$/);
      codes.add(code);
    }
    expect(codes.size).toBe(500);
  });
});

describe('read back', () => {
  const sent: PreviewRow = { table: 'goals', id, scopeId: id, set: { words: 'Sing.', peerWords: null, version: 2 } };
  const row = { id, words: 'Sing.', peerWords: null, status: 'open', version: 2 };
  const hash = () => contentHash('goals', id, sent.set);

  it.each([
    ['another word', { words: 'Sing!' }],
    ['a space more', { words: 'Sing. ' }],
    ['the same letters in another normal form', { words: 'Sing.\u0301' }],
    ['a field that is gone', { words: undefined }],
    ['an older version', { version: 1 }],
  ])('is not matched with %s', async (_, change) => {
    expect(await readBack(sent, await hash(), { ...row, ...change })).toBe('differs');
  });

  it('is matched when every field that said something is the same, and nulls may have been set since', async () => {
    expect(await readBack(sent, await hash(), row)).toBe('matched');
    expect(await readBack(sent, await hash(), { ...row, peerWords: 'To sing again.' })).toBe('matched');
    expect(await readBack(sent, undefined, row)).toBe('matched');
  });

  it('is not matched with the hash of something else, whatever the preview says', async () => {
    expect(await readBack(sent, await contentHash('goals', id, { ...sent.set, words: 'Hum.' }), row)).toBe('differs');
  });

  it('has moved on when a newer version stands there', async () => {
    expect(await readBack(sent, await hash(), { ...row, words: 'Hum.', version: 3 })).toBe('moved_on');
  });

  it('a look is matched whatever moment the server made of it, and by nobody but who looked', async () => {
    const look = { id, personId: id, staffId: id, what: 'record', offline: true, lookedAt: '2027-11-27T09:00:00.000Z' };
    const preview: PreviewRow = { table: 'looks', id, scopeId: id, set: look };
    const kept = await contentHash('looks', id, look);
    expect(await readBack(preview, kept, { ...look, lookedAt: '2026-11-27T09:00:00.000Z' })).toBe('matched');
    expect(await readBack(preview, kept, { ...look, staffId: 'somebody else' })).not.toBe('matched');
  });

  it('has moved on where the last choice wins', async () => {
    const choice: PreviewRow = { table: 'staff', id, scopeId: id, set: { locale: 'ta' } };
    expect(await readBack(choice, undefined, { id, locale: 'en' })).toBe('moved_on');
  });
});

it('canonical text is the same whatever order keys came in, at every depth', () => {
  expect(canonicalText({ b: [{ y: 1, x: 2 }], a: null })).toBe(canonicalText({ a: null, b: [{ x: 2, y: 1 }] }));
  expect(canonicalText({ a: 1 })).not.toBe(canonicalText({ a: '1' }));
});
