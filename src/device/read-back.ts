/** "Matched" is said only of what the feed returned: the hash of what was sent is the claim, the hash of the row that came back is the truth. */
import type { PreviewRow } from '../shared/command.ts';
import { contentHash, hashOfSame } from '../shared/content-hash.ts';

/**
 * matched: the same hash · moved_on: a newer version stands there, so ours was taken in and somebody has changed it since; what it was cannot
 * be compared any more · differs: the server has something else than what was sent
 */
export type ReadBack = 'matched' | 'moved_on' | 'differs';

/** @param sentHash as worked out when it was made; left out by entries from before there were hashes */
export async function readBack(preview: PreviewRow, sentHash: string | undefined, row: Record<string, unknown>): Promise<ReadBack> {
  const sent = sentHash ?? (await contentHash(preview.table, preview.id, preview.set));
  if ((await hashOfSame(preview, row)) === sent) return 'matched';
  const { id, version } = preview.set;
  if (typeof version === 'number') return typeof row.version === 'number' && row.version > version ? 'moved_on' : 'differs';
  // A change that names no version is one where the last choice wins (a language, a visit that took place): another came after it.
  return id === undefined ? 'moved_on' : 'differs';
}
