/** Contacts that wait for a signature: read here, signed one by one, or together once they were read. */

import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { type CalendarDay, daysBetween } from '../../shared/calendar-day.ts';
import { oneStop } from '../../shared/one-stop.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useCheckCode } from '../../web/use-check-code.ts';
import type { ContactRow, EntryRow } from '../contacts/contact.ts';
import { ContactWords } from '../contacts/contact-words.tsx';
import { cosignContact } from '../contacts/cosign-contact.ts';
import { useLook } from '../looks/use-look.ts';
import { dayInWords } from '../people/when.ts';

const atOnce = 10;

export function ToSign({ contacts, today }: { contacts: readonly ContactRow[]; today: CalendarDay }) {
  const device = useDevice();
  const entries = useRows('entries');
  const [shown, setShown] = useState(atOnce);
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const [signed, setSigned] = useState(0);
  const [failed, setFailed] = useState(false);
  const readAndWaiting = contacts.filter((contact) => read.has(contact.id));
  const [oldest] = contacts;

  async function sign(some: readonly ContactRow[]) {
    setFailed(false);
    let count = 0;
    try {
      for (const contact of some) {
        await device.submit(cosignContact, { contactId: contact.id, personId: contact.personId });
        count += 1;
      }
    } catch {
      setFailed(true);
    }
    setSigned((before) => before + count);
  }

  return (
    <section aria-labelledby="cosign">
      <SectionHead id="cosign" title={m.desk_waiting()}>
        {oldest && (
          <span className="note">
            {m.desk_waiting_note({ count: contacts.length, days: Math.max(0, daysBetween(oldest.day as CalendarDay, today)) })}
          </span>
        )}
      </SectionHead>
      <p className="note" role="status">
        {signed > 0 ? m.desk_signed({ count: signed }) : ''}
      </p>
      {failed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
      {contacts.length === 0 ? (
        <p className="small soft">{m.desk_nothing_to_sign()}</p>
      ) : (
        <Rows>
          {contacts.slice(0, shown).map((contact) => (
            <OneToSign
              key={contact.id}
              contact={contact}
              entries={[...entries.values()].filter((entry) => entry.contactId === contact.id)}
              isRead={read.has(contact.id)}
              onRead={() => setRead((before) => new Set(before).add(contact.id))}
              onSign={() => void sign([contact])}
            />
          ))}
        </Rows>
      )}
      <div className="actions mt4">
        {readAndWaiting.length > 1 && (
          <Button variant="main" icon="check" onClick={() => void sign(readAndWaiting)}>
            {m.desk_sign_read({ count: readAndWaiting.length })}
          </Button>
        )}
        {contacts.length > shown && (
          <Button onClick={() => setShown(shown + atOnce)}>{m.desk_more({ count: contacts.length - shown })}</Button>
        )}
      </div>
    </section>
  );
}

interface OneToSignProps {
  contact: ContactRow;
  entries: readonly EntryRow[];
  isRead: boolean;
  onRead: () => void;
  onSign: () => void;
}

function OneToSign({ contact, entries, isRead, onRead, onSign }: OneToSignProps) {
  const { packs } = useDevice();
  const locale = useLocale() as PackLocale;
  const person = useRows('people').get(contact.personId)?.name ?? '';
  const peer = useRows('staff').get(contact.authorId)?.name ?? m.contact_a_colleague();
  const [isOpen, setOpen] = useState(false);
  const where =
    contact.mode === 'in_person'
      ? labelOf(packs, 'contact-places', contact.place, locale)
      : labelOf(packs, 'contact-modes', contact.mode, locale);
  const minutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(contact.minutes);
  const day = dayInWords(contact.day, locale);
  const did = contact.did.map((code) => labelOf(packs, 'activities', code, locale)).join(', ');
  const what = m.desk_peer_with({ peer, name: person });
  return (
    <Row mark={<Initial name={peer} voice="peer" />} title={what} heading detail={oneStop(`${day}, ${minutes}. ${where}. ${did}`)}>
      <p className="note">
        {wordsNote(contact, entries)}
        {isRead && ` ${m.desk_was_read()}`}
      </p>
      <div className="actions mt2">
        <Button icon="check" onClick={onSign}>
          {m.desk_sign()}
          <span className="vh">: {what}</span>
        </Button>
        <Button
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
            onRead();
          }}
        >
          {isOpen ? m.desk_close() : m.desk_read()}
          <span className="vh">: {what}</span>
        </Button>
      </div>
      {isOpen && <Opened contact={contact} entries={entries} person={person} day={day} />}
    </Row>
  );
}

/** Reading someone's words is a look at their record, and is said so. */
function Opened({ contact, entries, person, day }: { contact: ContactRow; entries: readonly EntryRow[]; person: string; day: string }) {
  useLook(contact.personId, 'entries');
  const code = useCheckCode('contacts', contact);
  return (
    <div className="mt3">
      {/* The letters its author's phone shows: by voice, two people find out whether they see the same. */}
      <p>
        <Receipt step={3} label={m.contact_step_matched()} code={code} />
      </p>
      {entries.length > 0 && <ContactWords entries={entries} personName={person} day={day} />}
      <p className="small mt2">
        <Link className="link" href={`/contacts/${contact.id}`}>
          {m.desk_whole_contact()}
          <span className="vh">: {person}</span>
        </Link>
      </p>
    </div>
  );
}

function wordsNote(contact: ContactRow, entries: readonly EntryRow[]): string {
  if (entries.length > 0) return m.desk_words_shared();
  if (contact.words === 'written') return m.contact_words_between();
  return contact.words === 'later' ? m.contact_words_later() : m.contact_words_none();
}
