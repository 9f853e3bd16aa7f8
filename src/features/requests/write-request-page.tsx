/** Somebody asks in words or by letter: it is written down, with or without a network, and its clock runs from that day. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { lettersLeft } from '../views/own-words.ts';
import { makeRequest } from './make-request.ts';
import { mostRequestWords, type RequestKind, requestKinds } from './request.ts';
import { howWords, kindWords } from './request-words.ts';

type Written = { kind: RequestKind; how: 'spoken' | 'letter'; words: string };

export function WriteRequestPage({ personId, onSaved }: { personId: string; onSaved: () => void }) {
  const device = useDevice();
  const person = useRows('people').get(personId);
  const path = `/people/${personId}/ask`;
  const [form, setForm] = useState<Written>({ kind: 'copy', how: 'spoken', words: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  usePageTitle(m.requests_write());
  const draft = useDraft({
    ...{ form: 'request', about: personId, personId, href: path, value: form },
    isWorthKeeping: form.words.trim() !== '',
    restore: (value) => setForm((before) => ({ ...before, ...(value as Partial<Written>) })),
  });
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty isPage id="no-person" picture="search" title={m.goals_person_not_here()} />
      </FocusFrame>
    );
  }
  const change = (next: Partial<Written>) => setForm((before) => ({ ...before, ...next }));
  async function save() {
    const said = makeSafe(form.words).trim();
    if (isSaving || said.length > mostRequestWords) return;
    setSaving(true);
    try {
      const of = { requestId: newId(), personId, itemTable: null, itemId: null };
      await device.submit(makeRequest, { ...of, kind: form.kind, how: form.how, words: said === '' ? null : said });
      await draft.done();
      onSaved();
    } catch (error) {
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} hasSaveBar narrow>
      <Head title={m.requests_write()} lead={m.requests_write_lead({ name: person.name })} />
      <DraftOffer draft={draft} />
      <Form label={m.requests_write()} className="stack" onSubmit={() => void save()}>
        <PickOne
          label={m.requests_write_what()}
          value={form.kind}
          onChange={(kind) => change({ kind: kind as RequestKind })}
          options={requestKinds.map((value) => ({ value, title: kindWords[value].title() }))}
        />
        <ChipsOne
          label={m.requests_write_how()}
          value={form.how}
          onChange={(how) => change({ how: how as Written['how'] })}
          options={(['spoken', 'letter'] as const).map((value) => ({ value, label: howWords[value]() }))}
        />
        <TextArea
          label={m.requests_write_words()}
          value={form.words}
          onChange={(words) => change({ words })}
          limit={lettersLeft(mostRequestWords)}
        />
        <SaveBar status={problem}>
          <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
            {m.requests_write_do()}
          </Button>
        </SaveBar>
      </Form>
    </FocusFrame>
  );
}
