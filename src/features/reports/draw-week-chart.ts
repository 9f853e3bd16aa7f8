/** The chart itself. Only this file knows Observable Plot, so that it is fetched when a chart is shown and not before. */
import * as Plot from '@observablehq/plot';
import type { PlaceBars } from './week-rows.ts';

export type WeekChartWords = {
  title: string;
  description: string;
  /** What stands above a place's row: its name and its sum. */
  placeLabel: (place: PlaceBars) => string;
  /** A Monday, short: "2 Mar". */
  weekLabel: (week: Date) => string;
  number: (n: number) => string;
};

const rowHeight = 78;
const weekMilliseconds = 7 * 86_400_000;

/** One row of bars for each place, all on one scale from zero; told apart by where they stand, not by colour. */
export function drawWeekChart(rows: readonly PlaceBars[], words: WeekChartWords, width: number): SVGSVGElement {
  const bars = rows.flatMap((row) => row.bars.map((bar) => ({ ...bar, from: new Date(bar.week) })));
  const weeks = [...new Set(bars.map((bar) => bar.from.getTime()))];
  const most = Math.max(1, ...bars.map((bar) => bar.contacts));
  const first = Math.min(...weeks);
  const drawn = Plot.plot({
    width,
    height: rows.length * rowHeight + 34,
    marginLeft: 34,
    marginRight: 8,
    marginTop: 22,
    marginBottom: 24,
    className: 'weeks-plot',
    x: { type: 'utc', domain: [first, Math.max(...weeks) + weekMilliseconds], label: null },
    y: { domain: [0, most], label: null, insetTop: 4 },
    fy: { domain: rows.map((row) => row.place), axis: null, padding: 0.44 },
    marks: [
      Plot.ruleY([0, Math.ceil(most / 2)], { className: 'grid' }),
      Plot.rectY(bars, {
        x1: (bar: { from: Date }) => bar.from,
        x2: (bar: { from: Date }) => new Date(bar.from.getTime() + weekMilliseconds),
        y: 'contacts',
        fy: 'place',
        insetLeft: weeks.length > 80 ? 0 : 0.75,
        insetRight: weeks.length > 80 ? 0 : 0.75,
        className: 'bar',
      }),
      Plot.ruleY([0], { className: 'axis' }),
      Plot.axisY({ ticks: [0, Math.ceil(most / 2)], tickSize: 0, tickFormat: words.number, label: null }),
      Plot.axisX({ ticks: ticksOf(weeks, width), tickSize: 0, tickFormat: words.weekLabel, label: null, textAnchor: 'start' }),
      Plot.text(rows, {
        fy: 'place',
        text: words.placeLabel,
        frameAnchor: 'top-left',
        dy: -13,
        textAnchor: 'start',
        className: 'place-name',
      }),
    ],
  }) as SVGSVGElement;
  // The content policy allows no style element of a page's own making; what it said stands in programme-page.css.
  drawn.querySelector('style')?.remove();
  addWords(drawn, words);
  return drawn;
}

/** As many week names as fit beside each other; Tamil ones are wide. */
function ticksOf(weeks: number[], width: number): Date[] {
  const fitting = Math.max(2, Math.floor(width / 110));
  const every = Math.max(1, Math.ceil(weeks.length / fitting));
  return weeks.filter((_, at) => at % every === 0).map((week) => new Date(week));
}

function addWords(svg: SVGSVGElement, words: WeekChartWords): void {
  const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  title.textContent = words.title;
  const description = document.createElementNS('http://www.w3.org/2000/svg', 'desc');
  description.textContent = words.description;
  title.id = 'weeks-plot-title';
  description.id = 'weeks-plot-desc';
  svg.prepend(title, description);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', title.id);
  svg.setAttribute('aria-describedby', description.id);
  // One picture with one description: its single numbers stand in the table.
  for (const part of svg.querySelectorAll('g')) part.setAttribute('aria-hidden', 'true');
}
