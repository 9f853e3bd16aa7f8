/** Emergencies a device may hold: one's own, as they outlast one's access to the person; and in a person's own view those about them. */
import type { FeedSource } from '../../server/feed.ts';
import { listMyEmergencyRows, listOwnEmergencyRows } from './emergency-queries.server.ts';

export const emergencyFeed: FeedSource = {
  table: 'emergencies',
  about: 'organisation',
  ofScopes: (tx, orgId) => listMyEmergencyRows(tx, orgId, 'all'),
  byIds: (tx, orgId, ids) => listMyEmergencyRows(tx, orgId, ids),
  forView: {
    ofScopes: (tx, orgId) => listOwnEmergencyRows(tx, orgId, 'all'),
    byIds: (tx, orgId, ids) => listOwnEmergencyRows(tx, orgId, { ids }),
  },
};
