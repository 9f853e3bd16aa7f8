/** Looks a device may hold. */
import type { FeedSource } from '../../server/feed.ts';
import { listLookRows } from './look-queries.server.ts';

export const lookFeed: FeedSource = {
  table: 'looks',
  about: 'person',
  ofScopes: (tx, orgId, people) => listLookRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listLookRows(tx, orgId, { ids }),
};
