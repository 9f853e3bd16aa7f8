/** One thing I asked for: how far it is, in plain words and with its day; the answer, what I can do about it, and what I get. */
import { useState } from 'react';
import { requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Row } from '../../web/ui/rows.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { Words } from '../../web/ui/words.tsx';
import { dayInWords, shortDay, useTimeZone } from '../people/when.ts';
import { lettersLeft } from '../views/own-words.ts';
import { mostRequestWords, type RequestRow } from './request.ts';
import { lastDay } from './request-clock.ts';
import { filesFor } from './request-file.ts';
import { mayDisagree } from './request-rules.ts';
import { kindTitle, reasonWords } from './request-words.ts';
import { sayDisagreement } from './say-disagreement.ts';
import { TakeFile } from './take-file.tsx';

export function OwnRequest({ request }: { request: RequestRow }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const law = requestLawOf(device.packs);
  const last = lastDay(law, request, timeZone);
  return (
    <Row title={kindTitle(request.kind)} detail={m.requests_asked_on({ day: shortDay(request.askedAt, locale, timeZone) })}>
      {request.words && <Words small>“{request.words}”</Words>}
      <p className="mt2">{stateText(request, last === undefined ? '' : dayInWords(last, locale), { locale, timeZone })}</p>
      <p className="small soft">{request.kind === 'complaint' ? m.requests_who_sees_complaint() : m.requests_who_sees()}</p>
      {request.reason && <p className="mt2">{reasonWords[request.reason]?.()}</p>}
      {request.answerWords && <p className="mt2">{request.answerWords}</p>}
      {request.correction && (
        <div className="mt2">
          <p className="small soft">{m.requests_correction_is()}</p>
          <p>{request.correction}</p>
        </div>
      )}
      {request.statement && (
        <div className="mt2">
          <p className="small soft">{m.requests_my_statement()}</p>
          <Words small>“{request.statement}”</Words>
        </div>
      )}
      {mayDisagree({ ...request, statement: request.statement ?? null }) && <Disagree request={request} />}
      {request.state === 'answered' && request.outcome !== 'granted' && <Complain />}
      <div className="actions mt3">
        {filesFor({ ...request, extendedTo: request.extendedTo ?? null, outcome: request.outcome ?? null }).map((what) => (
          <TakeFile key={what} request={request} what={what} language={locale === 'ta' ? 'ta' : 'en'} label={labelOf(what)} />
        ))}
        {request.kind === 'copy' && (request.outcome === 'granted' || request.outcome === 'partly') && (
          <TakeFile request={request} what="copy" channel="json" language={locale === 'ta' ? 'ta' : 'en'} label={m.requests_take_json()} />
        )}
      </div>
    </Row>
  );
}

function labelOf(what: ReturnType<typeof filesFor>[number]): string {
  if (what === 'copy') return m.requests_take_copy();
  return what.startsWith('letter_') ? m.requests_take_letter() : m.requests_take_list();
}

function stateText(request: RequestRow, last: string, { locale, timeZone }: { locale: string; timeZone: string }): string {
  if (request.state === 'answered') {
    const said = { granted: m.requests_state_granted, partly: m.requests_state_partly, denied: m.requests_state_denied };
    return said[request.outcome ?? 'granted']({ day: request.answeredAt ? shortDay(request.answeredAt, locale, timeZone) : '' });
  }
  if (request.extendedTo && request.extendedWhy) return m.requests_state_extended({ day: last, why: request.extendedWhy });
  return request.state === 'working' ? m.requests_state_working({ day: last }) : m.requests_state_asked({ day: last });
}

function Disagree({ request }: { request: RequestRow }) {
  const device = useDevice();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  async function say() {
    const statement = makeSafe(words).trim();
    if (statement === '' || statement.length > mostRequestWords) return;
    try {
      await device.submit(sayDisagreement, { requestId: request.id, personId: request.personId, statement });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return (
    <Form className="mt3 stack" label={m.requests_disagree()} onSubmit={() => void say()}>
      <TextArea
        label={m.requests_disagree()}
        description={m.requests_disagree_hint()}
        value={words}
        onChange={setWords}
        limit={lettersLeft(mostRequestWords)}
      />
      {problem && <ErrorText>{problem}</ErrorText>}
      <Button type="submit" icon="pen">
        {m.requests_disagree_do()}
      </Button>
    </Form>
  );
}

function Complain() {
  const locale = useLocale() === 'ta' ? 'ta' : 'en';
  const { complaints } = requestLawOf(useDevice().packs);
  if (complaints.length === 0) return null;
  return (
    <div className="mt3 small">
      <p className="soft">{m.requests_complain_where()}</p>
      <ul className="lines">
        {complaints.map((office) => (
          <li key={office.code}>
            <b>{office.name[locale]}</b>
            <p>{office.address[locale]}</p>
            {office.confidence === 'general-knowledge' && <p className="note">{m.requests_complain_unchecked()}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
