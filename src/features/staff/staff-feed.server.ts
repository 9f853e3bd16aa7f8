/** Colleagues, as every device of the organisation holds them. */
import type { FeedSource } from '../../server/feed.ts';
import { listStaffRows } from './staff-queries.server.ts';

export const staffFeed: FeedSource = {
  table: 'staff',
  about: 'organisation',
  forView: true,
  ofScopes: (tx, orgId) => listStaffRows(tx, orgId, 'all'),
  byIds: (tx, orgId, ids) => listStaffRows(tx, orgId, ids),
};
