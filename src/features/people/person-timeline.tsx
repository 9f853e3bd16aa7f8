import { memo, type ReactNode, useMemo, useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { oneStop } from '../../shared/one-stop.ts';
import { wordsFor } from '../../web/code-words.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { type Locale, useLocale } from '../../web/frame/locale.tsx';
import { isOnDesk, onThisDevice } from '../../web/frame/on-this-device.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { ContactShell, Voice, Voices } from '../../web/ui/voices.tsx';
import { useCheckCode } from '../../web/use-check-code.ts';
import type { Audience, ContactRow, EntryRow, Voice as VoiceOf } from '../contacts/contact.ts';
import { newestFirst, seeDifferently } from './timeline-rules.ts';
import { dayInWords, shortDay, useTimeZone } from './when.ts';

/** Half a year of weekly contacts at a desk, two months in the hand, where a long page buries its end; more are a tap away. */
const contactsAtOnce = { desk: 20, phone: 8 };

const onDevice = () => onThisDevice(m.people_step_phone, m.people_step_desk);
const receiptWords = [m.people_step_refused, onDevice, m.people_step_server, m.people_step_matched] as const;
const audienceWords: Record<Audience, () => string> = {
  pair: m.people_audience_pair,
  team: m.people_audience_team,
  care_team: m.people_audience_care_team,
};

/** What was written with and about a person, newest first, two voices side by side. */
export function PersonTimeline({ ids, name, personId }: { ids: ReadonlySet<string>; name: string; personId: string }) {
  const contacts = useRows('contacts');
  const entries = useRows('entries');
  const atOnce = isOnDesk() ? contactsAtOnce.desk : contactsAtOnce.phone;
  const [shown, setShown] = useState(atOnce);
  const sorted = useMemo(() => newestFirst(contacts.values(), ids), [contacts, ids]);
  const byContact = useMemo(
    () =>
      Map.groupBy(
        [...entries.values()].filter((entry) => ids.has(entry.personId)),
        (entry) => entry.contactId,
      ),
    [entries, ids],
  );

  return (
    <section aria-labelledby="time">
      <SectionHead id="time" title={m.people_wrote()} />
      {sorted.length === 0 && (
        <Empty
          id="no-contacts"
          picture="page"
          title={m.people_no_contacts()}
          actions={
            <LinkButton href={`/record?person=${personId}`} icon="pen">
              {m.people_record()}
            </LinkButton>
          }
        >
          {m.people_no_contacts_lead({ name })}
        </Empty>
      )}
      {sorted.slice(0, shown).map((contact) => (
        <TimelineContact key={contact.id} contact={contact} entries={byContact.get(contact.id) ?? none} name={name} />
      ))}
      {sorted.length > shown && (
        <Button wide onClick={() => setShown(shown + atOnce)}>
          {m.people_look_back({ count: sorted.length - shown })}
        </Button>
      )}
    </section>
  );
}

const none: EntryRow[] = [];

const TimelineContact = memo(function TimelineContact({
  contact,
  entries,
  name,
}: {
  contact: ContactRow;
  entries: EntryRow[];
  name: string;
}) {
  const device = useDevice();
  const staff = useRows('staff');
  const goals = useRows('goals');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const step = device.stepOf('contacts', contact.id);
  const code = useCheckCode('contacts', contact);
  const author = staff.get(contact.authorId)?.name ?? m.people_a_colleague();
  const touched = contact.goalIds.flatMap((id) => goals.get(id)?.words ?? []);
  const day = dayInWords(contact.day, locale);
  const isStruck = contact.struckAt !== null;
  const label = (list: 'contact-places' | 'contact-modes' | 'activities', code: string) => labelOf(device.packs, list, code, locale);
  const facts = (
    <>
      {m.people_contact_facts({
        minutes: contact.minutes,
        // Together means at a place; a call or a screen has none worth a word.
        where: withinSentence(contact.mode === 'in_person' ? label('contact-places', contact.place) : label('contact-modes', contact.mode)),
      })}{' '}
      {contact.did.length > 0 && `${oneSentence(contact.did.map((code) => label('activities', code)))} `}
      {touched.length > 0 && `${oneStop(m.people_contact_for({ goals: touched.map((words) => `“${words}”`).join(', ') }))} `}
      {oneStop(m.people_contact_by({ name: author }))}
      {contact.late && ` ${m.people_contact_late()}`}
      {contact.madeWhileAllowed && ` ${m.contact_made_while_allowed({ name: author })}`}
    </>
  );
  return (
    <ContactShell
      id={`contact-${contact.id}`}
      title={<time dateTime={contact.day}>{isStruck ? <s>{day}</s> : day}</time>}
      receipt={<Receipt step={step} label={receiptWords[step]()} code={code} />}
      facts={isStruck ? <s>{facts}</s> : facts}
    >
      {isStruck && (
        <p className="note">
          {m.people_struck({
            name: staff.get(contact.struckBy ?? '')?.name ?? m.people_a_colleague(),
            day: shortDay(contact.struckAt ?? '', locale, timeZone),
            why: contact.struckWhy ?? '',
          })}
        </p>
      )}
      {entries.length > 0 ? (
        <Voices>
          <Column voice="person" who={name} day={day} entries={entries} isStruck={isStruck} locale={locale} />
          <Column voice="peer" who={author} day={day} entries={entries} isStruck={isStruck} locale={locale} />
        </Voices>
      ) : (
        <p className="small soft">{withoutWords(contact)}</p>
      )}
      {seeDifferently(entries) && <p className="note mt3">{m.people_both_stand()}</p>}
      <p className="note mt3">
        {contact.cosignedAt !== null &&
          `${m.people_cosigned({
            name: staff.get(contact.cosignedBy ?? '')?.name ?? m.people_a_colleague(),
            day: shortDay(contact.cosignedAt, locale, timeZone),
          })} `}
        <Link className="link" href={`/contacts/${contact.id}`}>
          {m.people_open_contact()}
          <span className="vh">: {day}</span>
        </Link>
      </p>
    </ContactShell>
  );
});

/** A label inside a sentence begins small; capitals that stand for a name ("ID card") stay. Tamil has no capitals. */
function withinSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** "Listened, made a plan." */
function oneSentence([first = '', ...rest]: readonly string[]): string {
  return `${[first, ...rest.map(withinSentence)].join(', ')}.`;
}

function withoutWords(contact: ContactRow): string {
  if (contact.words === 'none') return m.people_no_words();
  return contact.words === 'later' ? m.people_words_later() : m.people_words_between();
}

type ColumnProps = { voice: VoiceOf; who: string; day: string; entries: EntryRow[]; isStruck: boolean; locale: Locale };

/** Everything one voice wrote about one contact: the entry, then what was added to it. */
function Column({ voice, who, day, entries, isStruck, locale }: ColumnProps) {
  const timeZone = useTimeZone();
  const own = entries.filter((entry) => (entry.voice === 'person') === (voice === 'person') && entry.kind !== 'strike');
  const label = m.people_words_of({ name: who, day });
  const [first, ...later] = own.toSorted((a, b) => a.writtenAt.localeCompare(b.writtenAt));
  if (!first) return <Voice voice={voice} name={who} label={label} none={m.people_wrote_nothing({ name: who })} />;
  const struck = (entry: EntryRow) => isStruck || entries.some((each) => each.kind === 'strike' && each.followsId === entry.id);
  return (
    <Voice
      voice={voice}
      // Words in a voice this app does not know stand on the peer's side, without a name: hiding them would be worse.
      name={voice === 'peer' && first.voice !== 'peer' ? m.frame_unknown_code() : who}
      label={label}
      lang={first.language}
      audience={{
        audience: first.audience === 'care_team' ? 'care' : first.audience,
        word: wordsFor(audienceWords, first.audience),
        before: m.people_audience_before(),
      }}
      felt={first.felt === null ? undefined : { before: m.people_felt(), words: first.felt, lang: first.language }}
      after={later.map((entry) => (
        <div key={entry.id}>
          <p className="note">{m.people_added({ day: shortDay(entry.writtenAt, locale, timeZone) })}</p>
          {entry.kind === 'differs' && <p className="small">{m.views_they_differ({ name: who })}</p>}
          {entry.words !== '' && (
            <div className="voice__text" lang={entry.language}>
              <Said isStruck={struck(entry)}>{entry.words}</Said>
            </div>
          )}
        </div>
      ))}
    >
      {struck(first) ? (
        <Said isStruck>{first.words}</Said>
      ) : first.kind === 'differs' ? (
        <Said isStruck={false}>{[m.views_they_differ({ name: who }), first.words].join(' ').trim()}</Said>
      ) : (
        first.words
      )}
    </Voice>
  );
}

function Said({ isStruck, children }: { isStruck: boolean; children: string }): ReactNode {
  return <p>{isStruck ? <s>{children}</s> : children}</p>;
}
