/** What was shared with whom, for devices: everything but the content. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listDisclosureRows } from './disclosure-queries.server.ts';

export const disclosureFeed = feedAboutPeople('disclosures', listDisclosureRows, { forView: true, forRepresentative: true });
