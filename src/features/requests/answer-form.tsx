/** The answer: yes, partly or no, with what each needs. What was typed is kept as a draft until it is sent. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsMany, ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Link } from '../../web/ui/link.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { useSubmit } from '../../web/use-submit.ts';
import { useStandingLocks } from '../locks/person-locks.tsx';
import { lettersLeft } from '../views/own-words.ts';
import { answerRequest } from './answer-request.ts';
import { type CopyPart, copyParts, mostRequestWords, type Outcome, outcomes, type Reason, type RequestRow, reasons } from './request.ts';
import { checkAnswer } from './request-rules.ts';
import { outcomeWords, partWords, reasonWords } from './request-words.ts';

type Filled = { outcome: Outcome; reason: Reason | null; words: string; correction: string; withheld: CopyPart[]; lockId: string | null };
const blank: Filled = { outcome: 'granted', reason: null, words: '', correction: '', withheld: [], lockId: null };

export function AnswerForm({ request }: { request: RequestRow }) {
  const device = useDevice();
  const [form, setForm] = useState<Filled>(blank);
  const { problem, isBusy, say, send } = useSubmit();
  const change = (next: Partial<Filled>) => {
    setForm((before) => ({ ...before, ...next }));
    say(null);
  };
  const { id: requestId, personId, kind } = request;
  const draft = useDraft({
    ...{ form: 'answer-request', about: requestId, personId, href: `/people/${personId}/requests/${requestId}`, value: form },
    isWorthKeeping: form.words.trim() !== '' || form.correction.trim() !== '',
    restore: (value) => setForm((before) => ({ ...before, ...(value as Partial<Filled>) })),
  });
  const isYes = form.outcome === 'granted';
  const asks = {
    correction: kind === 'correction' && form.outcome !== 'denied',
    lock: kind === 'restriction' && form.outcome !== 'denied',
    withheld: kind === 'copy' && form.outcome === 'partly',
  };
  async function answer() {
    const textOf = (text: string) => makeSafe(text).trim() || null;
    const given = {
      outcome: form.outcome,
      reason: isYes ? null : form.reason,
      answerWords: textOf(form.words),
      correction: asks.correction ? textOf(form.correction) : null,
      withheld: asks.withheld ? form.withheld : [],
      lockId: asks.lock ? form.lockId : null,
    };
    const [wrong] = checkAnswer(kind, given);
    if (wrong) return say(refusalText(wrong));
    await send(async () => {
      await device.submit(answerRequest, { requestId, personId, ...given });
      await draft.done();
    });
  }
  return (
    <Form label={m.requests_answer()} className="mt5 stack" onSubmit={() => void answer()}>
      <h2>{m.requests_answer()}</h2>
      <DraftOffer draft={draft} />
      <ChipsOne
        label={m.requests_answer_what()}
        options={outcomes.map((value) => ({ value, label: outcomeWords[value]() }))}
        value={form.outcome}
        onChange={(outcome) => change({ outcome: outcome as Outcome })}
      />
      {!isYes && (
        <PickOne
          label={m.requests_answer_reason()}
          options={reasons.map((value) => ({ value, title: reasonWords[value]() }))}
          value={form.reason}
          onChange={(reason) => change({ reason: reason as Reason })}
        />
      )}
      {asks.withheld && (
        <ChipsMany
          label={m.requests_answer_withheld()}
          options={copyParts.map((value) => ({ value, label: partWords[value]() }))}
          values={form.withheld}
          onChange={(withheld) => change({ withheld: withheld as CopyPart[] })}
        />
      )}
      {asks.correction && (
        <TextArea
          label={m.requests_answer_correction()}
          description={m.requests_answer_correction_hint()}
          value={form.correction}
          onChange={(correction) => change({ correction })}
          limit={lettersLeft(mostRequestWords)}
        />
      )}
      {asks.lock && <WhichLock personId={personId} lockId={form.lockId} onChange={(lockId) => change({ lockId })} />}
      <TextArea
        label={m.requests_answer_words()}
        description={m.requests_answer_words_hint()}
        value={form.words}
        onChange={(words) => change({ words })}
        limit={lettersLeft(mostRequestWords)}
      />
      <p className="note">{m.requests_answer_final()}</p>
      {problem && <ErrorText>{problem}</ErrorText>}
      <Button variant="main" type="submit" icon="check" isBusy={isBusy}>
        {m.requests_answer_do()}
      </Button>
    </Form>
  );
}

/** A restriction becomes a lock: the newest stand first. */
function WhichLock({ personId, lockId, onChange }: { personId: string; lockId: string | null; onChange: (lockId: string) => void }) {
  const locks = useStandingLocks(personId);
  return (
    <div className="stack-s">
      {locks.length === 0 ? (
        <p className="small">{m.requests_answer_lock_none()}</p>
      ) : (
        <PickOne
          label={m.requests_answer_lock()}
          options={locks.map((lock) => ({ value: lock.id, title: lock.words }))}
          value={lockId}
          onChange={onChange}
        />
      )}
      <Link className="link" href={`/people/${personId}/lock`}>
        {m.requests_answer_lock_set()}
      </Link>
    </div>
  );
}
