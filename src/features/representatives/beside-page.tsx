/** What a representative reads: somebody else's record, the parts that were given. It says whose it is, and speaks of them and never as them. */
import { labelOf } from '../../packs/pack-labels.ts';
import type { ViewPart } from '../../packs/view-parts.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant, parseCalendarDay } from '../../shared/calendar-day.ts';
import { useDevice, useDeviceState, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Words } from '../../web/ui/words.tsx';
import { useLook } from '../looks/use-look.ts';
import { dayInWords, timeInWords, useTimeZone } from '../people/when.ts';
import { OwnFrame } from '../views/own-frame.tsx';
import { BesideEntries, BesideLooks, BesideSharing } from './beside-parts.tsx';

export function BesidePage() {
  const device = useDevice();
  const locale = useLocale();
  const isOnline = useDeviceState((each) => each.online());
  const own = useRows('representatives').get(device.me.staffId);
  const person = useRows('people').get(device.me.represents?.personId ?? '');
  // Seen by the person like everybody's look.
  useLook(person?.id ?? null, 'record');
  const has = (part: ViewPart) => own?.parts.includes(part) === true;
  return (
    <OwnFrame path="/beside">
      {person ? (
        <Head title={m.representatives_beside_title({ name: person.name })} lead={m.representatives_beside_lead({ name: person.name })} />
      ) : (
        <Head title={m.representatives_beside_nothing()} lead={m.representatives_beside_nothing_lead()} />
      )}
      {!isOnline && (
        <Say icon="nonet">
          <p className="small">{m.representatives_beside_network()}</p>
        </Say>
      )}
      {person && own && (
        <p className="note">
          {own.lastDay === null
            ? m.representatives_no_last_day()
            : m.representatives_until({ day: dayInWords(parseCalendarDay(own.lastDay), locale) })}
        </p>
      )}
      {person && has('matters') && (
        <Part id="matters" title={m.representatives_part_matters()}>
          {person.matters ? <Words>{person.matters}</Words> : <None />}
        </Part>
      )}
      {person && has('goals') && <Goals />}
      {person && has('coming') && <Coming />}
      {person && has('entries') && (
        <Part id="entries" title={m.representatives_part_entries()}>
          <BesideEntries personName={person.name} />
        </Part>
      )}
      {person && has('looks') && (
        <Part id="looks" title={m.representatives_part_looks()}>
          <BesideLooks />
        </Part>
      )}
      {person && has('sharing') && (
        <Part id="sharing" title={m.representatives_part_sharing()}>
          <BesideSharing personId={person.id} />
        </Part>
      )}
      <div className="stack-s mt5">
        <LinkButton wide icon="lock" href="/beside/me">
          {m.representatives_me()}
        </LinkButton>
        <p className="note">{m.views_exit_how()}</p>
      </div>
    </OwnFrame>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt5">
      <h2 id={id}>{title}</h2>
      <div className="mt2">{children}</div>
    </section>
  );
}

function None() {
  return <p className="small soft">{m.representatives_part_empty()}</p>;
}

function Goals() {
  const goals = [...useRows('goals').values()]
    .filter((goal) => goal.status !== 'let_go')
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const ratings = [...useRows('goal_ratings').values()].sort((a, b) => a.ratedAt.localeCompare(b.ratedAt));
  const steps = [...useRows('goal_steps').values()].filter((step) => !step.dropped);
  return (
    <Part id="goals" title={m.representatives_part_goals()}>
      {goals.length === 0 && <None />}
      {goals.map((goal) => {
        const last = ratings.findLast((rating) => rating.goalId === goal.id);
        return (
          <article key={goal.id} className="goal">
            <Words as="h3" lang={goal.wordsLanguage}>
              “{goal.words}”
            </Words>
            {last && <p className="note mt1">{m.views_goal_close({ closeness: last.closeness })}</p>}
            <ul className="lines small">
              {steps
                .filter((step) => step.goalId === goal.id)
                .map((step) => (
                  <li key={step.id}>{step.doneOn ? `${m.people_step_done()}${step.words}` : step.words}</li>
                ))}
            </ul>
          </article>
        );
      })}
    </Part>
  );
}

function Coming() {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const now = new Date().toISOString();
  const coming = [...useRows('visits').values()]
    .filter((visit) => visit.status === 'planned' && visit.startsAt >= now)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  return (
    <Part id="coming" title={m.representatives_part_coming()}>
      {coming.length === 0 && <None />}
      <Rows>
        {coming.map((visit) => {
          const [list, code] =
            visit.mode === 'in_person' ? (['contact-places', visit.place] as const) : (['contact-modes', visit.mode] as const);
          return (
            <Row
              key={visit.id}
              mark={<time dateTime={visit.startsAt}>{timeInWords(visit.startsAt, locale, timeZone)}</time>}
              title={<b>{dayInWords(fromInstant(visit.startsAt, timeZone), locale)}</b>}
              detail={m.views_coming_with({
                name: staff.get(visit.staffId)?.name ?? m.views_somebody(),
                where: labelOf(device.packs, list, code, locale),
              })}
            />
          );
        })}
      </Rows>
    </Part>
  );
}
