/** On the supervisor's desk: what people asked for, what ends first first. */
import { requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useTimeZone } from '../people/when.ts';
import { openByClock } from './request-clock.ts';
import { RequestLine } from './request-line.tsx';

const mostShown = 5;

export function DeskRequests() {
  const { packs } = useDevice();
  const timeZone = useTimeZone();
  const people = useRows('people');
  const open = openByClock(useRows('requests').values(), requestLawOf(packs), timeZone);
  return (
    <section aria-labelledby="asked-for" className="mt5">
      <SectionHead id="asked-for" title={m.requests_desk()}>
        <Link href="/requests">{m.requests_desk_all()}</Link>
      </SectionHead>
      {open.length === 0 ? (
        <p className="small soft">{m.requests_desk_none()}</p>
      ) : (
        <Rows>
          {open.slice(0, mostShown).map(({ request }) => (
            <RequestLine key={request.id} request={request} name={people.get(request.personId)?.name ?? ''} />
          ))}
        </Rows>
      )}
    </section>
  );
}
