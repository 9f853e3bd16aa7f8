/** How close a goal has felt over time: one line, and the same as a table. */
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Table } from '../../web/ui/table.tsx';
import { shortDay, useTimeZone } from '../people/when.ts';
import { closenessPoints } from './closeness-points.ts';
import type { GoalRatingRow } from './goal.ts';
import '../../web/ui/motif-table.css';

const size = { width: 360, height: 150, left: 26, right: 8, top: 10, bottom: 24 };

/** @param ratings of one goal, oldest first */
export function ClosenessLine({ ratings }: { ratings: readonly GoalRatingRow[] }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [first] = ratings;
  const last = ratings.at(-1);
  if (!first || !last) return <p className="small soft">{m.goals_not_rated()}</p>;
  const points = closenessPoints(ratings, size);
  const day = (rating: GoalRatingRow) => shortDay(rating.ratedAt, locale, timeZone);
  const y = (closeness: number) => size.top + (1 - closeness / 10) * (size.height - size.top - size.bottom);
  return (
    <>
      <figure className="plot">
        <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-labelledby="closeness-title closeness-said">
          <title id="closeness-title">{m.goals_closeness()}</title>
          <desc id="closeness-said">
            {m.goals_closeness_said({
              count: ratings.length,
              from: first.closeness,
              fromDay: day(first),
              to: last.closeness,
              toDay: day(last),
            })}
          </desc>
          {[0, 5, 10].map((closeness) => (
            <g key={closeness}>
              <path className={closeness === 0 ? 'axis' : 'grid'} d={`M${size.left} ${y(closeness)}H${size.width - size.right}`} />
              <text x={size.left - 6} y={y(closeness) + 4} textAnchor="end">
                {closeness}
              </text>
            </g>
          ))}
          {points.length > 1 && <polyline className="curve" points={points.map(({ x, y: at }) => `${x},${at}`).join(' ')} />}
          {points.map(({ id, x, y: at }, index) => (
            <circle key={id} className={index === points.length - 1 ? 'dot' : 'dot dot--before'} cx={x} cy={at} r="4" />
          ))}
          <text x={size.left} y={size.height - 6}>
            {day(first)}
          </text>
          {points.length > 1 && (
            <text x={size.width - size.right} y={size.height - 6} textAnchor="end">
              {day(last)}
            </text>
          )}
        </svg>
      </figure>
      <Fold title={m.goals_as_table()} icon="list">
        <Table
          caption={m.goals_closeness()}
          tight
          rows={ratings.toReversed()}
          rowKey={(rating) => rating.id}
          columns={[
            { id: 'day', header: m.goals_day(), cell: day, isRowHeader: true },
            { id: 'closeness', header: m.goals_of_ten(), cell: (rating) => rating.closeness, atEnd: true },
          ]}
        />
      </Fold>
    </>
  );
}
