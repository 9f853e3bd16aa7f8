/** Locks a device may hold: those of its people that are not against whoever holds it. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listLockRows } from './lock-queries.server.ts';

export const lockFeed = feedAboutPeople('locks', listLockRows, { forView: true });
