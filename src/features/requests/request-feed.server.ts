/** Requests a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listRequestRows } from './request-queries.server.ts';

export const requestFeed = feedAboutPeople('requests', listRequestRows, { forView: true });
