import { describe, expect, it } from 'vitest';
import { closenessPoints } from './closeness-points.ts';

const size = { width: 120, height: 110, left: 10, right: 10, top: 5, bottom: 5 };
const rating = (id: string, ratedAt: string, closeness: number) => ({ id, goalId: 'g', personId: 'p', ratedAt, closeness });

describe('the line of closeness', () => {
  it('puts 10 at the top, 0 at the bottom, and a long pause far apart', () => {
    const points = closenessPoints(
      [rating('a', '2026-01-01T00:00:00Z', 0), rating('b', '2026-01-02T00:00:00Z', 5), rating('c', '2026-01-11T00:00:00Z', 10)],
      size,
    );
    expect(points).toEqual([
      { id: 'a', x: 10, y: 105 },
      { id: 'b', x: 20, y: 55 },
      { id: 'c', x: 110, y: 5 },
    ]);
  });

  it('shows a single rating, and two of the same moment, without dividing by nothing', () => {
    expect(closenessPoints([rating('a', '2026-01-01T00:00:00Z', 3)], size)).toEqual([{ id: 'a', x: 10, y: 75 }]);
    const twice = closenessPoints([rating('a', '2026-01-01T00:00:00Z', 3), rating('b', '2026-01-01T00:00:00Z', 4)], size);
    expect(twice.map((point) => point.x)).toEqual([10, 10]);
  });
});
