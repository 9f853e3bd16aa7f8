/** The words this member of staff chose to keep. */
import type { FeedSource } from '../../server/feed.ts';
import { listMirrorKeepRows } from './keep-word-queries.server.ts';

export const mirrorKeepFeed: FeedSource = {
  table: 'mirror_keeps',
  about: 'organisation',
  ofScopes: (tx, orgId) => listMirrorKeepRows(tx, orgId, 'all'),
  byIds: (tx, orgId, ids) => listMirrorKeepRows(tx, orgId, ids),
};
