import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { leafHash, proofOf, rootFrom, rootOf } from './audit-merkle.ts';

const leaves = (n: number) => Array.from({ length: n }, (_none, at) => leafHash(`row ${at}`));

/** The definition in the RFC, word for word and as slow as it is. */
function rootByTheBook(of: readonly Buffer[]): Buffer {
  if (of.length === 0) return createHash('sha256').digest();
  if (of.length === 1) return of[0] as Buffer;
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  const parts = [Buffer.of(1), rootByTheBook(of.slice(0, k)), rootByTheBook(of.slice(k))];
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

test('the root of nothing and of one empty leaf are those of the RFC’s own test vectors', () => {
  expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(rootOf([leafHash('')]).toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test('for every size up to seventy the root is the one the RFC defines', () => {
  for (let n = 0; n <= 70; n += 1) expect(rootOf(leaves(n)).toString('hex')).toBe(rootByTheBook(leaves(n)).toString('hex'));
});

test('each row of each tree can be proved by itself, and no other row with its proof', () => {
  for (const n of [1, 2, 3, 7, 8, 9, 33]) {
    const tree = leaves(n);
    const root = rootOf(tree).toString('hex');
    for (let at = 0; at < n; at += 1) {
      const proof = proofOf(tree, at);
      expect(rootFrom(tree[at] as Buffer, proof).toString('hex')).toBe(root);
      expect(rootFrom(leafHash('another'), proof).toString('hex')).not.toBe(root);
    }
  }
});

test('two rows in changed order, one left out, or one more give another root', () => {
  const [a, b, c] = leaves(3) as [Buffer, Buffer, Buffer];
  const roots = [
    [a, b, c],
    [b, a, c],
    [a, b],
    [a, b, c, c],
  ].map((tree) => rootOf(tree).toString('hex'));
  expect(new Set(roots).size).toBe(4);
});

test('a row whose text is two hashes is not taken for a node', () => {
  const [a, b] = leaves(2) as [Buffer, Buffer];
  expect(leafHash(Buffer.concat([a, b]).toString('latin1')).equals(rootOf([a, b]))).toBe(false);
});
