/** People, their enrolments, and who walks with them, as far as a device may hold them. */
import type { FeedSource } from '../../server/feed.ts';
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listAssignmentRows } from './assignment-queries.server.ts';
import { listEnrolmentRows, listPersonRows, listRepresentedRows } from './person-queries.server.ts';

export const personFeed: FeedSource = {
  table: 'people',
  about: 'person',
  forView: true,
  forRepresentative: { ofScopes: listRepresentedRows, byIds: listRepresentedRows },
  ofScopes: listPersonRows,
  byIds: listPersonRows,
};

export const enrolmentFeed = feedAboutPeople('enrolments', listEnrolmentRows, { forView: true });

export const assignmentFeed = feedAboutPeople('assignments', listAssignmentRows, { forView: true, forRepresentative: true });
