import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BundleBroken, bundleToFrames, bundleToText, packBundle, readFrames, textToBundle, unpackBundle } from './bundle.ts';

const bytes = (length: number, seed: number) => Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 17 + (at >> 3)) & 0xff);
const copies = [bytes(700, 1), bytes(1, 2), bytes(1500, 3)];

async function problemOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'none';
  } catch (error) {
    return error instanceof BundleBroken ? error.code : String(error);
  }
}

describe('a packet of sealed copies is refused', () => {
  it('when it is something else', async () => {
    expect(await problemOf(() => textToBundle('Dear all'))).toBe('bundle_unknown');
    expect(await problemOf(() => textToBundle(''))).toBe('bundle_unknown');
    expect(await problemOf(() => unpackBundle(bytes(200, 9)))).toBe('bundle_unknown');
  });

  it('when a newer Kith made it', async () => {
    expect(await problemOf(() => textToBundle('KITH SEALED 2\nAAAA\nEND\n'))).toBe('bundle_newer');
    const packed = await packBundle(copies);
    packed[2] = 9;
    expect(await problemOf(() => unpackBundle(packed))).toBe('bundle_newer');
  });

  it('when it was cut short, wherever', async () => {
    const packed = await packBundle(copies);
    const text = bundleToText(packed);
    for (const at of [20, 100, 1000, text.length - 5]) {
      expect([at, await problemOf(() => textToBundle(text.slice(0, at)))]).toEqual([at, 'bundle_cut_short']);
    }
    for (const at of [4, 30, 710, packed.length - 17]) {
      expect([at, await problemOf(() => unpackBundle(packed.slice(0, at)))]).toEqual([at, 'bundle_cut_short']);
    }
    expect(await problemOf(() => unpackBundle(packed.slice(0, -1)))).toBe('bundle_cut_short');
  });

  it('when any byte of it was changed', async () => {
    const packed = await packBundle(copies);
    for (let at = 3; at < packed.length; at += 37) {
      const edited = packed.slice();
      edited[at] = (edited[at] ?? 0) ^ 4;
      expect([at, await problemOf(() => unpackBundle(edited))]).toEqual([at, expect.stringMatching(/^bundle_(edited|cut_short)$/)]);
    }
    expect(await problemOf(() => textToBundle(bundleToText(packed).replace('\nS0I', '\nS0!')))).toBe('bundle_edited');
  });
});

describe('a packet of sealed copies arrives', () => {
  it('as a file, also when a messenger changed line ends and added a mark in front', async () => {
    const text = bundleToText(await packBundle(copies));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
    for (const sent of [text, `\ufeff${text.replaceAll('\n', '\r\n')}\r\n\r\n`])
      expect(await unpackBundle(textToBundle(sent))).toEqual(copies);
  });

  it('as codes read in any order, some of them twice, with others in between', async () => {
    const packed = await packBundle(copies);
    const frames = bundleToFrames(packed);
    expect(frames.length).toBe(5);
    for (const frame of frames) expect(frame).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    const reader = readFrames();
    expect(reader.take('https://example.org')).toBe(false);
    for (const frame of [...frames.slice(2), ...frames.slice(2), 'KITH1:zz', frames[0] ?? '']) reader.take(frame);
    expect(reader.progress()).toEqual({ read: 4, of: 5 });
    expect(reader.whole()).toBeNull();
    reader.take(frames[1] ?? '');
    expect(await unpackBundle(reader.whole() ?? new Uint8Array())).toEqual(copies);
  });

  it('without pieces of another packet among its own', async () => {
    const [mine, others] = [bundleToFrames(await packBundle(copies)), bundleToFrames(await packBundle([bytes(2000, 8)]))];
    const reader = readFrames();
    reader.take(others[0] ?? '');
    for (const frame of mine) reader.take(frame);
    expect(await unpackBundle(reader.whole() ?? new Uint8Array())).toEqual(copies);
  });

  it('whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 1200 }), { maxLength: 6 }), async (any) => {
        const given = any.map((one) => new Uint8Array(one));
        const packed = await packBundle(given);
        expect(await unpackBundle(textToBundle(bundleToText(packed)))).toEqual(given);
        const reader = readFrames();
        for (const frame of bundleToFrames(packed)) reader.take(frame);
        expect(reader.whole()).toEqual(packed);
      }),
      { numRuns: 50 },
    );
  });
});
