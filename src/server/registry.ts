/** Everything the server can do, by hand and in one place: what is not in these lists does not exist. */
import { addEntryHandler } from '../features/contacts/add-entry.server.ts';
import { contactFeed, entryFeed } from '../features/contacts/contact-feed.server.ts';
import { cosignContactHandler } from '../features/contacts/cosign-contact.server.ts';
import { recordContactHandler } from '../features/contacts/record-contact.server.ts';
import { strikeContactHandler } from '../features/contacts/strike-contact.server.ts';
import { addFollowUpHandler } from '../features/follow-ups/add-follow-up.server.ts';
import { changeFollowUpHandler } from '../features/follow-ups/change-follow-up.server.ts';
import { followUpFeed } from '../features/follow-ups/follow-up-feed.server.ts';
import { addStepHandler } from '../features/goals/add-step.server.ts';
import { changeGoalHandler } from '../features/goals/change-goal.server.ts';
import { changeStepHandler } from '../features/goals/change-step.server.ts';
import { goalFeed, goalRatingFeed, goalStepFeed } from '../features/goals/goal-feed.server.ts';
import { rateGoalHandler } from '../features/goals/rate-goal.server.ts';
import { setGoalHandler } from '../features/goals/set-goal.server.ts';
import { keepWordHandler } from '../features/mirror/keep-word.server.ts';
import { mirrorKeepFeed } from '../features/mirror/mirror-keep-feed.server.ts';
import { changeVisitHandler } from '../features/visits/change-visit.server.ts';
import { planVisitHandler } from '../features/visits/plan-visit.server.ts';
import { visitFeed } from '../features/visits/visit-feed.server.ts';
import type { CommandHandler } from './command-handler.ts';
import type { FeedSource } from './feed.ts';
import type { QueryHandler } from './query-handler.ts';

export const commandHandlers: readonly CommandHandler[] = [
  addEntryHandler,
  addFollowUpHandler,
  addStepHandler,
  changeFollowUpHandler,
  changeGoalHandler,
  changeStepHandler,
  changeVisitHandler,
  cosignContactHandler,
  keepWordHandler,
  planVisitHandler,
  rateGoalHandler,
  recordContactHandler,
  setGoalHandler,
  strikeContactHandler,
];

export const feedSources: readonly FeedSource[] = [
  contactFeed,
  entryFeed,
  followUpFeed,
  goalFeed,
  goalRatingFeed,
  goalStepFeed,
  mirrorKeepFeed,
  visitFeed,
];

export const queryHandlers: readonly QueryHandler[] = [];
