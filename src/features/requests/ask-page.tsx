/** Asking for what is mine by right: a copy, a correction, a list of what was shared; and how far what I asked for is. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Rows } from '../../web/ui/rows.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { OwnFrame } from '../views/own-frame.tsx';
import { lettersLeft } from '../views/own-words.ts';
import { makeRequest } from './make-request.ts';
import { OwnRequest } from './own-request.tsx';
import { mostRequestWords, type RequestKind, requestKinds } from './request.ts';
import { kindWords } from './request-words.ts';

/** By the person's own hand, of the record as a whole; what it is about, they say in words. */
const fromHere = { how: 'own_page', itemTable: null, itemId: null } as const;

export function AskPage() {
  const device = useDevice();
  const [person] = useRows('people').values();
  const requests = [...useRows('requests').values()].sort((a, b) => b.askedAt.localeCompare(a.askedAt));
  const [kind, setKind] = useState<RequestKind | null>(null);
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const draft = useDraft({
    ...{ form: 'own-request', href: '/mine/ask', value: { kind, words } },
    isWorthKeeping: words.trim() !== '',
    restore: (value) => {
      const kept = value as Partial<{ kind: RequestKind; words: string }>;
      setKind(kept.kind ?? null);
      setWords(kept.words ?? '');
    },
  });

  async function ask() {
    const told = makeSafe(words).trim();
    if (!person || kind === null || told.length > mostRequestWords) return;
    try {
      await device.submit(makeRequest, { requestId: newId(), personId: person.id, kind, words: told === '' ? null : told, ...fromHere });
      await draft.done();
      setKind(null);
      setWords('');
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }

  return (
    <OwnFrame path="/mine/ask" isInner>
      <Head title={m.views_ask()} lead={m.requests_lead()} />
      <DraftOffer draft={draft} />
      <Form className="mt4" label={m.requests_what()} onSubmit={() => void ask()}>
        <PickOne
          label={m.requests_what()}
          value={kind}
          onChange={(value) => setKind(value as RequestKind)}
          options={requestKinds.map((value) => ({ value, title: kindWords[value].title(), detail: kindWords[value].lead() }))}
        />
        {kind !== null && (
          <div className="mt4 stack">
            <TextArea label={m.requests_words()} value={words} onChange={setWords} limit={lettersLeft(mostRequestWords)} />
            {problem && <ErrorText>{problem}</ErrorText>}
            <Button variant="main" type="submit" icon="check">
              {m.requests_do()}
            </Button>
          </div>
        )}
      </Form>
      <section className="mt6" aria-labelledby="asked">
        <h2 id="asked">{m.requests_mine()}</h2>
        {requests.length === 0 ? (
          <p className="small soft mt2">{m.requests_none()}</p>
        ) : (
          <div className="mt3">
            <Rows>
              {requests.map((request) => (
                <OwnRequest key={request.id} request={request} />
              ))}
            </Rows>
          </div>
        )}
      </section>
    </OwnFrame>
  );
}
