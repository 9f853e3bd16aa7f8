/** Everything the server can do, by hand and in one place: what is not in these lists does not exist. */
import { contactFeed, entryFeed } from '../features/contacts/contact-feed.server.ts';
import { recordContactHandler } from '../features/contacts/record-contact.server.ts';
import type { CommandHandler } from './command-handler.ts';
import type { FeedSource } from './feed.ts';
import type { QueryHandler } from './query-handler.ts';

export const commandHandlers: readonly CommandHandler[] = [recordContactHandler];

export const feedSources: readonly FeedSource[] = [contactFeed, entryFeed];

export const queryHandlers: readonly QueryHandler[] = [];
