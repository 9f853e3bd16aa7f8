import { type FormEvent, useState } from 'react';
import { choicesOf, labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useLook } from '../looks/use-look.ts';
import { usePersonOnDesk } from './desk-person.tsx';
import { endEnrolment } from './end-enrolment.ts';
import { enrolPerson } from './enrol-person.ts';
import type { EnrolmentRow } from './person.ts';
import { checkEnrolment, checkLeaving } from './person-rules.ts';
import { programmesToJoin, staysOf } from './programme-stays.ts';
import { dayInWords, useTimeZone } from './when.ts';

/** Which programmes a person takes part in: leaving, with why, and coming back. Earlier stays remain readable. */
export function PersonProgrammesPage({ personId }: { personId: string }) {
  const { me } = useDevice();
  const held = useRows('people').get(personId);
  const rows = useRows('enrolments');
  const [said, setSaid] = useState<string | null>(null);
  usePageTitle(m.people_programmes_title());
  const coordinates = me.roles.some((role) => role === 'coordinator' || role === 'director');
  const { answer: desk } = usePersonOnDesk(personId, coordinates);
  const person = held ?? desk?.person;
  useLook(person ? personId : null, 'profile', !held);
  const known = new Map((desk?.enrolments ?? []).map((one) => [one.id, one]));
  // What this device holds or wrote itself is newer than the desk's last answer.
  for (const one of rows.values()) if (one.personId === personId) known.set(one.id, { ...known.get(one.id), ...one });
  if (!person) return <Head title={m.people_programmes_title()} lead={m.people_not_here()} />;
  const { open, past } = staysOf([...known.values()], personId);
  const mayChange = coordinates || me.roles.some((role) => role === 'peer' || role === 'senior_peer' || role === 'supervisor');
  return (
    <div className="narrow">
      <Head title={m.people_programmes_title()} lead={m.people_programmes_lead({ name: person.name })} />
      <p className="small">
        <Link className="link" href={`/people/${personId}`}>
          {m.people_back_to({ name: person.name })}
        </Link>
      </p>
      {said && (
        <Say icon="check">
          <p>{said}</p>
        </Say>
      )}
      <section aria-labelledby="now" className="mt4">
        <SectionHead id="now" title={m.people_programmes_now()} />
        {open.length === 0 ? (
          <p>{m.people_programmes_none()}</p>
        ) : (
          <Rows label={m.people_programmes_now()}>
            {open.map((stay) => (
              <OpenStay key={stay.id} stay={stay} mayChange={mayChange} onLeft={() => setSaid(m.people_left_noted())} />
            ))}
          </Rows>
        )}
      </section>
      {past.length > 0 && <Earlier stays={past} />}
      {mayChange && <Join key={open.length} personId={personId} open={open} onJoined={setSaid} />}
    </div>
  );
}

function useProgrammeName(): (id: string) => string {
  const programmes = useRows('programmes');
  return (id) => programmes.get(id)?.name ?? m.people_a_programme();
}

function Earlier({ stays }: { stays: EnrolmentRow[] }) {
  const { packs } = useDevice();
  const locale = useLocale();
  const nameOf = useProgrammeName();
  return (
    <section aria-labelledby="before" className="mt5">
      <SectionHead id="before" title={m.people_programmes_before()} />
      <Rows label={m.people_programmes_before()}>
        {stays.map((stay) => {
          const span = m.people_stay_span({ from: dayInWords(stay.enrolledOn, locale), until: dayInWords(stay.leftOn ?? '', locale) });
          const why = stay.leftReason === null ? '' : labelOf(packs, 'leaving-reasons', stay.leftReason, locale);
          return <Row key={stay.id} title={nameOf(stay.programmeId)} detail={[span, why].filter(Boolean).join('. ')} />;
        })}
      </Rows>
    </section>
  );
}

function OpenStay({ stay, mayChange, onLeft }: { stay: EnrolmentRow; mayChange: boolean; onLeft: () => void }) {
  const locale = useLocale();
  const nameOf = useProgrammeName();
  return (
    <Row title={nameOf(stay.programmeId)} heading detail={m.people_stay_since({ from: dayInWords(stay.enrolledOn, locale) })}>
      {mayChange && (
        <Fold title={m.people_leave()}>
          <LeaveForm stay={stay} onLeft={onLeft} />
        </Fold>
      )}
    </Row>
  );
}

function LeaveForm({ stay, onLeft }: { stay: EnrolmentRow; onLeft: () => void }) {
  const device = useDevice();
  const locale = useLocale();
  const today = fromInstant(new Date(), useTimeZone());
  const [reason, setReason] = useState<string | null>(null);
  const [leftOn, setLeftOn] = useState<string>(today);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (leftOn === '') return setProblem(m.people_day_missing());
    const [wrong] = checkLeaving(leftOn, stay, today);
    if (wrong) return setProblem(refusalText(wrong));
    try {
      const { id: enrolmentId, personId, version: basedOn } = stay;
      await device.submit(endEnrolment, { enrolmentId, personId, basedOn, leftOn, leftReason: reason });
      onLeft();
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return (
    <form className="stack-l" onSubmit={(event) => void save(event)} noValidate aria-label={m.people_leave()}>
      <PickOne
        label={m.people_leave_why()}
        note={m.people_leave_why_note()}
        value={reason}
        onChange={setReason}
        options={choicesOf(device.packs, 'leaving-reasons').map(({ code, label }) => ({ value: code, title: label[locale] }))}
      />
      <TextField label={m.people_leave_day()} type="date" min={stay.enrolledOn} max={today} value={leftOn} onChange={setLeftOn} />
      <p className="note">{m.people_leave_note()}</p>
      {problem && <ErrorText>{problem}</ErrorText>}
      <div className="actions">
        <Button type="submit">{m.people_leave_do()}</Button>
      </div>
    </form>
  );
}

type JoinProps = { personId: string; open: EnrolmentRow[]; onJoined: (words: string) => void };

function Join({ personId, open, onJoined }: JoinProps) {
  const device = useDevice();
  const today = fromInstant(new Date(), useTimeZone());
  const nameOf = useProgrammeName();
  const options = programmesToJoin(useRows('programmes').values(), { mine: device.me.programmes, open, today });
  const [chosen, setProgrammeId] = useState<string | null>(null);
  const programmeId = chosen ?? (options.length === 1 ? (options[0]?.id ?? null) : null);
  const [enrolledOn, setEnrolledOn] = useState<string>(today);
  const [problem, setProblem] = useState<string | null>(null);
  if (options.length === 0) return null;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (programmeId === null) return setProblem(m.people_programme_missing());
    if (enrolledOn === '') return setProblem(m.people_day_missing());
    const [wrong] = checkEnrolment({ programmeId, enrolledOn }, open, today);
    if (wrong) return setProblem(refusalText(wrong));
    try {
      await device.submit(enrolPerson, { enrolmentId: newId(), personId, programmeId, enrolledOn });
      onJoined(m.people_joined_noted({ programme: nameOf(programmeId) }));
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return (
    <section aria-labelledby="join" className="mt5">
      <SectionHead id="join" title={m.people_join()} />
      <form className="stack-l" onSubmit={(event) => void save(event)} noValidate aria-labelledby="join">
        <ChipsOne
          label={m.people_join_which()}
          value={programmeId}
          onChange={setProgrammeId}
          options={options.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField label={m.people_join_day()} type="date" max={today} value={enrolledOn} onChange={setEnrolledOn} />
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions">
          <Button type="submit">{m.people_join_do()}</Button>
        </div>
      </form>
    </section>
  );
}
