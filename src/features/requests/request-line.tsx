/** One request in a list: who asks for what, and how many days are left, in words and first. */
import { requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Row } from '../../web/ui/rows.tsx';
import { dayInWords, shortDay, useTimeZone } from '../people/when.ts';
import type { RequestRow } from './request.ts';
import { daysLeft, lastDay, soonDays } from './request-clock.ts';
import { daysText, howWords, kindTitle, outcomeWords } from './request-words.ts';

export function RequestLine({ request, name }: { request: RequestRow; name: string }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const last = lastDay(requestLawOf(device.packs), request, timeZone);
  const left = last === undefined ? null : daysLeft(fromInstant(new Date(), timeZone), last);
  const isAnswered = request.state === 'answered';
  const detail = isAnswered
    ? m.requests_row_answered({
        day: request.answeredAt ? shortDay(request.answeredAt, locale, timeZone) : '',
        outcome: request.outcome ? outcomeWords[request.outcome]() : '',
      })
    : m.requests_row_detail({
        day: shortDay(request.askedAt, locale, timeZone),
        how: (howWords[request.how] ?? m.frame_unknown_code)(),
        until: last === undefined ? '' : dayInWords(last, locale),
      });
  return (
    <Row
      title={m.requests_row({ name, what: kindTitle(request.kind) })}
      href={`/people/${request.personId}/requests/${request.id}`}
      detail={detail}
    >
      {!isAnswered && <p className={left !== null && left <= soonDays ? 'due small' : 'small'}>{daysText(left)}</p>}
    </Row>
  );
}
