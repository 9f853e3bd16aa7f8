/**
 * The time to read without the server has passed: nothing stored is shown, and recording goes on. Whom it was with is typed, whole; the phone
 * finds the person without showing anybody, and keeps an ordinary contact.
 */
import { type FormEvent, useEffect, useState } from 'react';
import type { OpenDevice } from '../../device/open-device.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { notebook } from '../../web/notebook.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { checkContact } from '../contacts/contact-rules.ts';
import { type RecordContactArgs, recordContact } from '../contacts/record-contact.ts';
import { argsOf, emptyForm, languageOf, missingFrom, type RecordForm } from '../contacts/record-form.ts';
import { Did, HowLong, Where } from '../contacts/record-shell.tsx';
import { stillText } from '../contacts/still-text.ts';

const lookAgainEvery = 60_000;
/** When this page last asked the server by itself: a phone that cannot keep the answer opens it again at once, and must not ask without end. */
let askedAt = 0;

export function UnreadPage({ device }: { device: OpenDevice }) {
  useLocale();
  usePageTitle('');
  const [hasLooked, setLooked] = useState(false);
  const [saved, setSaved] = useState(0);
  useEffect(() => {
    const look = () => {
      askedAt = performance.now();
      void notebook.tryToRead().catch(() => undefined);
    };
    // Often the network is there, and only the phone slept long, or its clock is wrong.
    if (askedAt === 0 || performance.now() - askedAt > lookAgainEvery / 2) look();
    window.addEventListener('online', look);
    const timer = setInterval(look, lookAgainEvery);
    return () => {
      window.removeEventListener('online', look);
      clearInterval(timer);
    };
  }, []);
  return (
    <PlainFrame path="/" hasSaveBar>
      <Head title={m.vault_unread_title()} lead={onThisDevice(m.vault_unread_lead, m.vault_unread_lead_desk)} />
      <div className="actions">
        <Button onClick={() => void notebook.tryToRead().then((isOpen) => setLooked(!isOpen))}>{m.vault_unread_again()}</Button>
        <Button variant="quiet" icon="lock" onClick={() => void notebook.lock()}>
          {m.vault_lock_now()}
        </Button>
      </div>
      {hasLooked && (
        <Say look="band" icon="nonet">
          <p>{m.vault_unread_none()}</p>
        </Say>
      )}
      {saved > 0 && (
        <Say icon="check">
          <p>{saved === 1 ? m.vault_unread_saved_one() : m.vault_unread_saved({ count: saved })}</p>
        </Say>
      )}
      <RecordUnseen key={saved} device={device} onSaved={() => setSaved(saved + 1)} />
    </PlainFrame>
  );
}

function RecordUnseen({ device, onSaved }: { device: OpenDevice; onSaved: () => void }) {
  const locale = useLocale() as PackLocale;
  const [form, setForm] = useState<RecordForm>(emptyForm);
  const [whom, setWhom] = useState('');
  const [words, setWords] = useState('');
  const [now] = useState(() => new Date());
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<(() => string) | null>(null);
  const [isNobody, setNobody] = useState(false);
  const [wasTried, setTried] = useState(false);
  // Whom it was with is typed here, not chosen.
  const missing = missingFrom(form).filter((what) => what !== 'who' || whom.trim() === '');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy || missing.length > 0) return;
    setBusy(true);
    setProblem(null);
    const wrong = await keep();
    setBusy(false);
    if (wrong) setProblem(() => wrong);
    else onSaved();
  };
  const keep = async (): Promise<(() => string) | null> => {
    const person = await device.personCalled(whom);
    setNobody(person === null);
    if (!person) return m.vault_unread_whom_wrong;
    const args = argsFor(form, { person, words, locale });
    const refused = checkContact(args, new Date().toISOString(), { daysBack: device.packs.limits.contact_days_back })[0];
    if (refused) return () => refusalText(refused);
    try {
      await device.submit(recordContact, args);
      return null;
    } catch {
      return m.contacts_not_saved;
    }
  };

  return (
    <form className="mt4" aria-label={m.contacts_record()} onSubmit={(event) => void save(event)} noValidate>
      <div className="mb4">
        <TextField
          label={m.vault_unread_whom()}
          description={m.vault_unread_whom_hint()}
          error={isNobody ? m.vault_unread_whom_wrong() : undefined}
          autoComplete="off"
          value={whom}
          onChange={(next) => {
            setWhom(next);
            setNobody(false);
          }}
        />
      </div>
      <HowLong form={form} onChange={setForm} locale={locale} now={now} most={device.packs.limits.contact_minutes_max} />
      <Where
        packs={device.packs}
        locale={locale}
        place={form.place}
        mode={form.mode}
        isAsLastTime={false}
        onChange={(where) => setForm({ ...form, ...where })}
      />
      <Did packs={device.packs} locale={locale} did={form.did} onChange={(did) => setForm({ ...form, did })} />
      <TextArea label={m.vault_unread_words()} value={words} onChange={setWords} />
      <SaveBar status={wasTried && missing.length > 0 ? stillText(missing, locale) : ''}>
        {problem && !isNobody && <ErrorText>{problem()}</ErrorText>}
        <Button variant="main" type="submit" icon="check" isBusy={isBusy}>
          {onThisDevice(m.contacts_save, m.contacts_save_desk)}
        </Button>
      </SaveBar>
    </form>
  );
}

type Unseen = { person: { personId: string; programmeId: string }; words: string; locale: string };

/** As the ordinary screen would build it; goals, follow-up and "as last time" need reading and are left out. */
function argsFor(form: RecordForm, { person, words, locale }: Unseen): RecordContactArgs {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const args = argsOf({ ...form, personIds: [] }, { now: new Date(), timeZone, locale, people: new Map(), enrolments: [] });
  const said = makeSafe(words).trim();
  const entry = { id: newId(), voice: 'peer' as const, audience: 'team' as const, felt: null, shown: null };
  return {
    ...args,
    words: said === '' ? 'none' : 'written',
    with: [
      {
        ...{ contactId: newId(), ...person, goalIds: [], followUp: null },
        entries: said === '' ? [] : [{ ...entry, words: said, language: languageOf(said, locale) }],
      },
    ],
  };
}
