/** The supervisor's desk: what waits for her signature, what was promised and is past its day, and who carries how much. */
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useDeviceState, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Leaf, Spread } from '../../web/ui/spread.tsx';
import { DeskReviews } from '../emergencies/desk-reviews.tsx';
import type { FollowUpRow } from '../follow-ups/follow-up.ts';
import { daysPast } from '../follow-ups/follow-up-order.ts';
import { timeInWords, useTimeZone } from '../people/when.ts';
import { PurgeLines } from '../purges/purge-lines.tsx';
import { DeskRequests } from '../requests/desk-requests.tsx';
import { contactsToSign, followUpsPast, loadsOf, notMetFor, peersOf } from './desk-rows.ts';
import { LoadTable } from './load-table.tsx';
import { ToSign } from './to-sign.tsx';
import '../../web/ui/motif-facts.css';

const mostPast = 5;
const mostNotMet = 5;
/** A month without a contact is worth asking about; it is no fault. */
const quietDays = 30;

export function DeskPage() {
  const { me } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const people = useRows('people');
  const contacts = useRows('contacts');
  const programmes = useRows('programmes');
  const followUps = useRows('follow_ups');
  const assignments = useRows('assignments');
  const matchedAt = useDeviceState((one) => one.matchedAt());
  const overCap = useDeviceState((one) => one.overCap());
  usePageTitle(m.desk_title());
  const now = new Date().toISOString();
  const today = fromInstant(now, timeZone);
  const peers = peersOf(staff.values(), me.staffId, locale);
  const peerIds = new Set(peers.map((peer) => peer.id));
  const waiting = contactsToSign(contacts.values(), peerIds, programmes).filter((contact) => people.has(contact.personId));
  const past = followUpsPast(followUps.values(), peerIds, today).filter((each) => people.has(each.personId));
  const walked = new Set(
    [...assignments.values()]
      .filter((each) => peerIds.has(each.staffId) && each.startsAt <= now && each.endsAt > now)
      .map((each) => each.personId),
  );
  const quiet = notMetFor(quietDays, { people: people.values(), contacts: contacts.values(), peopleWalkedWith: walked }, today);
  const loads = loadsOf(peers, { assignments: assignments.values(), contacts: contacts.values(), people }, { now, today });
  if (peers.length === 0) {
    return (
      <>
        <Head title={m.desk_title()} />
        <Empty id="no-peers" picture="page" title={m.desk_no_peers()}>
          {m.desk_no_peers_lead()}
        </Empty>
        <DeskReviews />
        <DeskRequests />
      </>
    );
  }
  const glance = [
    waiting.length === 0 ? m.desk_glance_nothing_to_sign() : m.desk_glance_to_sign({ count: waiting.length }),
    past.length === 0 ? m.desk_glance_nothing_past() : m.desk_glance_past({ count: past.length }),
  ].join(' ');
  return (
    <>
      <Head
        title={m.desk_title()}
        lead={m.desk_for({
          name: me.name,
          peers: new Intl.ListFormat(locale, { type: 'conjunction' }).format(peers.map((peer) => peer.name)),
        })}
        aside={
          matchedAt === null ? undefined : <Receipt step={3} label={m.desk_matched({ time: timeInWords(matchedAt, locale, timeZone) })} />
        }
      >
        <p>
          <b>{glance}</b>
        </p>
      </Head>
      {overCap > 0 && (
        <Say icon="people" live={false}>
          <p>{m.desk_over_cap({ count: overCap })}</p>
        </Say>
      )}
      <Spread>
        <Leaf>
          <ToSign contacts={waiting} today={today} />
        </Leaf>
        <Leaf>
          <LoadTable loads={loads} />
          <p className="mt2">
            <Link className="link" href="/desk/lost-phone">
              {m.desk_lost_phone()}
            </Link>
          </p>
          <DeskReviews />
          <DeskRequests />
          <section aria-labelledby="past" className="mt5">
            <SectionHead id="past" title={m.desk_past()}>
              <Link href="/follow-ups">{m.desk_all({ count: past.length })}</Link>
            </SectionHead>
            {past.length === 0 ? (
              <p className="small soft">{m.desk_nothing_past()}</p>
            ) : (
              <ul className="lines small">
                {past.slice(0, mostPast).map((each) => (
                  <PastLine key={each.id} followUp={each} days={daysPast(each, today) ?? 0} />
                ))}
              </ul>
            )}
          </section>
          <section aria-labelledby="quiet" className="mt5">
            <SectionHead id="quiet" title={m.desk_quiet({ days: quietDays })}>
              <span className="note">{quiet.length > mostNotMet ? m.desk_of({ shown: mostNotMet, count: quiet.length }) : ''}</span>
            </SectionHead>
            {quiet.length === 0 ? (
              <p className="small soft">{m.desk_nobody_quiet()}</p>
            ) : (
              <ul className="lines small">
                {quiet.slice(0, mostNotMet).map(({ person, days }) => (
                  <li key={person.id} className="pairline">
                    <Link href={`/people/${person.id}`}>{person.name}</Link>
                    <span className="note">{days === null ? m.desk_not_met_yet() : m.desk_days({ count: days })}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <PurgeLines />
        </Leaf>
      </Spread>
    </>
  );
}

function PastLine({ followUp, days }: { followUp: FollowUpRow; days: number }) {
  const person = useRows('people').get(followUp.personId);
  const owner = useRows('staff').get(followUp.ownerId);
  return (
    <li>
      <div className="pairline">
        <span>
          <b>{person?.name}</b>, {followUp.words}
        </span>
        <span className="note">
          {owner?.name}, {days === 1 ? m.desk_one_day() : m.desk_days({ count: days })}
        </span>
      </div>
    </li>
  );
}
