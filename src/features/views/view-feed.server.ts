/** Views a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listViewRows } from './view-queries.server.ts';

export const viewFeed = feedAboutPeople('views', listViewRows, { forView: true });
