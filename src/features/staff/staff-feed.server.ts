/** Colleagues, as every device of the organisation holds them. */
import type { FeedSource } from '../../server/feed.ts';
import { listStaffNames, listStaffRows } from './staff-queries.server.ts';

export const staffFeed: FeedSource = {
  table: 'staff',
  about: 'organisation',
  forView: true,
  // Names, and no duties: who does what here is the person's to know.
  forRepresentative: { ofScopes: (tx, orgId) => listStaffNames(tx, orgId, 'all'), byIds: listStaffNames },
  ofScopes: (tx, orgId) => listStaffRows(tx, orgId, 'all'),
  byIds: (tx, orgId, ids) => listStaffRows(tx, orgId, ids),
};
