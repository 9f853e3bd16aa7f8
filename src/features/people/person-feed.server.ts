/** People, their enrolments, and who walks with them, as far as a device may hold them. */
import type { FeedSource } from '../../server/feed.ts';
import { listAssignmentRows } from './assignment-queries.server.ts';
import { listEnrolmentRows, listPersonRows } from './person-queries.server.ts';

export const personFeed: FeedSource = {
  table: 'people',
  about: 'person',
  ofScopes: listPersonRows,
  byIds: listPersonRows,
};

export const enrolmentFeed: FeedSource = {
  table: 'enrolments',
  about: 'person',
  ofScopes: (tx, orgId, people) => listEnrolmentRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listEnrolmentRows(tx, orgId, { ids }),
};

export const assignmentFeed: FeedSource = {
  table: 'assignments',
  about: 'person',
  ofScopes: (tx, orgId, people) => listAssignmentRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listAssignmentRows(tx, orgId, { ids }),
};
