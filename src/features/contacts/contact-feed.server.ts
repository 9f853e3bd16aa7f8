/** Contacts and entries a device may hold. */
import type { FeedSource } from '../../server/feed.ts';
import { listContactRows, listEntryRows } from './contact-queries.server.ts';

export const contactFeed: FeedSource = {
  table: 'contacts',
  about: 'person',
  ofScopes: (tx, orgId, people) => listContactRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listContactRows(tx, orgId, { ids }),
};

export const entryFeed: FeedSource = {
  table: 'entries',
  about: 'person',
  ofScopes: (tx, orgId, people) => listEntryRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listEntryRows(tx, orgId, { ids }),
};
