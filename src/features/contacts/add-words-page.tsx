/** Words that come later, in either voice: promised ones, something to add, or something to take back. What stands is never edited. */

import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Pen, TextArea } from '../../web/ui/text-area.tsx';
import { Words } from '../../web/ui/words.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { MirrorHints } from '../mirror/mirror-hints.tsx';
import { addEntry } from './add-entry.ts';
import { checkEntry } from './add-entry-rules.ts';
import { type Audience, mostFelt, mostWords, type Voice } from './contact.ts';
import { languageOf } from './record-form.ts';

export interface AddWordsPageProps {
  contactId: string;
  /** The entry these words follow; left out: the contact as a whole. */
  followsId?: string | undefined;
  /** `strike` takes back what `followsId` says. */
  kind?: 'addendum' | 'strike' | undefined;
  onSaved: () => void;
}

const limit = (max: number) => ({
  max,
  left: (count: number) => m.contacts_letters_left({ count }),
  over: (count: number) => m.contacts_letters_over({ count }),
});

export function AddWordsPage({ contactId, followsId, kind, onSaved }: AddWordsPageProps) {
  const device = useDevice();
  const locale = useLocale();
  const contact = useRows('contacts').get(contactId);
  const person = useRows('people').get(contact?.personId ?? '');
  const entries = useRows('entries');
  const followed = entries.get(followsId ?? '');
  const isStrike = kind === 'strike' && followed !== undefined;
  const [voice, setVoice] = useState<Voice>(isStrike ? followed.voice : 'peer');
  const [audience, setAudience] = useState<Audience>(followed?.audience ?? 'team');
  const [words, setWords] = useState('');
  const [felt, setFelt] = useState('');
  const [shown, setShown] = useState<'together' | 'will_show' | 'declined' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  usePageTitle(m.contact_add_words());
  const draft = useDraft({
    form: 'add-words',
    about: [contactId, followsId ?? '', kind ?? ''].join('/'),
    personId: contact?.personId,
    href: addressOf({ contactId, followsId, kind }),
    value: { voice, audience, words, felt, shown },
    isWorthKeeping: words.trim() !== '' || felt.trim() !== '',
    restore: (value) => {
      const kept = value as Partial<{ voice: Voice; audience: Audience; words: string; felt: string; shown: typeof shown }>;
      setVoice(kept.voice ?? voice);
      setAudience(kept.audience ?? audience);
      setWords(kept.words ?? '');
      setFelt(kept.felt ?? '');
      setShown(kept.shown ?? null);
    },
  });
  const path = `/contacts/${contactId}/words`;
  const back = { href: `/contacts/${contactId}`, label: m.contact_title() };
  if (!contact || !person || (followsId !== undefined && !followed)) {
    return (
      <FocusFrame back={back} path={path} narrow>
        <Empty isPage id="no-contact" picture="page" title={m.contact_not_here()}>
          {m.contact_not_here_lead()}
        </Empty>
      </FocusFrame>
    );
  }
  const isClosed = contact.cosignedAt !== null || contact.struckAt !== null;
  const language = languageOf(words, locale);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!contact || isSaving) return;
    const said = makeSafe(words).trim();
    if (said === '') return setProblem(m.contact_words_missing());
    const feeling = voice === 'person' && !isStrike ? makeSafe(felt).trim() : '';
    const args = {
      entryId: newId(),
      contactId,
      personId: contact.personId,
      kind: isStrike ? ('strike' as const) : followed || isClosed ? ('addendum' as const) : ('entry' as const),
      followsId: followed?.id ?? null,
      voice,
      audience,
      words: said,
      felt: feeling === '' ? null : feeling,
      language: languageOf(said, locale),
      shown: voice === 'peer' && !isStrike ? shown : null,
    };
    const struck = [...entries.values()].some((each) => each.kind === 'strike' && each.followsId === followed?.id);
    const [wrong] = checkEntry(args, {
      staffId: device.me.staffId,
      contact: { struck: contact.struckAt !== null, cosigned: contact.cosignedAt !== null },
      followed: followed && { ...followed, struck },
    });
    if (wrong) return setProblem(refusalText(wrong));
    if (!addEntry.args.safeParse(args).success) return setProblem(refusalText({ code: 'invalid' }));
    setSaving(true);
    try {
      await device.submit(addEntry, args);
      await draft.done();
      onSaved();
    } catch (error) {
      // The one failure left is the phone's own storage: what was typed stays on the screen.
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }

  return (
    <FocusFrame back={back} path={path} hasSaveBar narrow>
      <form aria-label={m.contact_add_words()} onSubmit={save} noValidate>
        <div className="stack-l">
          <Head
            title={isStrike ? m.contact_take_back() : m.contact_add_words()}
            lead={isStrike ? m.contact_take_back_lead() : m.contact_add_lead()}
          />
          <DraftOffer draft={draft} />
          {followed &&
            (followed.voice === 'person' ? (
              <Words lang={followed.language}>“{followed.words}”</Words>
            ) : (
              <p lang={followed.language}>{followed.words}</p>
            ))}
          {!isStrike && (
            <ChipsOne
              label={m.contact_whose_words()}
              value={voice}
              onChange={(value) => setVoice(value as Voice)}
              options={[
                { value: 'peer', label: m.contacts_my_words() },
                { value: 'person', label: m.contacts_words_of({ name: person.name }) },
              ]}
            />
          )}
          <Pen voice={voice}>
            <TextArea
              ruled
              rows={5}
              label={
                isStrike ? m.contact_take_back_why() : voice === 'peer' ? m.contacts_my_words() : m.contacts_words_of({ name: person.name })
              }
              description={voice === 'person' && !isStrike ? m.contacts_theirs_alone() : undefined}
              value={words}
              onChange={(next) => {
                setWords(next);
                setProblem(null);
              }}
              lang={language}
              limit={limit(mostWords)}
            />
            {voice === 'peer' && (
              <MirrorHints
                text={words}
                language={language}
                personName={person.name}
                lastWords={lastWordsOf(entries.values(), person.id)}
                onChange={setWords}
              />
            )}
            {voice === 'person' && !isStrike && (
              <TextArea ruled rows={1} label={m.contacts_felt()} labelQuiet value={felt} onChange={setFelt} limit={limit(mostFelt)} />
            )}
            {!isStrike && (
              <ChipsOne
                label={m.contacts_who_reads()}
                labelQuiet
                value={audience}
                onChange={(value) => setAudience(value as Audience)}
                options={audiencesUpTo(followed?.audience)}
              />
            )}
            {voice === 'peer' && !isStrike && words.trim() !== '' && (
              <div className="mt3">
                <ChipsOne
                  label={m.contacts_shown({ name: person.name })}
                  labelQuiet
                  value={shown}
                  onChange={(value) => setShown(value as typeof shown)}
                  options={[
                    { value: 'together', label: m.contacts_shown_together() },
                    { value: 'will_show', label: m.contacts_shown_will_show() },
                    { value: 'declined', label: m.contacts_shown_declined() },
                  ]}
                />
              </div>
            )}
          </Pen>
        </div>
        <SaveBar>
          {problem && <ErrorText>{problem}</ErrorText>}
          <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
            {onThisDevice(m.contacts_save, m.contacts_save_desk)}
          </Button>
        </SaveBar>
      </form>
    </FocusFrame>
  );
}

