/** My own hand: words about a day, an answer, "this is not how it was", or my words taken back. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Pen, TextArea } from '../../web/ui/text-area.tsx';
import { Words } from '../../web/ui/words.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { type Audience, type ContactRow, type EntryRow, mostFelt, mostWords } from '../contacts/contact.ts';
import { languageOf } from '../contacts/record-form.ts';
import { writeOwnEntry } from '../contacts/write-own-entry.ts';
import { dayInWords } from '../people/when.ts';
import { OwnFrame } from './own-frame.tsx';
import { useOwnContacts } from './own-timeline.tsx';
import { lettersLeft } from './own-words.ts';

export type OwnKind = 'entry' | 'addendum' | 'differs' | 'strike';

export interface OwnWritePageProps {
  /** About which contact; left out: to be chosen. */
  contactId?: string | undefined;
  followsId?: string | undefined;
  kind?: OwnKind | undefined;
  onSaved: () => void;
}

/** So many days back are offered; older ones are written about from where they stand. */
const daysToChoose = 6;
const narrowest: Audience[] = ['pair', 'team', 'care_team'];

export function OwnWritePage({ contactId, followsId, kind = 'entry', onSaved }: OwnWritePageProps) {
  const locale = useLocale();
  const contacts = useOwnContacts();
  const followed = useRows('entries').get(followsId ?? '');
  const [chosen, setChosen] = useState(contactId ?? null);
  // Not kept as chosen: the list may still be filling when this page opens.
  const contact = chosen === null ? contacts[0] : contacts.find((one) => one.id === chosen);
  const needsFollowed = kind === 'addendum' || kind === 'strike' || followsId !== undefined;
  return (
    <OwnFrame path="/mine/write" isInner hasSaveBar>
      {!contact || (needsFollowed && !followed) ? (
        <>
          <h1 className="vh">{m.views_write_title()}</h1>
          <Empty id="nothing-to-write-about" picture="page" title={m.views_write_nothing_yet()}>
            {m.views_write_nothing_yet_lead()}
          </Empty>
        </>
      ) : (
        <Write key={contact.id} contact={contact} followed={followed} kind={kind} onSaved={onSaved}>
          {contactId === undefined && contacts.length > 1 && (
            <ChipsOne
              label={m.views_write_which()}
              value={contact.id}
              onChange={setChosen}
              options={contacts.slice(0, daysToChoose).map((one) => ({ value: one.id, label: dayInWords(one.day, locale) }))}
            />
          )}
        </Write>
      )}
    </OwnFrame>
  );
}

interface WriteProps {
  contact: ContactRow;
  followed: EntryRow | undefined;
  kind: OwnKind;
  onSaved: () => void;
  children: React.ReactNode;
}

function Write({ contact, followed, kind, onSaved, children }: WriteProps) {
  const device = useDevice();
  const locale = useLocale();
  const staff = useRows('staff');
  const [words, setWords] = useState('');
  const [felt, setFelt] = useState('');
  const [audience, setAudience] = useState<Audience>(followed?.audience ?? 'team');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const draft = useDraft({
    form: 'own-words',
    about: [contact.id, followed?.id ?? '', kind].join('/'),
    personId: contact.personId,
    href: '/mine/write',
    value: { words, felt, audience },
    isWorthKeeping: words.trim() !== '' || felt.trim() !== '',
    restore: (value) => {
      const kept = value as Partial<{ words: string; felt: string; audience: Audience }>;
      setWords(kept.words ?? '');
      setFelt(kept.felt ?? '');
      setAudience(kept.audience ?? audience);
    },
  });
  const isStrike = kind === 'strike';
  const with_ =
    staff.get(followed && followed.authorId !== device.me.staffId ? followed.authorId : contact.authorId)?.name ?? m.views_somebody();

  async function save() {
    if (isSaving) return;
    const said = makeSafe(words).trim();
    const feeling = isStrike ? '' : makeSafe(felt).trim();
    if (said === '' && kind !== 'differs') return setProblem(m.views_write_missing());
    if (said.length > mostWords || feeling.length > mostFelt) return;
    setSaving(true);
    try {
      await device.submit(writeOwnEntry, {
        ...{ entryId: newId(), contactId: contact.id, personId: contact.personId, kind, followsId: followed?.id ?? null },
        ...{ words: said === '' ? null : said, felt: feeling === '' ? null : feeling, language: languageOf(said, locale) },
        // What differs from words, or takes them back, is for whoever reads those.
        audience: followed && (isStrike || kind === 'differs') ? followed.audience : audience,
      });
      await draft.done();
      onSaved();
    } catch (error) {
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }

  const readersUpTo = narrowest.slice(0, narrowest.indexOf(followed?.audience ?? 'care_team') + 1);
  const reader: Record<Audience, { label: string; icon: 'two' | 'three' | 'care' }> = {
    pair: { label: m.views_write_just_us({ name: with_ }), icon: 'two' },
    team: { label: m.views_readers_team(), icon: 'three' },
    care_team: { label: m.views_readers_care_team(), icon: 'care' },
  };
  return (
    <Form className="" label={titles[kind]()} onSubmit={() => void save()}>
      <div className="stack-l">
        <Head title={titles[kind]()} lead={leads[kind]()}>
          <p className="small soft">{dayInWords(contact.day, locale)}</p>
        </Head>
        <DraftOffer draft={draft} />
        {followed && <Quoted entry={followed} who={with_} isMine={followed.authorId === device.me.staffId} />}
        {children}
        <Pen voice="person">
          <TextArea
            ruled
            rows={5}
            label={isStrike ? m.views_take_back_why() : kind === 'differs' ? m.views_write_differs_words() : m.views_write_words()}
            value={words}
            onChange={(next) => {
              setWords(next);
              setProblem(null);
            }}
            lang={languageOf(words, locale)}
            limit={lettersLeft(mostWords)}
          />
          {!isStrike && (
            <TextArea
              ruled
              rows={1}
              label={m.views_write_felt()}
              labelQuiet
              value={felt}
              onChange={setFelt}
              limit={lettersLeft(mostFelt)}
            />
          )}
          {(kind === 'entry' || kind === 'addendum') && readersUpTo.length > 1 && (
            <ChipsOne
              label={m.views_write_readers()}
              labelQuiet
              value={audience}
              onChange={(value) => setAudience(value as Audience)}
              options={readersUpTo.map((value) => ({ value, ...reader[value] }))}
            />
          )}
        </Pen>
      </div>
      <SaveBar>
        {problem && <ErrorText>{problem}</ErrorText>}
        <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
          {onThisDevice(m.views_save, m.views_save_desk)}
        </Button>
      </SaveBar>
    </Form>
  );
}

const titles: Record<OwnKind, () => string> = {
  entry: m.views_write_title,
  addendum: m.views_answer_title,
  differs: m.views_differs_title,
  strike: m.views_take_back_title,
};
const leads: Record<OwnKind, () => string> = {
  entry: m.views_write_lead,
  addendum: m.views_write_lead,
  differs: m.views_differs_lead,
  strike: m.views_take_back_lead,
};

function Quoted({ entry, who, isMine }: { entry: EntryRow; who: string; isMine: boolean }) {
  if (isMine || entry.voice === 'person') return <Words lang={entry.language}>“{entry.words}”</Words>;
  return (
    <blockquote className="voice voice--peer">
      <p className="voice__who">{who}</p>
      <p className="voice__text" lang={entry.language}>
        {entry.words}
      </p>
    </blockquote>
  );
}
