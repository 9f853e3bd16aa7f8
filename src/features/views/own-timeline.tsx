/** What was written, newest first: my voice and my peer's, side by side. Neither is changed; each can be answered. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { wordsFor } from '../../web/code-words.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Link } from '../../web/ui/link.tsx';
import { ContactShell, Voice, Voices } from '../../web/ui/voices.tsx';
import type { Audience, ContactRow, EntryRow } from '../contacts/contact.ts';
import { seeDifferently } from '../people/timeline-rules.ts';
import { dayInWords, shortDay, useTimeZone } from '../people/when.ts';

const atOnce = 5;
const readers: Record<Audience, () => string> = {
  pair: m.views_readers_pair,
  team: m.views_readers_team,
  care_team: m.views_readers_care_team,
};

export function OwnTimeline() {
  const [shown, setShown] = useState(atOnce);
  const contacts = useOwnContacts();
  const entries = Map.groupBy(useRows('entries').values(), (entry) => entry.contactId);
  if (contacts.length === 0) {
    return (
      <Empty id="nothing-written" picture="page" title={m.views_wrote_none()}>
        {m.views_wrote_none_lead()}
      </Empty>
    );
  }
  return (
    <>
      {contacts.slice(0, shown).map((contact) => (
        <OwnContact key={contact.id} contact={contact} entries={entries.get(contact.id) ?? []} />
      ))}
      {contacts.length > shown && (
        <Button wide onClick={() => setShown(shown + atOnce)}>
          {m.views_wrote_more()}
        </Button>
      )}
    </>
  );
}

/** Newest first. */
export function useOwnContacts(): ContactRow[] {
  return [...useRows('contacts').values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

function OwnContact({ contact, entries }: { contact: ContactRow; entries: readonly EntryRow[] }) {
  const staff = useRows('staff');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const name = staff.get(contact.authorId)?.name ?? m.views_somebody();
  const day = dayInWords(contact.day, locale);
  const write = `/mine/write?contact=${contact.id}`;
  return (
    <ContactShell
      id={`contact-${contact.id}`}
      title={<time dateTime={contact.day}>{day}</time>}
      facts={m.views_contact({ minutes: contact.minutes, name })}
    >
      {contact.struckAt !== null && (
        <p className="note mb2">
          {m.views_contact_struck({
            name: staff.get(contact.struckBy ?? '')?.name ?? m.views_somebody(),
            day: shortDay(contact.struckAt, locale, timeZone),
          })}
        </p>
      )}
      {entries.length === 0 ? (
        <p className="small soft">{m.views_no_words()}</p>
      ) : (
        <Voices>
          <Column entries={entries} voice="person" name={m.views_me()} day={day} />
          <Column entries={entries} voice="peer" name={name} day={day} />
        </Voices>
      )}
      {seeDifferently(entries) && <p className="note mt3">{m.views_both_stand()}</p>}
      <p className="own-actions">
        <Link className="link" href={write}>
          {m.views_write_here()}
          <span className="vh">{m.views_about_day({ day })}</span>
        </Link>
      </p>
    </ContactShell>
  );
}

type ColumnProps = { entries: readonly EntryRow[]; voice: 'person' | 'peer'; name: string; day: string };

function Column({ entries, voice, name, day }: ColumnProps) {
  const own = entries
    .filter((entry) => (entry.voice === 'person') === (voice === 'person') && entry.kind !== 'strike')
    .sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
  if (own.length === 0) {
    const none = voice === 'person' ? m.views_wrote_nothing_me() : m.views_wrote_nothing({ name });
    return <Voice voice={voice} name={name} label={m.views_words_label({ name, day })} none={none} />;
  }
  return (
    <div className="stack">
      {own.map((entry) => (
        <OwnEntry key={entry.id} entry={entry} entries={entries} name={name} day={day} />
      ))}
    </div>
  );
}

function OwnEntry({ entry, entries, name, day }: { entry: EntryRow; entries: readonly EntryRow[]; name: string; day: string }) {
  const device = useDevice();
  const staff = useRows('staff');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const isMine = entry.voice === 'person';
  // A colleague who covered wrote on it, too.
  const who = isMine ? name : (staff.get(entry.authorId)?.name ?? m.views_somebody());
  const strike = entries.find((each) => each.kind === 'strike' && each.followsId === entry.id);
  const isOnlyHere = device.stepOf('entries', entry.id) < 2;
  const to = (kind: 'addendum' | 'differs' | 'strike') => `/mine/write?contact=${entry.contactId}&follows=${entry.id}&kind=${kind}`;
  return (
    <Voice
      voice={isMine ? 'person' : 'peer'}
      name={who}
      label={m.views_words_label({ name: who, day })}
      lang={entry.language}
      audience={{
        audience: entry.audience === 'care_team' ? 'care' : entry.audience,
        word: wordsFor(readers, entry.audience),
        before: m.views_readers(),
      }}
      felt={entry.felt === null ? undefined : { before: m.views_felt(), words: entry.felt, lang: entry.language }}
      after={
        <>
          {entry.kind !== 'entry' && <p className="note">{m.views_added({ day: shortDay(entry.writtenAt, locale, timeZone) })}</p>}
          {isOnlyHere && isMine && <p className="note">{onThisDevice(m.views_on_phone, m.views_on_desk)}</p>}
          {strike && (
            <p className="note">
              {m.views_taken_back()}: <span lang={strike.language}>{strike.words}</span>
            </p>
          )}
          {!strike && !isMine && (
            <p className="own-actions">
              <Link className="link" href={to('addendum')}>
                {m.views_answer()}
                <span className="vh">{m.views_about_day({ day })}</span>
              </Link>
              <Link className="link" href={to('differs')}>
                {m.views_not_so()}
                <span className="vh">{m.views_about_day({ day })}</span>
              </Link>
            </p>
          )}
          {!strike && entry.authorId === device.me.staffId && entry.kind !== 'differs' && (
            <p className="own-actions">
              <Link className="link" href={to('strike')}>
                {m.views_take_back()}
                <span className="vh">{m.views_about_day({ day })}</span>
              </Link>
            </p>
          )}
        </>
      }
    >
      <Said entry={entry} isStruck={strike !== undefined} />
    </Voice>
  );
}

/** "This is not how it was" stands before the words that may come with it, in the screen's language. */
function Said({ entry, isStruck }: { entry: EntryRow; isStruck: boolean }) {
  const locale = useLocale();
  const lines = entry.words.split(/\n+/u).filter((line) => line.trim() !== '');
  return (
    <>
      {entry.kind === 'differs' && <p lang={locale}>{m.views_differs()}</p>}
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words are never edited, so a paragraph is its position
        <p key={at}>{isStruck ? <s>{line}</s> : line}</p>
      ))}
    </>
  );
}
