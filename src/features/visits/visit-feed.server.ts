/** Planned visits a device may hold. */
import type { FeedSource } from '../../server/feed.ts';
import { listVisitRows } from './visit-queries.server.ts';

export const visitFeed: FeedSource = {
  table: 'visits',
  about: 'person',
  ofScopes: (tx, orgId, people) => listVisitRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listVisitRows(tx, orgId, { ids }),
};
