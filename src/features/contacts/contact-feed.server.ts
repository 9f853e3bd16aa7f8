/** Contacts and entries a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listContactRows, listEntryRows } from './contact-queries.server.ts';

export const contactFeed = feedAboutPeople('contacts', listContactRows, { forView: true, forRepresentative: true });

export const entryFeed = feedAboutPeople('entries', listEntryRows, { forView: true, forRepresentative: true });
