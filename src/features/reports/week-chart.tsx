import { useEffect, useMemo, useRef, useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import type { CountAnswer } from './counts.ts';
import { together } from './small-cells.ts';
import { barsByPlace, otherPlaces } from './week-rows.ts';

/** Contacts a week, a row of bars for each place. Its table stands below it on the page. */
export function WeekChart({ answer }: { answer: CountAnswer }) {
  const locale = useLocale();
  const { packs } = useDevice();
  const frame = useRef<HTMLDivElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  const rows = useMemo(() => barsByPlace(answer), [answer]);

  useEffect(() => {
    const element = frame.current;
    if (!element || rows.length === 0) return;
    const number = new Intl.NumberFormat(locale, { numberingSystem: 'latn' });
    const week = new Intl.DateTimeFormat(localeOfDays(locale), {
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
      numberingSystem: 'latn',
    });
    const nameOf = (place: string) => {
      if (place === together) return m.reports_together();
      return place === otherPlaces ? m.reports_other_places() : labelOf(packs, 'contact-places', place, locale);
    };
    const label = (row: { place: string; contacts: number }) =>
      m.reports_chart_place({ place: nameOf(row.place), contacts: number.format(row.contacts) });
    const words = {
      title: m.reports_chart_title(),
      description: m.reports_chart_desc({
        weeks: number.format(rows[0]?.bars.length ?? 0),
        places: rows.map(label).join('; '),
        most: number.format(Math.max(...rows.flatMap((row) => row.bars.map((bar) => bar.contacts)))),
      }),
      placeLabel: label,
      weekLabel: (day: Date) => week.format(day),
      number: (n: number) => number.format(n),
    };
    let isCurrent = true;
    let drawnWidth = 0;
    const draw = async () => {
      const width = Math.min(720, Math.max(240, Math.floor(element.clientWidth)));
      if (width === drawnWidth) return;
      drawnWidth = width;
      const { drawWeekChart } = await import('./draw-week-chart.ts');
      if (!isCurrent) return;
      element.replaceChildren(drawWeekChart(rows, words, width));
      setDrawn(true);
    };
    const observer = new ResizeObserver(() => void draw());
    observer.observe(element);
    return () => {
      isCurrent = false;
      observer.disconnect();
    };
  }, [rows, locale, packs]);

  return (
    <figure className="plot" aria-labelledby="weeks">
      <figcaption>
        <h2 id="weeks">{m.reports_chart_title()}</h2>
        <p className="small soft">{m.reports_chart_lead()}</p>
      </figcaption>
      {!isDrawn && rows.length > 0 && <Progress label={m.reports_chart_drawing()} labelHidden />}
      <div className="weeks-frame" ref={frame} />
    </figure>
  );
}
