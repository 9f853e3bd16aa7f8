/** Looks a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listLookRows } from './look-queries.server.ts';

export const lookFeed = feedAboutPeople('looks', listLookRows, { forView: true, forRepresentative: true });
