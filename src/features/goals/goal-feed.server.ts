/** Goals, steps and ratings a device may hold. */
import type { FeedSource } from '../../server/feed.ts';
import { listGoalRows, listRatingRows, listStepRows } from './goal-queries.server.ts';

export const goalFeed: FeedSource = {
  table: 'goals',
  about: 'person',
  ofScopes: (tx, orgId, people) => listGoalRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listGoalRows(tx, orgId, { ids }),
};

export const goalStepFeed: FeedSource = {
  table: 'goal_steps',
  about: 'person',
  ofScopes: (tx, orgId, people) => listStepRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listStepRows(tx, orgId, { ids }),
};

export const goalRatingFeed: FeedSource = {
  table: 'goal_ratings',
  about: 'person',
  ofScopes: (tx, orgId, people) => listRatingRows(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => listRatingRows(tx, orgId, { ids }),
};
