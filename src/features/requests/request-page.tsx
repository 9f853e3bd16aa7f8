/** One request: what was asked, how many days are left by which rule, and what to do next. */
import { requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import { Words } from '../../web/ui/words.tsx';
import { useLook } from '../looks/use-look.ts';
import { dayInWords, shortDay, useTimeZone } from '../people/when.ts';
import { AnswerForm } from './answer-form.tsx';
import { ExtendForm } from './extend-form.tsx';
import type { RequestRow } from './request.ts';
import { daysLeft, lastDay } from './request-clock.ts';
import { RequestFiles } from './request-files.tsx';
import { daysText, howWords, identityWords, itemTitle, kindTitle, outcomeWords, partWords, reasonWords } from './request-words.ts';
import { TakeUpForm } from './take-up-form.tsx';
import { useRequests } from './use-requests.ts';

const answering = ['supervisor', 'coordinator', 'director'];

export function RequestPage({ personId, requestId }: { personId: string; requestId: string }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const person = useRows('people').get(personId);
  const { requests, isAsking, isOffline } = useRequests(personId);
  const found = requests.find(({ request }) => request.id === requestId && request.personId === personId);
  usePageTitle(m.requests_page_title());
  useLook(person && found ? personId : null, 'record');
  const path = `/people/${personId}/requests/${requestId}`;
  const back = person ? { href: `/people/${personId}`, label: person.name } : { href: '/requests', label: m.requests_queue_title() };
  if (!found) {
    return (
      <FocusFrame back={back} path={path} narrow>
        {isAsking ? (
          <Progress label={m.requests_queue_asking()} />
        ) : (
          <Empty isPage id="no-request" picture="search" title={isOffline ? m.requests_queue_offline() : m.requests_not_here()} />
        )}
      </FocusFrame>
    );
  }
  const { request, name } = found;
  const law = requestLawOf(device.packs);
  const last = lastDay(law, request, timeZone);
  const rule = law.deadlines.find((each) => each.code === request.rule);
  const mayAnswer = device.me.roles.some((role) => answering.includes(role));
  const isOpen = request.state !== 'answered';
  return (
    <FocusFrame back={back} path={path} narrow>
      <Head title={m.requests_row({ name, what: kindTitle(request.kind) })}>
        {isOpen && (
          <p>
            <b>{daysText(last === undefined ? null : daysLeft(fromInstant(new Date(), timeZone), last))}</b>
          </p>
        )}
        <p className="small soft">
          {m.requests_row_detail({
            day: shortDay(request.askedAt, locale, timeZone),
            how: (howWords[request.how] ?? m.frame_unknown_code)(),
            until: last === undefined ? '' : dayInWords(last, locale),
          })}
        </p>
        {rule && request.dueOn && (
          <p className="small soft">
            {m.requests_by_law({ law: rule.law[locale === 'ta' ? 'ta' : 'en'], day: dayInWords(request.dueOn, locale) })}
          </p>
        )}
        {request.extendedTo && <p className="small soft">{m.requests_extend_used({ day: dayInWords(request.extendedTo, locale) })}</p>}
      </Head>
      {request.itemTable && <p className="note">{itemTitle(request)}</p>}
      {request.words && <Words>{request.words}</Words>}
      {request.identity && <p className="small soft mt2">{identityWords[request.identity]()}</p>}
      {mayAnswer && request.state === 'asked' && <TakeUpForm request={request} />}
      {mayAnswer && isOpen && !request.extendedTo && <ExtendForm request={request} rule={rule} />}
      {mayAnswer && request.state === 'working' && <AnswerForm request={request} />}
      {!isOpen && <Answered request={request} />}
      <RequestFiles request={request} />
    </FocusFrame>
  );
}

function Answered({ request }: { request: RequestRow }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  return (
    <section className="mt5 stack-s" aria-labelledby="answered">
      <h2 id="answered">
        {m.requests_row_answered({
          day: request.answeredAt ? shortDay(request.answeredAt, locale, timeZone) : '',
          outcome: request.outcome ? outcomeWords[request.outcome]() : '',
        })}
      </h2>
      {request.reason && <p>{reasonWords[request.reason]()}</p>}
      {request.answerWords && <p>{request.answerWords}</p>}
      {(request.withheld ?? []).map((part) => (
        <p key={part} className="small soft">
          {m.requests_answer_withheld()} {partWords[part]()}
        </p>
      ))}
      {request.correction && (
        <div>
          <p className="note">{m.requests_correction_is()}</p>
          <p>{request.correction}</p>
        </div>
      )}
      {request.statement && (
        <div>
          <p className="note">{m.disclosures_beside_disagreement()}</p>
          <Words small>{request.statement}</Words>
        </div>
      )}
    </section>
  );
}
