/** Where ratings stand on the line: pure. */
import type { GoalRatingRow } from './goal.ts';

export type PlotSize = { width: number; height: number; left: number; right: number; top: number; bottom: number };

/** Time runs left to right by the calendar, so that a long pause looks long; one rating alone stands at the left. */
export function closenessPoints(ratings: readonly GoalRatingRow[], size: PlotSize): { id: string; x: number; y: number }[] {
  const times = ratings.map((rating) => Date.parse(rating.ratedAt));
  const from = Math.min(...times);
  const span = Math.max(...times) - from;
  const width = size.width - size.left - size.right;
  const height = size.height - size.top - size.bottom;
  const round = (value: number) => Math.round(value * 10) / 10;
  return ratings.map((rating, at) => ({
    id: rating.id,
    x: round(size.left + (span === 0 ? 0 : (((times[at] ?? from) - from) / span) * width)),
    y: round(size.top + (1 - rating.closeness / 10) * height),
  }));
}
