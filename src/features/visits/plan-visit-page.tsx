/** Plan to meet someone: which day, what time, where. It lands on Today. */

import { type FormEvent, useState } from 'react';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { addDays, fromInstant } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { lastContactWith } from '../contacts/record-form.ts';
import { Where } from '../contacts/record-shell.tsx';
import { useTimeZone } from '../people/when.ts';
import { instantAt } from './local-time.ts';
import { planVisit } from './plan-visit.ts';
import { mostVisitNote } from './visit-limits.ts';
import { VisitList } from './visit-list.tsx';
import { checkVisitTime } from './visit-rules.ts';

const otherDay = 'other';

export function PlanVisitPage({ personId, onSaved }: { personId: string; onSaved: () => void }) {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const timeZone = useTimeZone();
  const person = useRows('people').get(personId);
  const contacts = useRows('contacts');
  const visits = useRows('visits');
  const today = fromInstant(new Date(), timeZone);
  const [last] = useState(() => lastContactWith(contacts.values(), personId, device.me.staffId));
  const [day, setDay] = useState<string>(addDays(today, 1));
  const [isOther, setOther] = useState(false);
  const [time, setTime] = useState('10:00');
  const [where, setWhere] = useState<{ place: string | null; mode: string }>({
    place: last?.place ?? null,
    mode: last?.mode ?? 'in_person',
  });
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  usePageTitle(m.visits_plan());
  const path = `/people/${personId}/plan`;
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty isPage id="no-person" picture="search" title={m.goals_person_not_here()} />
      </FocusFrame>
    );
  }
  const planned = [...visits.values()].filter((visit) => visit.personId === personId && visit.status === 'planned');
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    if (day === '' || time === '') return setProblem(m.visits_when_missing());
    if (where.place === null) return setProblem(m.visits_where_missing());
    const startsAt = instantAt(day, time, timeZone);
    const [wrong] = checkVisitTime(startsAt, new Date().toISOString());
    if (wrong) return setProblem(refusalText(wrong));
    const said = makeSafe(note).trim();
    if (said.length > mostVisitNote) return;
    setSaving(true);
    try {
      const args = { visitId: newId(), personId, startsAt, place: where.place, mode: where.mode, note: said === '' ? null : said };
      await device.submit(planVisit, args);
      onSaved();
    } catch (error) {
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }

  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} hasSaveBar narrow>
      <Head title={m.visits_plan()} lead={m.visits_with({ name: person.name })} />
      <form aria-label={m.visits_plan()} onSubmit={save} noValidate>
        <div className="stack-l">
          <ChipsOne
            label={m.visits_day()}
            value={isOther ? otherDay : day}
            onChange={(value) => {
              setOther(value === otherDay);
              if (value !== otherDay) setDay(value);
            }}
            options={[
              { value: today, label: m.contacts_today() },
              { value: addDays(today, 1), label: m.contacts_tomorrow() },
              ...[2, 3, 4].map((ahead) => {
                const then = addDays(today, ahead);
                return { value: then, label: weekday.format(new Date(`${then}T00:00Z`)) };
              }),
              { value: addDays(today, 7), label: m.contacts_next_week() },
              { value: otherDay, label: m.visits_other_day() },
            ]}
            after={
              isOther ? <TextField label={m.visits_day()} labelHidden type="date" min={today} value={day} onChange={setDay} /> : undefined
            }
          />
          <TextField label={m.visits_time()} type="time" value={time} onChange={setTime} />
          <Where
            packs={device.packs}
            locale={locale}
            place={where.place}
            mode={where.mode}
            isAsLastTime={last !== undefined && last.place === where.place}
            onChange={setWhere}
          />
          <TextField
            label={m.visits_note()}
            note={m.contacts_next_note()}
            value={note}
            onChange={setNote}
            limit={{
              max: mostVisitNote,
              left: (count) => m.contacts_letters_left({ count }),
              over: (count) => m.contacts_letters_over({ count }),
            }}
          />
          {planned.length > 0 && (
            <section aria-labelledby="planned">
              <h2 id="planned">{m.visits_planned_already()}</h2>
              <VisitList visits={planned} showDay />
            </section>
          )}
        </div>
        <SaveBar>
          {problem && <ErrorText>{problem}</ErrorText>}
          <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
            {onThisDevice(m.contacts_save, m.contacts_save_desk)}
          </Button>
        </SaveBar>
      </form>
    </FocusFrame>
  );
}
