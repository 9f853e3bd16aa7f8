/** What stands on other pages while something is open or still to be written: on the person's own page, and on Today. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Say } from '../../web/ui/say.tsx';
import { isInForce } from '../people/person-rules.ts';
import { momentInWords, timeInWords, useTimeZone } from '../people/when.ts';
import { isOpenNow, toComplete } from './emergency-rules.ts';

/** The present, to the minute, so that what ends by the clock ends on the screen. */
function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export type Opened = {
  /** `open`: until when. `over`: it has ended, and this device has not been told to let go yet. `none`: seen for another reason. */
  state: 'open' | 'over' | 'none';
  /** Whether the emergency is all that lets this colleague see the person: then they read and do not write. */
  readsOnly: boolean;
  emergencyId?: string;
  endsAt?: string;
  isComplete?: boolean;
};

export function useOpened(personId: string): Opened {
  const { me } = useDevice();
  const now = useNow();
  const assignments = useRows('assignments');
  const staff = useRows('staff');
  const [last] = [...useRows('emergencies').values()]
    .filter((each) => each.personId === personId && each.staffId === me.staffId && each.opens && each.endsAt !== undefined)
    .sort((a, b) => (b.endsAt ?? '').localeCompare(a.endsAt ?? ''));
  if (!last?.endsAt) return { state: 'none', readsOnly: false };
  const walkers = [...assignments.values()].filter((one) => one.personId === personId && isInForce(one, now)).map((one) => one.staffId);
  const isTheirs = walkers.some((id) => id === me.staffId || staff.get(id)?.supervisorIds.includes(me.staffId));
  const about = { readsOnly: !isTheirs, emergencyId: last.id, endsAt: last.endsAt, isComplete: last.completedAt !== null };
  if (isOpenNow(last, now)) return { state: 'open', ...about };
  return isTheirs ? { state: 'none', readsOnly: false } : { state: 'over', ...about };
}

/** On the person's page. */
export function OpenedBand({ personId }: { personId: string }) {
  const opened = useOpened(personId);
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (opened.state !== 'open' || opened.endsAt === undefined) return null;
  return (
    <Say
      look="look"
      icon="buoy"
      actions={
        opened.isComplete ? undefined : (
          <LinkButton icon="pen" href={`/emergency/${opened.emergencyId}`}>
            {m.emergencies_complete()}
          </LinkButton>
        )
      }
    >
      <p>{m.emergencies_open_until({ time: timeInWords(opened.endsAt, locale, timeZone) })}</p>
      {opened.readsOnly && <p className="small">{m.emergencies_open_reads()}</p>}
    </Say>
  );
}

/** In place of the page, when the time is over and the device has not let go of it yet. */
export function OverPage() {
  return (
    <Empty isPage id="emergency-over" picture="page" title={m.emergencies_over()}>
      {m.emergencies_over_lead()}
    </Empty>
  );
}

/** At the end of a person's page. */
export function EmergencyLinks({ personId }: { personId: string }) {
  return (
    <section aria-label={m.emergencies_title()} className="mt5">
      <p className="small">
        <Link className="link" href={`/people/${personId}/told`}>
          {m.emergencies_enter_told()}
        </Link>
      </p>
      <p className="small mt2">
        <Link className="link" href={`/emergency?person=${personId}`}>
          {m.emergencies_enter_kept()}
        </Link>
      </p>
    </section>
  );
}

/** On Today, until it is written; for those without a Today, on the page they begin with. */
export function ToCompleteToday() {
  const { me } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const people = useRows('people');
  const now = useNow();
  const open = toComplete(useRows('emergencies').values(), me.staffId);
  const lines = open.map((each) => {
    const name = each.personName ?? people.get(each.personId)?.name ?? m.emergencies_somebody();
    const moment = each.completeBy === undefined ? null : momentInWords(each.completeBy, locale, timeZone);
    return (
      <Say
        key={each.id}
        look="look"
        icon="pen"
        live={false}
        actions={
          <LinkButton icon="pen" href={`/emergency/${each.id}`}>
            {m.emergencies_complete()}
          </LinkButton>
        }
      >
        <p>
          {moment === null || each.completeBy === undefined
            ? m.emergencies_today({ name })
            : each.completeBy < now
              ? m.emergencies_today_late({ name, moment })
              : m.emergencies_today_by({ name, moment })}
        </p>
      </Say>
    );
  });
  return lines.length === 0 ? null : <div className="stack-s mb4">{lines}</div>;
}
