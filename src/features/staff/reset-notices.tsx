/** What one is told of links that choose one's password: at sign-in before anything else, and on one's own page. */
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { door, type ResetNotice } from './door-client.ts';
import { useDoor } from './use-door.ts';

function ResetRows({ notices, label }: { notices: readonly ResetNotice[]; label: string }) {
  const locale = localeOfDays(useLocale());
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', numberingSystem: 'latn' });
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', numberingSystem: 'latn' });
  return (
    <Rows label={label}>
      {notices.map((notice) => {
        const at = new Date(notice.at);
        return <Row key={notice.at} mark={day.format(at)} title={inWords(notice)} detail={when.format(at)} />;
      })}
    </Rows>
  );
}

function inWords({ kind, state, madeBy }: ResetNotice): string {
  const by = madeBy ?? m.people_a_colleague();
  if (state === 'open') return kind === 'operator' ? m.staff_told_open_operator() : m.staff_told_open_colleague({ by });
  if (kind === 'mail') return m.staff_told_used_mail();
  return kind === 'operator' ? m.staff_told_used_operator() : m.staff_told_used_colleague({ by });
}

function StopLinks({ onStopped }: { onStopped: () => Promise<void> }) {
  const { isBusy, problem, run } = useDoor();
  return (
    <>
      <Button
        isBusy={isBusy}
        onClick={() =>
          run(async () => {
            await door.stopResets();
            await onStopped();
          })
        }
      >
        {m.staff_told_stop()}
      </Button>
      {problem && <ErrorText>{problem}</ErrorText>}
    </>
  );
}

const isOpen = ({ state }: ResetNotice) => state === 'open';

/** Between signing in and the notebook. It comes again at each sign-in, so that nobody who used a link can put it away for another. */
export function ToldAtSignIn({ notices, onStopped, onGoOn }: ToldProps) {
  return (
    <div className="stack-l">
      <Head title={m.staff_told_title()} />
      <ResetRows notices={notices} label={m.staff_told_title()} />
      <Say look="look" icon="lock" live={false}>
        <p>{m.staff_told_was_it_you()}</p>
      </Say>
      <p className="note">{m.staff_told_how_long()}</p>
      <div className="actions">
        <Button variant="main" onClick={onGoOn}>
          {m.staff_told_go_on()}
        </Button>
        {notices.some(isOpen) && <StopLinks onStopped={onStopped} />}
      </div>
    </div>
  );
}

type ToldProps = { notices: readonly ResetNotice[]; onStopped: () => Promise<void>; onGoOn: () => void };

/** On one's own page: everything of the last year. Nothing is drawn when there was nothing. */
export function MyResets({ notices, onChanged }: { notices: readonly ResetNotice[]; onChanged: () => Promise<void> }) {
  if (notices.length === 0) return null;
  return (
    <section className="stack-l" aria-labelledby="my-resets">
      <SectionHead id="my-resets" title={m.staff_told_section()} />
      <ResetRows notices={notices} label={m.staff_told_section()} />
      {notices.some(({ kind }) => kind !== 'mail') && <p className="note">{m.staff_told_was_it_you()}</p>}
      {notices.some(isOpen) && (
        <div className="actions">
          <StopLinks onStopped={onChanged} />
        </div>
      )}
    </section>
  );
}
