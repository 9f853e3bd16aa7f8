/** On Today, for whoever answers requests: those whose day is near or past. Nothing is shown where there is none. */
import { requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useTimeZone } from '../people/when.ts';
import { daysLeft, openByClock, soonDays } from './request-clock.ts';
import { RequestLine } from './request-line.tsx';

export function TodayRequests() {
  const { packs } = useDevice();
  const timeZone = useTimeZone();
  const people = useRows('people');
  const requests = useRows('requests');
  const today = fromInstant(new Date(), timeZone);
  const near = openByClock(requests.values(), requestLawOf(packs), timeZone).filter(
    ({ last }) => last !== undefined && daysLeft(today, last) <= soonDays,
  );
  if (near.length === 0) return null;
  return (
    <section aria-labelledby="requests-soon" className="mt5">
      <SectionHead id="requests-soon" title={m.requests_today()} />
      <Rows>
        {near.map(({ request }) => (
          <RequestLine key={request.id} request={request} name={people.get(request.personId)?.name ?? ''} />
        ))}
      </Rows>
    </section>
  );
}
