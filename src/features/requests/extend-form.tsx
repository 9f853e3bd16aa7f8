/** More time: once, as long as the rule gives, with a reason the person reads. */
import { useState } from 'react';
import { type Deadline, requestLawOf } from '../../packs/deadlines.ts';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Form } from '../../web/ui/form.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { useSubmit } from '../../web/use-submit.ts';
import { dayInWords } from '../people/when.ts';
import { lettersLeft } from '../views/own-words.ts';
import { extendRequest } from './extend-request.ts';
import { mostExtensionWords, type RequestRow } from './request.ts';
import { extendedDay } from './request-clock.ts';

export function ExtendForm({ request, rule }: { request: RequestRow; rule: Deadline | undefined }) {
  const device = useDevice();
  const locale = useLocale();
  const [why, setWhy] = useState('');
  const { problem, isBusy, say, send } = useSubmit();
  const until = rule && extendedDay(requestLawOf(device.packs), request);
  if (request.extendedWhy) return null; // already said here; the day comes with the server's answer
  async function extend() {
    const said = makeSafe(why).trim();
    if (said === '') return say(m.requests_extend_why());
    if (said.length > mostExtensionWords) return;
    await send(() => device.submit(extendRequest, { requestId: request.id, personId: request.personId, why: said }));
  }
  return (
    <div className="mt5">
      <Fold title={m.requests_extend()} icon="clock">
        {until === undefined ? (
          <p className="small">{m.requests_extend_none()}</p>
        ) : (
          <Form label={m.requests_extend()} className="stack" onSubmit={() => void extend()}>
            <TextArea label={m.requests_extend_why()} value={why} onChange={setWhy} limit={lettersLeft(mostExtensionWords)} />
            {problem && <ErrorText>{problem}</ErrorText>}
            <Button type="submit" isBusy={isBusy}>
              {m.requests_extend_do({ day: dayInWords(until, locale) })}
            </Button>
          </Form>
        )}
      </Fold>
    </div>
  );
}
