/** Consents a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listConsentRows } from './consent-queries.server.ts';

export const consentFeed = feedAboutPeople('consents', listConsentRows, { forView: true, forRepresentative: true });
