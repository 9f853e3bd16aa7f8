/** The organisation and its programmes, on every device of it. */
import type { FeedSource } from '../../server/feed.ts';
import { listOrganisationRows, listProgrammeRows } from './organisation-queries.server.ts';

export const organisationFeed: FeedSource = {
  table: 'organisations',
  about: 'organisation',
  forView: true,
  forRepresentative: true,
  ofScopes: (tx, orgId) => listOrganisationRows(tx, orgId),
  byIds: (tx, orgId) => listOrganisationRows(tx, orgId),
};

export const programmeFeed: FeedSource = {
  table: 'programmes',
  about: 'organisation',
  forView: true,
  ofScopes: (tx, orgId) => listProgrammeRows(tx, orgId, 'all'),
  byIds: (tx, orgId, ids) => listProgrammeRows(tx, orgId, ids),
};
