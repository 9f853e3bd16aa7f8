/** The queue: everything people asked for that is to be answered, what ends first first, and what was answered of late. */
import { requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import { Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { useTimeZone } from '../people/when.ts';
import { openByClock } from './request-clock.ts';
import { RequestLine } from './request-line.tsx';
import { useRequests } from './use-requests.ts';

export function RequestsPage() {
  const { packs } = useDevice();
  const timeZone = useTimeZone();
  const { requests, isAsking, isOffline, more } = useRequests();
  usePageTitle(m.requests_queue_title());
  const nameOf = new Map(requests.map(({ request, name }) => [request.id, name]));
  const open = openByClock(
    requests.map(({ request }) => request),
    requestLawOf(packs),
    timeZone,
  );
  const answered = requests
    .filter(({ request }) => request.state === 'answered')
    .sort((a, b) => (b.request.answeredAt ?? '').localeCompare(a.request.answeredAt ?? ''));
  return (
    <>
      <Head title={m.requests_queue_title()} lead={m.requests_queue_lead()} />
      {isOffline && (
        <Say look="look">
          <p>{m.requests_queue_offline()}</p>
        </Say>
      )}
      {isAsking && <Progress label={m.requests_queue_asking()} />}
      {!isAsking && !isOffline && open.length === 0 && (
        <Empty id="no-requests" picture="page" title={m.requests_queue_none()}>
          {m.requests_queue_none_lead()}
        </Empty>
      )}
      {open.length > 0 && (
        <Rows ordered label={m.requests_queue_title()}>
          {open.map(({ request }) => (
            <RequestLine key={request.id} request={request} name={nameOf.get(request.id) ?? ''} />
          ))}
        </Rows>
      )}
      {more && <p className="note mt2">{m.requests_queue_more()}</p>}
      {answered.length > 0 && (
        <div className="mt5">
          <Fold title={m.requests_queue_answered()}>
            <Rows>
              {answered.map(({ request, name }) => (
                <RequestLine key={request.id} request={request} name={name} />
              ))}
            </Rows>
          </Fold>
        </div>
      )}
    </>
  );
}
