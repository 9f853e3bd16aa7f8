/** Follow-ups with everything one can do about them in one tap: done, another day, let go; and back again. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { addDays, type CalendarDay, fromInstant, localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useTimeZone } from '../people/when.ts';
import { changeFollowUp } from './change-follow-up.ts';
import type { FollowUpRow } from './follow-up.ts';
import { byUrgency, daysPast } from './follow-up-order.ts';
import './follow-ups.css';

type FollowUpSet = { status?: FollowUpRow['status']; dueOn?: string | null };
type Changed = { before: FollowUpRow; set: FollowUpSet; commandId: string };

export interface FollowUpListProps {
  /** Open ones. One that was just changed here stays in its place until the list is left, so that it can be brought back. */
  followUps: readonly FollowUpRow[];
  /** Says whose it is, where the list holds those of several peers. */
  showOwner?: boolean | undefined;
  /** Names the list, where no heading does. */
  label?: string | undefined;
}

export function FollowUpList({ followUps, showOwner = false, label }: FollowUpListProps) {
  const device = useDevice();
  const [changed, setChanged] = useState<ReadonlyMap<string, Changed>>(new Map());
  const [failed, setFailed] = useState(false);
  const listed = new Map(followUps.map((each) => [each.id, each]));
  for (const { before } of changed.values()) listed.set(before.id, before);

  async function change(before: FollowUpRow, set: FollowUpSet) {
    setFailed(false);
    try {
      const args = { followUpId: before.id, personId: before.personId, basedOn: before.version, set };
      const commandId = await device.submit(changeFollowUp, args);
      setChanged((all) => new Map(all).set(before.id, { before, set, commandId }));
    } catch {
      setFailed(true);
    }
  }

  /** While it has not left the phone the command is taken out again; after that a second one says the opposite. */
  async function undo({ before, set, commandId }: Changed) {
    setFailed(false);
    try {
      const waits = device.outbox().some((item) => item.id === commandId && item.step === 1) && !device.online();
      if (waits) await device.letGo(commandId);
      else {
        const back = {
          ...(set.status === undefined ? {} : { status: before.status }),
          ...(set.dueOn === undefined ? {} : { dueOn: before.dueOn }),
        };
        const now = device.rows('follow_ups').get(before.id) ?? before;
        await device.submit(changeFollowUp, { followUpId: before.id, personId: before.personId, basedOn: now.version, set: back });
      }
      setChanged((all) => new Map([...all].filter(([id]) => id !== before.id)));
    } catch {
      setFailed(true);
    }
  }

  return (
    <>
      {failed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
      <Rows label={label}>
        {[...listed.values()].sort(byUrgency).map((followUp) => {
          const done = changed.get(followUp.id);
          return done ? (
            <ChangedRow key={followUp.id} changed={done} onUndo={() => void undo(done)} />
          ) : (
            <OpenRow key={followUp.id} followUp={followUp} showOwner={showOwner} onChange={(set) => void change(followUp, set)} />
          );
        })}
      </Rows>
    </>
  );
}

function OpenRow({ followUp, showOwner, onChange }: { followUp: FollowUpRow; showOwner: boolean; onChange: (set: FollowUpSet) => void }) {
  const today = fromInstant(new Date(), useTimeZone());
  const person = useRows('people').get(followUp.personId);
  const owner = useRows('staff').get(followUp.ownerId);
  const [isMoving, setMoving] = useState(false);
  const past = daysPast(followUp, today);
  const name = person?.name ?? '';
  return (
    <Row
      mark={<DueMark dueOn={followUp.dueOn} past={past} />}
      isDue={past !== null && past >= 0}
      title={name}
      href={`/people/${followUp.personId}`}
      detail={followUp.words}
      end={<span />}
    >
      {showOwner && owner && <p className="note">{owner.name}</p>}
      {/* Above the row's own link, which covers the whole row. */}
      <div className="actions mt2 follow-up__actions" id={followUp.id}>
        <Button icon="check" onClick={() => onChange({ status: 'done' })}>
          {m.follow_ups_done()}
          <span className="vh">: {followUp.words}</span>
        </Button>
        <Button aria-expanded={isMoving} onClick={() => setMoving(!isMoving)}>
          {m.follow_ups_move()}
          <span className="vh">: {followUp.words}</span>
        </Button>
        <Button variant="quiet" onClick={() => onChange({ status: 'let_go' })}>
          {m.follow_ups_let_go()}
          <span className="vh">: {followUp.words}</span>
        </Button>
      </div>
      {isMoving && <MoveTo today={today} onMove={(dueOn) => onChange({ dueOn })} />}
    </Row>
  );
}

function MoveTo({ today, onMove }: { today: CalendarDay; onMove: (day: string | null) => void }) {
  const [day, setDay] = useState('');
  return (
    <div className="follow-up__actions mt2">
      <div className="actions">
        <Button onClick={() => onMove(addDays(today, 1))}>{m.contacts_tomorrow()}</Button>
        <Button onClick={() => onMove(addDays(today, 7))}>{m.contacts_next_week()}</Button>
        <Button onClick={() => onMove(null)}>{m.contacts_no_date()}</Button>
      </div>
      <div className="line mt2">
        <TextField label={m.follow_ups_other_day()} labelQuiet type="date" min={today} value={day} onChange={setDay} />
        {day !== '' && <Button onClick={() => onMove(day)}>{m.follow_ups_move()}</Button>}
      </div>
    </div>
  );
}

function ChangedRow({ changed, onUndo }: { changed: Changed; onUndo: () => void }) {
  const locale = useLocale();
  const device = useDevice();
  const name = useRows('people').get(changed.before.personId)?.name ?? '';
  const { status, dueOn } = changed.set;
  const said =
    status === 'done'
      ? m.follow_ups_is_done()
      : status === 'let_go'
        ? m.follow_ups_is_let_go()
        : dueOn
          ? m.follow_ups_is_moved({ day: weekdayOf(dueOn, locale) })
          : m.follow_ups_is_undated();
  const step = device.stepOf('follow_ups', changed.before.id);
  return (
    <Row
      title={name}
      detail={changed.before.words}
      end={<Receipt step={step} label={step === 3 ? m.contact_step_matched() : m.contact_step_phone()} labelHidden />}
    >
      <div className="line mt2">
        <p role="status">
          <b>{said}</b>
        </p>
        <Button variant="quiet" onClick={onUndo}>
          {m.follow_ups_undo()}
          <span className="vh">: {changed.before.words}</span>
        </Button>
      </div>
    </Row>
  );
}

function weekdayOf(day: string, locale: string): string {
  return new Intl.DateTimeFormat(localeOfDays(locale), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  );
}

/** Narrow enough for the margin: a word, a number of days, or the day itself. */
function DueMark({ dueOn, past }: { dueOn: string | null; past: number | null }) {
  const locale = useLocale();
  if (dueOn === null || past === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="vh">{m.follow_ups_without_day()}</span>
      </>
    );
  }
  if (past === 0) return m.follow_ups_today();
  if (past === 1) return m.follow_ups_one_day();
  if (past > 1) return m.follow_ups_days({ count: past });
  return (
    <time dateTime={dueOn}>
      {new Intl.DateTimeFormat(localeOfDays(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
        new Date(`${dueOn}T00:00Z`),
      )}
    </time>
  );
}
