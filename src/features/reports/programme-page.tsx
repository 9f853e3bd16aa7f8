import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import { unitRuleFor } from '../../packs/unit-rules.ts';
import { m } from '../../paraglide/messages.js';
import { type CalendarDay, formatDay, fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { useNetwork } from '../../web/frame/network.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Figures } from '../../web/ui/figures.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Table } from '../../web/ui/table.tsx';
import { useTimeZone } from '../people/when.ts';
import { type CountAnswer, fewestPeopleTold } from './counts.ts';
import { ExportButton } from './export-button.tsx';
import './programme-page.css';
import { isRight, RangeChips, type RangeChoice, rangeOf } from './range-choice.tsx';
import { together } from './small-cells.ts';
import { type Counts, useCounts } from './use-counts.ts';
import { WeekChart } from './week-chart.tsx';
import { type TableRow, tableRows, unitsOf } from './week-rows.ts';

const everyProgramme = 'all';

/** What a programme did: contacts, people and minutes by week and place. */
export function ProgrammePage() {
  const { me } = useDevice();
  const timeZone = useTimeZone();
  const programmes = useRows('programmes');
  const [programmeId, setProgramme] = useState<string | null>(null);
  const [choice, setChoice] = useState<RangeChoice>({ weeks: '13' });
  const today = fromInstant(new Date(), timeZone);
  const range = rangeOf(choice, today);
  const [lastRight, setLastRight] = useState(range);
  // A half-typed date asks nothing; the numbers of the last right range stay.
  if (isRight(range) && (range.from !== lastRight.from || range.to !== lastRight.to)) setLastRight(range);
  const asked = { programmeId, ...lastRight };
  const counts = useCounts(asked);
  usePageTitle(m.reports_title());

  const countsAll = me.roles.some((role) => role === 'director' || role === 'biller' || role === 'evaluator');
  const mine = [...programmes.values()]
    .filter((one) => countsAll || me.programmes.includes(one.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Head title={m.reports_title()} lead={<Lead answer={counts.answer} />} aside={<ExportButton asked={asked} />} />
      <div className="no-print asks">
        {mine.length > 1 && (
          <ChipsOne
            label={m.reports_which()}
            value={programmeId ?? everyProgramme}
            onChange={(value) => setProgramme(value === everyProgramme ? null : value)}
            options={[
              { value: everyProgramme, label: m.reports_all_programmes() },
              ...mine.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        )}
        <RangeChips choice={choice} today={today} onChange={setChoice} />
      </div>
      <Numbers counts={counts} />
    </>
  );
}

function Lead({ answer }: { answer: CountAnswer | null }) {
  const locale = useLocale();
  if (!answer) return null;
  const day = (text: string) => formatDay(text as CalendarDay, locale, 'short');
  return m.reports_lead({ from: day(answer.from), to: day(answer.to) });
}

/** The answer, or kindly why there is none. */
function Numbers({ counts: { answer, isAsking, failure, again } }: { counts: Counts }) {
  const { isOnline } = useNetwork();
  if (!answer && isAsking && isOnline) return <Progress label={m.reports_counting()} />;
  if (!answer && (!isOnline || failure === 'unreachable')) {
    return (
      <Empty
        id="no-network"
        picture="network"
        title={m.reports_offline_title()}
        actions={<Button onClick={again}>{m.reports_again()}</Button>}
      >
        {m.reports_offline()}
      </Empty>
    );
  }
  if (!answer) {
    return (
      <Empty id="failed" picture="page" title={m.reports_failed_title()} actions={<Button onClick={again}>{m.reports_again()}</Button>}>
        {failure === null || failure === 'fault' ? m.reports_failed() : refusalText({ code: failure })}
      </Empty>
    );
  }
  const isEmpty = answer.cells.length === 0;
  return (
    <div aria-busy={isAsking || undefined}>
      {isAsking && <Progress label={m.reports_counting()} />}
      {isEmpty ? (
        <Empty id="nothing" picture="page" title={m.reports_empty_title()}>
          {m.reports_empty()}
        </Empty>
      ) : (
        <>
          <Totals answer={answer} />
          {answer.totals.contacts !== null && (
            <section aria-labelledby="weeks">
              <WeekChart answer={answer} />
              <Fold title={<span className="small">{m.reports_table()}</span>}>
                <WeekTable answer={answer} />
              </Fold>
            </section>
          )}
        </>
      )}
      <Honest answer={answer} />
    </div>
  );
}

function useNumbers(): (n: number | null) => string {
  const format = new Intl.NumberFormat(useLocale(), { numberingSystem: 'latn', maximumFractionDigits: 0 });
  return (n) => (n === null ? m.reports_few({ most: fewestPeopleTold - 1 }) : format.format(n));
}

function Totals({ answer: { totals, rounded } }: { answer: CountAnswer }) {
  const say = useNumbers();
  const { packs } = useDevice();
  const units = unitsOf(unitRuleFor(packs), totals.lengths);
  const people = {
    id: 'people',
    value: say(totals.people),
    label: m.reports_people(),
    note: rounded ? m.reports_people_rounded() : undefined,
  };
  if (totals.contacts === null || totals.minutes === null) {
    return (
      <>
        <Figures items={[people]} />
        <Say icon="two">
          <p>{m.reports_too_few({ fewest: fewestPeopleTold })}</p>
        </Say>
      </>
    );
  }
  return (
    <Figures
      items={[
        { id: 'contacts', value: say(totals.contacts), label: m.reports_contacts() },
        people,
        {
          id: 'minutes',
          value: say(totals.minutes),
          label: m.reports_minutes(),
          note: m.reports_hours_note({ hours: say(totals.minutes / 60) }),
        },
        ...(units === null ? [] : [{ id: 'units', value: say(units), label: m.reports_units(), note: m.reports_units_note() }]),
      ]}
    />
  );
}

function WeekTable({ answer }: { answer: CountAnswer }) {
  const locale = useLocale();
  const say = useNumbers();
  const { packs } = useDevice();
  const place = (row: TableRow) => {
    if (row.place === null) return m.reports_whole_week();
    return row.place === together ? m.reports_together() : labelOf(packs, 'contact-places', row.place, locale);
  };
  return (
    <Table
      tight
      captionHidden
      caption={m.reports_table_caption()}
      rows={tableRows(answer)}
      rowKey={(row) => `${row.week} ${row.place} ${row.mode}`}
      columns={[
        {
          id: 'week',
          header: m.reports_week(),
          isRowHeader: true,
          cell: (row) => (
            <span className={row.place === null ? undefined : 'plain'}>{formatDay(row.week as CalendarDay, locale, 'short')}</span>
          ),
        },
        { id: 'place', header: m.reports_place(), cell: (row) => (row.place === null ? <b>{place(row)}</b> : place(row)) },
        {
          id: 'mode',
          header: m.reports_mode(),
          cell: (row) => (row.mode === null || row.mode === together ? '' : labelOf(packs, 'contact-modes', row.mode, locale)),
        },
        { id: 'contacts', header: m.reports_count_contacts(), atEnd: true, cell: (row) => say(row.contacts) },
        { id: 'people', header: m.reports_count_people(), atEnd: true, cell: (row) => (row.place === together ? '' : say(row.people)) },
        { id: 'minutes', header: m.reports_count_minutes(), atEnd: true, cell: (row) => say(row.minutes) },
      ]}
    />
  );
}

/** What is counted, and what the numbers cannot say. */
function Honest({ answer }: { answer: CountAnswer }) {
  return (
    <section className="honest" aria-labelledby="honest">
      <h2 id="honest">{m.reports_honest_title()}</h2>
      <ul className="small">
        <li>{m.reports_honest_counted()}</li>
        <li>{m.reports_honest_people()}</li>
        {answer.cells.some((cell) => cell.place === together) && <li>{m.reports_honest_together({ fewest: fewestPeopleTold })}</li>}
        {answer.hiddenCells > 0 && <li>{m.reports_honest_few({ fewest: fewestPeopleTold, cells: answer.hiddenCells })}</li>}
        <li>{m.reports_honest_why()}</li>
      </ul>
    </section>
  );
}
