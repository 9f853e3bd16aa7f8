/**
 * Merkle trees of RFC 6962, section 2.1: a leaf is hashed after a byte 0, a node after a byte 1, so that neither can pass for the other; a
 * tree of n leaves is split at the largest power of two below n.
 */
import { hash } from 'node:crypto';

/** A hash in the tree: 32 bytes. */
export type TreeHash = Buffer;

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

export function leafHash(text: string): TreeHash {
  return sha256(Buffer.concat([leafMark, Buffer.from(text, 'utf8')]));
}

/** The root over leaf hashes in their order. Of none: SHA-256 of nothing, as the RFC says. */
export function rootOf(leaves: readonly TreeHash[]): TreeHash {
  let level = [...leaves];
  if (level.length === 0) return sha256(Buffer.alloc(0));
  // Pairing from the left, level by level, and carrying a last one up alone, gives the tree of the RFC without recursion.
  while (level.length > 1) {
    const next: TreeHash[] = [];
    for (let n = 0; n < level.length; n += 2) {
      const [left, right] = [level[n] as TreeHash, level[n + 1]];
      next.push(right ? nodeHash(left, right) : left);
    }
    level = next;
  }
  return level[0] as TreeHash;
}

/** One step up: the neighbour's hash, and on which side it stands. */
export type ProofStep = { side: 'left' | 'right'; hash: TreeHash };

/** What is needed besides a leaf to come to the root. @param at which leaf, from 0 */
export function proofOf(leaves: readonly TreeHash[], at: number): ProofStep[] {
  if (at < 0 || at >= leaves.length) throw new RangeError('there is no such leaf');
  const steps: ProofStep[] = [];
  let level = [...leaves];
  let here = at;
  while (level.length > 1) {
    const neighbour = level[here ^ 1];
    if (neighbour) steps.push({ side: here % 2 === 0 ? 'right' : 'left', hash: neighbour });
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_none, n) => rootOf(level.slice(2 * n, 2 * n + 2)));
    here = Math.floor(here / 2);
  }
  return steps;
}

/** The root that a leaf and its proof lead to. The leaf is in the tree exactly when this is the tree's root. */
export function rootFrom(leaf: TreeHash, proof: readonly ProofStep[]): TreeHash {
  return proof.reduce((below, step) => (step.side === 'right' ? nodeHash(below, step.hash) : nodeHash(step.hash, below)), leaf);
}

function nodeHash(left: TreeHash, right: TreeHash): TreeHash {
  return sha256(Buffer.concat([nodeMark, left, right]));
}

export function sha256(bytes: Uint8Array): TreeHash {
  return hash('sha256', bytes, 'buffer');
}
