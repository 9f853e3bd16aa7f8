/** Goals, steps and ratings a device may hold. */
import { feedAboutPeople } from '../../server/feed-rows.ts';
import { listGoalRows, listRatingRows, listStepRows } from './goal-queries.server.ts';

export const goalFeed = feedAboutPeople('goals', listGoalRows, { forView: true, forRepresentative: true });

export const goalStepFeed = feedAboutPeople('goal_steps', listStepRows, { forView: true, forRepresentative: true });

export const goalRatingFeed = feedAboutPeople('goal_ratings', listRatingRows, { forView: true, forRepresentative: true });
