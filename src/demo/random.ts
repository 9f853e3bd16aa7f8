/** A seeded stream of chance: the same seed gives the same demo on every machine. Not for secrets. */
import { newId } from '../shared/id.ts';

export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
  /** A UUIDv7 whose random part comes from this stream. */
  id(at: number): string;
};

/** @param seed any text; streams of different seeds have nothing to do with each other */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = hash128(seed);
  // sfc32, a small fast counter generator by C. Doty-Humphrey (public domain).
  const word = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) word();
  const next = () => word() / 4294967296;
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error('nothing to pick from');
      return from[int(0, from.length - 1)] as T;
    },
    shuffle<T>(items: readonly T[]): T[] {
      const mixed = [...items];
      for (let i = mixed.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
      }
      return mixed;
    },
    id(at) {
      const bytes = new Uint8Array(12);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < 12; i += 4) view.setUint32(i, word());
      return newId(at, bytes.subarray(0, 10));
    },
  };
}

/** Four 32-bit words of a text: FNV-1a from four different starts, then mixed. */
export function hash128(text: string): [number, number, number, number] {
  const words: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x7f4a7c15, 0x94d049bb];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    for (let w = 0; w < 4; w += 1) words[w] = Math.imul((words[w] as number) ^ (code + w), 0x01000193 + 2 * w);
  }
  for (let w = 0; w < 4; w += 1) {
    let x = (words[w] as number) ^ (words[(w + 1) % 4] as number);
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    words[w] = (x ^ (x >>> 16)) | 0;
  }
  return words;
}
