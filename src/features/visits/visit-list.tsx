/** Planned visits: go and record, move, not met, let go. */
import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant, localeOfDays } from '../../shared/calendar-day.ts';
import { wordsFor } from '../../web/code-words.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { timeInWords, useTimeZone } from '../people/when.ts';
import { changeVisit } from './change-visit.ts';
import { instantAt } from './local-time.ts';
import type { VisitRow } from './visit.ts';
import { checkVisitTime } from './visit-rules.ts';

export interface VisitListProps {
  /** Shown in the order of their time. */
  visits: readonly VisitRow[];
  /** Says the day as well, where the list holds more than one. */
  showDay?: boolean | undefined;
  /** Names the list, where no heading does. */
  label?: string | undefined;
}

export function VisitList({ visits, showDay = false, label }: VisitListProps) {
  return (
    <Rows ordered label={label}>
      {[...visits]
        .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
        .map((visit) => (
          <OneVisit key={visit.id} visit={visit} showDay={showDay} />
        ))}
    </Rows>
  );
}

function OneVisit({ visit, showDay }: { visit: VisitRow; showDay: boolean }) {
  const { packs } = useDevice();
  const locale = useLocale() as PackLocale;
  const timeZone = useTimeZone();
  const person = useRows('people').get(visit.personId);
  const where =
    visit.mode === 'in_person'
      ? labelOf(packs, 'contact-places', visit.place, locale)
      : labelOf(packs, 'contact-modes', visit.mode, locale);
  const day = new Intl.DateTimeFormat(localeOfDays(locale), { weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(
    new Date(visit.startsAt),
  );
  return (
    <Row
      mark={<time dateTime={visit.startsAt}>{timeInWords(visit.startsAt, locale, timeZone)}</time>}
      title={person?.name ?? ''}
      heading
      detail={[...(showDay ? [day] : []), where, ...(visit.note === null ? [] : [visit.note])].join('. ')}
    >
      {visit.status === 'planned' && (
        <>
          <div className="actions mt2">
            <LinkButton icon="pen" href={`/record?person=${visit.personId}&visit=${visit.id}`}>
              {m.visits_record()}
              <span className="vh">: {person?.name}</span>
            </LinkButton>
          </div>
          <Fold title={m.visits_change()}>
            <Change visit={visit} />
          </Fold>
        </>
      )}
      {visit.status !== 'planned' && <p className="note">{wordsFor(statusWords, visit.status)}</p>}
    </Row>
  );
}

const statusWords = { met: m.visits_met, not_met: m.visits_was_not_met, let_go: m.visits_was_let_go, planned: m.visits_planned };

function Change({ visit }: { visit: VisitRow }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [day, setDay] = useState<string>(fromInstant(visit.startsAt, timeZone));
  const [time, setTime] = useState(timeInWords(visit.startsAt, 'en', timeZone));
  const [problem, setProblem] = useState<string | null>(null);

  async function change(set: { startsAt?: string; status?: 'not_met' | 'let_go' }) {
    try {
      await device.submit(changeVisit, { visitId: visit.id, personId: visit.personId, basedOn: visit.version, set });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  function move() {
    if (day === '' || time === '') return setProblem(m.visits_when_missing());
    const startsAt = instantAt(day, time, timeZone);
    const [wrong] = checkVisitTime(startsAt, new Date().toISOString());
    if (wrong) return setProblem(refusalText(wrong));
    setProblem(null);
    void change({ startsAt });
  }
  return (
    <div lang={locale}>
      <div className="line">
        <TextField label={m.visits_day()} labelQuiet type="date" value={day} onChange={setDay} />
        <TextField label={m.visits_time()} labelQuiet type="time" value={time} onChange={setTime} />
      </div>
      {problem && <ErrorText>{problem}</ErrorText>}
      <div className="actions mt3">
        <Button onClick={move}>{m.visits_move()}</Button>
        <Button onClick={() => void change({ status: 'not_met' })}>{m.visits_not_met()}</Button>
        <Button variant="quiet" onClick={() => void change({ status: 'let_go' })}>
          {m.visits_let_go()}
        </Button>
      </div>
    </div>
  );
}
