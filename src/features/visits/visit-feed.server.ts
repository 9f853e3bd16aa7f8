/** Planned visits a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listVisitRows, listVisitRowsWithoutNote } from './visit-queries.server.ts';

// A note is the peer's to themself.
export const visitFeed = feedAboutPeople('visits', listVisitRows, {
  forView: listVisitRowsWithoutNote,
  forRepresentative: listVisitRowsWithoutNote,
});