function addressOf({ contactId, followsId, kind }: Omit<AddWordsPageProps, 'onSaved'>): string {
  const asked = new URLSearchParams({ ...(followsId ? { follows: followsId } : {}), ...(kind ? { kind } : {}) });
  return `/contacts/${contactId}/words${asked.size === 0 ? '' : `?${asked}`}`;
}

/** Words that follow others are never for more readers than those. */
function audiencesUpTo(widest: Audience | undefined) {
  const all = [
    { value: 'pair', label: m.contacts_audience_pair(), icon: 'two' as const },
    { value: 'team', label: m.contacts_audience_team(), icon: 'three' as const },
    { value: 'care_team', label: m.contacts_audience_care_team(), icon: 'care' as const },
  ];
  return widest === undefined ? all : all.slice(0, all.findIndex((one) => one.value === widest) + 1);
}

function lastWordsOf(
  entries: Iterable<{ personId: string; voice: string; kind: string; words: string; writtenAt: string }>,
  personId: string,
) {
  let last: { words: string; writtenAt: string } | null = null;
  for (const entry of entries) {
    if (entry.personId === personId && entry.voice === 'person' && entry.kind !== 'strike' && (!last || entry.writtenAt > last.writtenAt)) {
      last = entry;
    }
  }
  return last?.words ?? null;
}
