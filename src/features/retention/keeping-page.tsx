import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useLook } from '../looks/use-look.ts';
import { momentInWords, shortDay, useTimeZone } from '../people/when.ts';
import { confirmErasure } from './confirm-erasure.ts';
import { RuleNote } from './due-page.tsx';
import { dueWords } from './due-words.ts';
import { liftLegalHold } from './lift-legal-hold.ts';
import { type Hold, mostReason } from './retention.ts';
import { setLegalHold } from './set-legal-hold.ts';
import { stopErasure } from './stop-erasure.ts';
import { type Due, useDue } from './use-due.ts';

/** One record: how long it is kept, what holds it, and its erasure. For directors. */
export function KeepingPage({ personId }: { personId: string }) {
  const { due, hasFailed } = useDue(personId);
  usePageTitle(m.retention_person_title());
  const person = due?.people[0];
  useLook(person ? personId : null, 'profile', true);
  const path = `/people/${personId}/keeping`;
  return (
    <FocusFrame back={{ href: '/due', label: m.retention_title() }} path={path} narrow>
      {hasFailed && (
        <Say look="band" icon="nonet">
          <p>{m.frame_needs_network()}</p>
        </Say>
      )}
      {!due && !hasFailed && <Loading />}
      {due && !person && <Empty isPage id="no-record" picture="search" title={m.retention_nobody()} />}
      {due && person && <Keeping due={due} person={person} />}
      {!person && hasFailed && <Head title={m.retention_person_title()} />}
    </FocusFrame>
  );
}

type Person = Due['people'][number];

function Keeping({ due, person }: { due: Due; person: Person }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [said, setSaid] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  /** @returns whether it is on its way */
  async function keep(work: Promise<unknown>, words: string): Promise<boolean> {
    setFailed(null);
    try {
      await work;
      setSaid(words);
      return true;
    } catch (error) {
      setFailed(notKeptText(error));
      return false;
    }
  }
  return (
    <div className="stack-l">
      <Head title={person.name} lead={m.retention_person_lead()} />
      {said && (
        <Say icon="check">
          <p>{said}</p>
        </Say>
      )}
      {failed && <ErrorText>{failed}</ErrorText>}
      <div className="stack">
        {dueWords(person, locale, timeZone).map((words) => (
          <p key={words}>{words}</p>
        ))}
        <RuleNote rule={due.rule} locale={locale} />
      </div>
      <Holds person={person} keep={keep} />
      <Erasure due={due} person={person} keep={keep} />
    </div>
  );
}

type Keep = (work: Promise<unknown>, words: string) => Promise<boolean>;

function Holds({ person, keep }: { person: Person; keep: Keep }) {
  const device = useDevice();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  async function set() {
    const words = reason.trim();
    if (words === '') return setProblem(m.retention_reason_missing());
    if (words.length > mostReason) return setProblem(m.retention_reason_long({ most: mostReason }));
    const isKept = await keep(
      device.submit(setLegalHold, { holdId: newId(), personId: person.id, reason: words }),
      m.retention_hold_on_its_way(),
    );
    if (isKept) setReason('');
  }
  return (
    <section aria-labelledby="holds" className="stack">
      <SectionHead id="holds" title={m.retention_holds()} />
      <p className="small soft">{m.retention_holds_lead()}</p>
      {person.holds.length > 0 && (
        <Rows label={m.retention_holds()}>
          {person.holds.map((hold) => (
            <HoldRow key={hold.id} hold={hold} personId={person.id} keep={keep} />
          ))}
        </Rows>
      )}
      <Form label={m.retention_hold_set()} className="stack" onSubmit={() => void set()}>
        <TextField
          label={m.retention_reason()}
          description={m.retention_reason_hint()}
          value={reason}
          onChange={(words) => {
            setReason(words);
            setProblem(undefined);
          }}
          error={problem}
          autoComplete="off"
        />
        <div className="actions">
          <Button type="submit" icon="lock">
            {m.retention_hold_set()}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function HoldRow({ hold, personId, keep }: { hold: Hold; personId: string; keep: Keep }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const name = useRows('staff').get(hold.setBy)?.name ?? m.people_a_colleague();
  const [why, setWhy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  async function lift() {
    const words = (why ?? '').trim();
    if (words === '') return setProblem(m.retention_why_missing());
    if (words.length > mostReason) return setProblem(m.retention_reason_long({ most: mostReason }));
    await keep(device.submit(liftLegalHold, { holdId: hold.id, personId, why: words }), m.retention_lift_on_its_way());
  }
  return (
    <Row title={hold.reason} detail={m.retention_hold_by({ name, day: shortDay(hold.setAt, locale, timeZone) })}>
      {why === null ? (
        <div className="actions mt2">
          <Button variant="quiet" onClick={() => setWhy('')}>
            {m.retention_hold_lift()}
            <span className="vh">: {hold.reason}</span>
          </Button>
        </div>
      ) : (
        <Form label={m.retention_hold_lift()} className="stack mt2" onSubmit={() => void lift()}>
          <TextField
            label={m.retention_why()}
            value={why}
            onChange={(words) => {
              setWhy(words);
              setProblem(undefined);
            }}
            error={problem}
            autoComplete="off"
          />
          <div className="actions">
            <Button type="submit">{m.retention_hold_lift()}</Button>
            <Button variant="quiet" onClick={() => setWhy(null)}>
              {m.retention_leave_it()}
            </Button>
          </div>
        </Form>
      )}
    </Row>
  );
}

function Erasure({ due, person, keep }: { due: Due; person: Person; keep: Keep }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [asks, setAsks] = useState(false);
  const { erasure, problem } = person;
  return (
    <section aria-labelledby="erasure" className="stack">
      <SectionHead id="erasure" title={m.retention_erasure()} />
      {erasure ? (
        <>
          <p>{m.retention_planned({ at: momentInWords(erasure.eraseAfter, locale, timeZone) })}</p>
          <div className="actions">
            <Button
              onClick={() =>
                void keep(device.submit(stopErasure, { erasureId: erasure.id, personId: person.id }), m.retention_stop_on_its_way())
              }
            >
              {m.retention_stop()}
            </Button>
          </div>
        </>
      ) : problem !== null ? (
        <p className="soft">{refusalText({ code: problem })}</p>
      ) : (
        <>
          <p>{m.retention_what_goes()}</p>
          <p>{m.retention_what_stays()}</p>
          {asks ? (
            <Say look="look" actions={<Sure person={person} keep={keep} onBack={() => setAsks(false)} />}>
              <p>{m.retention_sure({ name: person.name, hours: due.rule.warningHours })}</p>
            </Say>
          ) : (
            <div className="actions">
              <Button onClick={() => setAsks(true)}>{m.retention_erase()}</Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Sure({ person, keep, onBack }: { person: Person; keep: Keep; onBack: () => void }) {
  const device = useDevice();
  return (
    <>
      <Button
        onClick={() =>
          void keep(device.submit(confirmErasure, { erasureId: newId(), personId: person.id }), m.retention_erase_on_its_way()).then(onBack)
        }
      >
        {m.retention_yes_erase()}
      </Button>
      <Button variant="quiet" onClick={onBack}>
        {m.retention_leave_it()}
      </Button>
    </>
  );
}
