/** Follow-ups a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listFollowUpRows } from './follow-up-queries.server.ts';

export const followUpFeed = feedAboutPeople('follow_ups', listFollowUpRows);
