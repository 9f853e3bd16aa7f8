/** Today: what is planned, what was promised, and what is still only on this phone. Reads the device only, so it opens without a network. */

import { useSyncExternalStore } from 'react';
import { type OutboxItem, quietCommands } from '../../device/device.ts';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale, PackSet } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { type CalendarDay, compareDays, daysBetween, formatDay, fromInstant, localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice, useDeviceState, useOutbox, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { NetworkBand } from '../../web/frame/network-band.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { rare } from '../../web/frame/rare.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Leaf, Spread } from '../../web/ui/spread.tsx';
import { Words } from '../../web/ui/words.tsx';
import { ToCompleteToday } from '../emergencies/open-now.tsx';
import type { FollowUpRow } from '../follow-ups/follow-up.ts';
import type { GoalRow } from '../goals/goal.ts';
import type { PersonRow } from '../people/person.ts';
import type { VisitRow } from '../visits/visit.ts';
import { outboxTitle } from './outbox-title.ts';
import { RestoredNotice } from './restored-notice.tsx';

const mostFollowUps = 5;

// Few have any on most days, and the first load on a cheap phone is short.
const TodayRequests = rare(async () => (await import('../requests/today-requests.tsx')).TodayRequests);

/** Loaded only for who answers requests, and where there is one that is not answered. */
function RequestsSoon() {
  const { me } = useDevice();
  const isAny = [...useRows('requests').values()].some((each) => each.state !== 'answered');
  return isAny && me.roles.includes('supervisor') ? <TodayRequests /> : null;
}

export function TodayPage() {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const people = useRows('people');
  const goals = useRows('goals');
  const visits = useRows('visits');
  const followUps = useRows('follow_ups');
  // Looks travel with the rest but are nothing the peer has to think about.
  const outbox = useOutbox().filter((item) => !quietCommands.has(item.name));
  const overCap = useDeviceState((one) => one.overCap());
  const timeZone = [...useRows('organisations').values()][0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = new Date();
  const today = fromInstant(now, timeZone);
  usePageTitle(m.frame_place_today());

  const planned = [...visits.values()]
    .filter((visit) => visit.staffId === device.me.staffId && visit.status === 'planned' && fromInstant(visit.startsAt, timeZone) === today)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const open = [...followUps.values()]
    .filter((followUp) => followUp.ownerId === device.me.staffId && followUp.status === 'open' && people.has(followUp.personId))
    .sort(byUrgency);

  return (
    <Spread wider="left">
      <Leaf>
        <Head title={dayTitle(now, locale, timeZone)} lead={`${greeting(now, timeZone, firstName(device.me.name))} ${countOf(planned)}`} />
        <NetworkBand>
          {outbox.length > 0 && (
            <Link href="#only">{outbox.length === 1 ? m.today_one_only_here() : m.today_only_here({ count: outbox.length })}</Link>
          )}
        </NetworkBand>
        <RestoredNotice />
        <ToCompleteToday />
        <NeedsAttention refused={outbox.filter((item) => item.step === 0)} />
        {overCap > 0 && (
          <Say icon="people" live={false}>
            <p>{m.today_over_cap({ count: overCap })}</p>
          </Say>
        )}
        <section aria-labelledby="day">
          <SectionHead id="day" title={m.today_my_day()}>
            <Link href="/people">{m.today_plan()}</Link>
          </SectionHead>
          {planned.length === 0 ? (
            <Empty id="nothing-planned" picture="day" title={m.today_nothing_planned()}>
              {m.today_nothing_planned_lead()}
            </Empty>
          ) : (
            <Rows ordered>
              {planned.map((visit) => (
                <PlannedRow
                  key={visit.id}
                  visit={visit}
                  person={people.get(visit.personId)}
                  goal={firstGoal(goals.values(), visit.personId)}
                  packs={device.packs}
                  locale={locale}
                  timeZone={timeZone}
                  isNow={visit === nextOf(planned, now)}
                />
              ))}
            </Rows>
          )}
        </section>
      </Leaf>
      <Leaf>
        <section aria-labelledby="follow">
          <SectionHead id="follow" title={m.today_to_follow_up()}>
            {open.length > mostFollowUps && <Link href="/follow-ups">{m.today_all({ count: open.length })}</Link>}
          </SectionHead>
          {open.length === 0 ? (
            <p className="soft small">{m.today_nothing_to_follow_up()}</p>
          ) : (
            <Rows>
              {open.slice(0, mostFollowUps).map((followUp) => (
                <Row
                  key={followUp.id}
                  mark={dueText(followUp.dueOn as CalendarDay | null, today, locale)}
                  isDue={followUp.dueOn !== null && compareDays(followUp.dueOn as CalendarDay, today) <= 0}
                  title={people.get(followUp.personId)?.name}
                  href={`/follow-ups#${followUp.id}`}
                  detail={followUp.words}
                />
              ))}
            </Rows>
          )}
        </section>
        <RequestsSoon />
        <OnlyHere outbox={outbox.filter((item) => item.step !== 0)} people={people} locale={locale} timeZone={timeZone} />
      </Leaf>
    </Spread>
  );
}

interface PlannedRowProps {
  visit: VisitRow;
  person: PersonRow | undefined;
  goal: GoalRow | undefined;
  packs: PackSet;
  locale: PackLocale;
  timeZone: string;
  isNow: boolean;
}

function PlannedRow({ visit, person, goal, packs, locale, timeZone, isNow }: PlannedRowProps) {
  const where =
    visit.mode === 'in_person'
      ? labelOf(packs, 'contact-places', visit.place, locale)
      : labelOf(packs, 'contact-modes', visit.mode, locale);
  return (
    <Row
      mark={<time dateTime={visit.startsAt}>{clock(visit.startsAt, locale, timeZone)}</time>}
      isNow={isNow}
      title={person?.name ?? ''}
      href={`/people/${visit.personId}`}
      detail={visit.note === null ? where : `${where}. ${visit.note}`}
    >
      {goal && (
        <Words small lang={goal.wordsLanguage}>
          “{goal.words}”
        </Words>
      )}
      <p className="small mt1">
        <Link className="link" href={`/record?person=${visit.personId}&visit=${visit.id}`}>
          {m.today_record_visit()}
        </Link>
      </p>
    </Row>
  );
}

function NeedsAttention({ refused }: { refused: readonly OutboxItem[] }) {
  if (refused.length === 0) return null;
  return (
    <Say look="look">
      <p>
        {refused.length === 1 ? m.today_one_refused() : m.today_refused({ count: refused.length })}{' '}
        <Link href="/kept">{m.today_look_at_it()}</Link>
      </p>
    </Say>
  );
}

interface OnlyHereProps {
  outbox: readonly OutboxItem[];
  people: ReadonlyMap<string, PersonRow>;
  locale: string;
  timeZone: string;
}

function OnlyHere({ outbox, people, locale, timeZone }: OnlyHereProps) {
  const matchedAt = useDeviceState((one) => one.matchedAt());
  const waiting = onThisDevice(m.today_receipt_phone, m.today_receipt_desk);
  const device = useDevice();
  const restored = useSyncExternalStore(device.subscribe, device.restored);
  const again = new Set(restored?.again.map((one) => one.id));
  return (
    <section aria-labelledby="only">
      <SectionHead id="only" title={onThisDevice(m.today_only_on_this, m.today_only_on_this_desk)}>
        {outbox.length > 0 && (
          <Receipt step={1} label={waiting} labelHidden>
            {`${outbox.length} `}
          </Receipt>
        )}
      </SectionHead>
      {outbox.length > 0 && (
        <>
          <Rows>
            {outbox.map((item) => (
              <Row
                key={item.id}
                mark={<time dateTime={item.recordedAt}>{clock(item.recordedAt, locale, timeZone)}</time>}
                title={outboxTitle(item, people)}
                detail={again.has(item.id) ? m.today_item_again() : undefined}
                end={<Receipt step={item.step} label={item.step === 2 ? m.today_receipt_server() : waiting} labelHidden />}
              />
            ))}
          </Rows>
          <p className="note mt3">{m.today_will_go()}</p>
        </>
      )}
      <p className="note mt2">
        {matchedAt === null ? (
          outbox.length === 0 && m.today_nothing_waits()
        ) : (
          <Receipt step={3} label={m.today_all_matched({ time: clock(matchedAt, locale, timeZone) })} />
        )}
      </p>
      <p className="small mt2">
        <Link className="link" href="/kept">
          {m.today_where_everything_is()}
        </Link>
      </p>
    </section>
  );
}

function clock(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hour12: false, timeZone }).format(new Date(instant));
}

