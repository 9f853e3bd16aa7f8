/** A person's own page: what they said first, then what comes, what was written, and who may see it. It speaks as "I". */
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useDeviceState, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { rare } from '../../web/frame/rare.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Words } from '../../web/ui/words.tsx';
import type { GoalRow } from '../goals/goal.ts';
import { dayInWords, timeInWords, useTimeZone } from '../people/when.ts';
import { LookList, useOwnLooks } from './look-list.tsx';
import { OwnFrame } from './own-frame.tsx';
import { OwnTimeline } from './own-timeline.tsx';
import { WhoSees } from './who-sees.tsx';
import '../../web/ui/motif-goal.css';

const UnreadEmergencies = rare(async () => (await import('../emergencies/own-emergencies.tsx')).UnreadEmergencies);

/** On the page itself; all of them have a page of their own. */
const looksHere = 3;
const visitsHere = 5;
const order = ['open', 'paused', 'done', 'let_go'];

export function OwnPage() {
  useLocale();
  const isOnline = useDeviceState((device) => device.online());
  // Seldom there, and their code with what they send comes only then.
  const hasEmergencies = useRows('emergencies').size > 0;
  return (
    <OwnFrame path="/mine">
      <h1 className="vh">{m.views_page()}</h1>
      {!isOnline && (
        <Say icon="nonet">
          <p className="small">{m.views_waits_network()}</p>
        </Say>
      )}
      {hasEmergencies && <UnreadEmergencies />}
      <Matters />
      <Goals />
      <ComingUp />
      <section aria-labelledby="wrote" className="mt5">
        <SectionHead id="wrote" title={m.views_wrote()} />
        <OwnTimeline />
      </section>
      <section aria-labelledby="who" className="mt5">
        <h2 id="who">{m.views_who()}</h2>
        <WhoSees />
      </section>
      <Looked />
      <section aria-labelledby="do" className="mt5">
        <h2 id="do" className="vh">
          {m.views_do()}
        </h2>
        <div className="stack-s">
          <LinkButton variant="main" icon="pen" href="/mine/write">
            {m.views_write()}
          </LinkButton>
          <LinkButton wide icon="give" href="/mine/shared">
            {m.views_shared_title()}
          </LinkButton>
          <LinkButton wide icon="file" href="/mine/ask">
            {m.views_ask()}
          </LinkButton>
          <LinkButton wide icon="lock" href="/mine/me">
            {m.views_mine()}
          </LinkButton>
        </div>
        <p className="note mt4">{m.views_exit_how()}</p>
      </section>
    </OwnFrame>
  );
}

function Matters() {
  const [person] = useRows('people').values();
  return (
    <section aria-labelledby="matters">
      <SectionHead id="matters" title={m.views_matters()}>
        <Link href="/mine/matters">{person?.matters ? m.views_matters_change() : m.views_matters_write()}</Link>
      </SectionHead>
      <div className="mt2">
        {person?.matters ? <Words>{person.matters}</Words> : <p className="small soft">{m.views_matters_none()}</p>}
      </div>
    </section>
  );
}

function Goals() {
  const goals = [...useRows('goals').values()]
    .filter((goal) => goal.status !== 'let_go')
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.createdAt.localeCompare(b.createdAt));
  return (
    <section aria-labelledby="goals" className="mt5">
      <SectionHead id="goals" title={m.views_goals()} />
      {goals.length === 0 && <p className="small soft">{m.views_goals_none()}</p>}
      {goals.map((goal) => (
        <Goal key={goal.id} goal={goal} />
      ))}
    </section>
  );
}

function Goal({ goal }: { goal: GoalRow }) {
  const ratings = [...useRows('goal_ratings').values()].filter((rating) => rating.goalId === goal.id);
  const last = ratings.sort((a, b) => a.ratedAt.localeCompare(b.ratedAt)).at(-1);
  const steps = [...useRows('goal_steps').values()].filter((step) => step.goalId === goal.id && !step.dropped);
  return (
    <article className="goal">
      <Words as="h3" lang={goal.wordsLanguage}>
        “{goal.words}”
      </Words>
      <p className="note mt1">{last ? m.views_goal_close({ closeness: last.closeness }) : m.views_goal_not_rated()}</p>
      {steps.length > 0 && (
        <ul className="steps">
          {steps
            .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
            .map((step) => (
              <li key={step.id} className={step.doneOn ? 'done' : undefined}>
                <Icon name={step.doneOn ? 'check' : 'next'} />
                <span>
                  {step.doneOn && <span className="vh">{m.people_step_done()}</span>}
                  {step.words}
                </span>
              </li>
            ))}
        </ul>
      )}
      <p className="own-actions">
        <Link className="link" href={`/mine/goals/${goal.id}`}>
          {m.views_goal_open()}
          <span className="vh">: {goal.words}</span>
        </Link>
      </p>
    </article>
  );
}

function ComingUp() {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const now = new Date().toISOString();
  const coming = [...useRows('visits').values()]
    .filter((visit) => visit.status === 'planned' && visit.startsAt >= now)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
    .slice(0, visitsHere);
  return (
    <section aria-labelledby="coming" className="mt5">
      <SectionHead id="coming" title={m.views_coming()} />
      {coming.length === 0 ? (
        <p className="small soft">{m.views_coming_none()}</p>
      ) : (
        <Rows>
          {coming.map((visit) => {
            const list = visit.mode === 'in_person' ? 'contact-places' : 'contact-modes';
            const where = labelOf(device.packs, list, visit.mode === 'in_person' ? visit.place : visit.mode, locale);
            return (
              <Row
                key={visit.id}
                mark={<time dateTime={visit.startsAt}>{timeInWords(visit.startsAt, locale, timeZone)}</time>}
                title={<b>{dayInWords(fromInstant(visit.startsAt, timeZone), locale)}</b>}
                detail={m.views_coming_with({ name: staff.get(visit.staffId)?.name ?? m.views_somebody(), where })}
              />
            );
          })}
        </Rows>
      )}
    </section>
  );
}

function Looked() {
  const looks = useOwnLooks();
  return (
    <section aria-labelledby="looked" className="mt5">
      <SectionHead id="looked" title={m.views_looked()}>
        {looks.length > 0 && <Link href="/mine/looked">{m.views_looked_all()}</Link>}
      </SectionHead>
      {looks.length === 0 ? (
        <p className="say mt2">
          <Icon name="check" />
          <span>{m.views_looked_nobody()}</span>
        </p>
      ) : (
        <LookList looks={looks.slice(0, looksHere)} />
      )}
    </section>
  );
}
