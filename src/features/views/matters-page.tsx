/** What matters to me, to say anew. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Pen, TextArea } from '../../web/ui/text-area.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { mostOwnWords } from '../people/person-fields.ts';
import { sayWhatMatters } from '../people/say-what-matters.ts';
import { OwnFrame } from './own-frame.tsx';
import { lettersLeft } from './own-words.ts';

export function MattersPage({ onSaved }: { onSaved: () => void }) {
  useLocale();
  const device = useDevice();
  const [person] = useRows('people').values();
  // What stood when I began: whatever arrives meanwhile is shown, and not overwritten unseen.
  const [before] = useState(person);
  const [words, setWords] = useState(person?.matters ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const draft = useDraft({
    form: 'own-matters',
    href: '/mine/matters',
    value: words,
    isWorthKeeping: words.trim() !== '' && words !== (before?.matters ?? ''),
    restore: (value) => setWords(typeof value === 'string' ? value : words),
  });
  // What I save myself shows at once, too, and is nobody else's change.
  const isChangedMeanwhile = !isSaving && person !== undefined && before !== undefined && person.matters !== before.matters;

  async function save() {
    if (!person || isSaving) return;
    const said = makeSafe(words).trim();
    if (said.length > mostOwnWords) return;
    setSaving(true);
    try {
      if (said !== (person.matters ?? ''))
        await device.submit(sayWhatMatters, { personId: person.id, basedOn: person.version, matters: said === '' ? null : said });
      await draft.done();
      onSaved();
    } catch (error) {
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }

  return (
    <OwnFrame path="/mine/matters" isInner hasSaveBar>
      <Form className="" label={m.views_matters_label()} onSubmit={() => void save()}>
        <Head title={m.views_matters()} lead={m.views_matters_lead()} />
        <DraftOffer draft={draft} />
        {isChangedMeanwhile && (
          <Say look="look">
            <p>{m.views_matters_other({ words: person.matters ?? '' })}</p>
          </Say>
        )}
        <Pen voice="person">
          <TextArea ruled rows={6} label={m.views_matters_label()} value={words} onChange={setWords} limit={lettersLeft(mostOwnWords)} />
        </Pen>
        <SaveBar>
          {problem && <ErrorText>{problem}</ErrorText>}
          <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
            {onThisDevice(m.views_save, m.views_save_desk)}
          </Button>
        </SaveBar>
      </Form>
    </OwnFrame>
  );
}