/** "Tuesday 13 October": the year is known. */
function dayTitle(now: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(localeOfDays(locale), { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(now);
}

/** How colleagues call each other; "Parvathi E." is Parvathi. */
function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function greeting(now: Date, timeZone: string, name: string): string {
  const hour = Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(now));
  if (hour < 12) return m.today_good_morning({ name });
  return hour < 17 ? m.today_good_afternoon({ name }) : m.today_good_evening({ name });
}

function countOf(planned: readonly VisitRow[]): string {
  if (planned.length === 0) return '';
  return planned.length === 1 ? m.today_one_person() : m.today_people({ count: planned.length });
}

/** The planned visit that is on now or comes next. */
function nextOf(planned: readonly VisitRow[], now: Date): VisitRow | undefined {
  const hour = 3_600_000;
  return planned.find((visit) => Date.parse(visit.startsAt) + hour > now.getTime());
}

function firstGoal(goals: Iterable<GoalRow>, personId: string): GoalRow | undefined {
  let newest: GoalRow | undefined;
  for (const goal of goals) {
    if (goal.personId === personId && goal.status === 'open' && (!newest || goal.createdAt > newest.createdAt)) newest = goal;
  }
  return newest;
}

/** Dated before undated, the longest due first. */
function byUrgency(a: FollowUpRow, b: FollowUpRow): number {
  const day = (one: FollowUpRow) => one.dueOn ?? '9999-12-31';
  return day(a) === day(b) ? (a.createdAt < b.createdAt ? -1 : 1) : day(a) < day(b) ? -1 : 1;
}

function dueText(due: CalendarDay | null, today: CalendarDay, locale: string): string {
  if (due === null) return '–';
  const days = daysBetween(due, today);
  if (days === 0) return m.today_today();
  if (days === 1) return m.today_yesterday();
  if (days > 1) return m.today_days({ count: days });
  return days > -7
    ? new Intl.DateTimeFormat(localeOfDays(locale), { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${due}T00:00Z`))
    : formatDay(due, locale, 'short');
}
