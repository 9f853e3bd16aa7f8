/** Follow-ups a device may hold. */
import type { FeedSource } from '../../server/feed.ts';
import { listFollowUpRows } from './follow-up-queries.server.ts';

export const followUpFeed: FeedSource = {
  table: 'follow_ups',
  about: 'person',
  ofScopes: (tx, orgId, people) => listFollowUpRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listFollowUpRows(tx, orgId, { ids }),
};
