/** Views for somebody else, as devices may hold them: the person all of theirs, a representative their own. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listRepresentativeRows } from './representative-queries.server.ts';

export const representativeFeed = feedAboutPeople('representatives', listRepresentativeRows, { forView: true, forRepresentative: true });
