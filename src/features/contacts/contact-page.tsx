/** One contact: what can be counted, what was written in two voices, and who put their name to it. */
import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice, useDeviceState, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { Words } from '../../web/ui/words.tsx';
import { useCheckCode } from '../../web/use-check-code.ts';
import { useLook } from '../looks/use-look.ts';
import { dayInWords, shortDay, timeInWords, useTimeZone } from '../people/when.ts';
import type { ContactRow } from './contact.ts';
import { unitsOfContact } from './contact-units.ts';
import { ContactWords } from './contact-words.tsx';
import { cosignContact } from './cosign-contact.ts';
import { mostStrikeWords, strikeContact } from './strike-contact.ts';
import '../../web/ui/motif-facts.css';

const receiptWords = [m.contact_step_refused, m.contact_step_phone, m.contact_step_server, m.contact_step_matched] as const;

export function ContactPage({ contactId }: { contactId: string }) {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const contact = useRows('contacts').get(contactId);
  const person = useRows('people').get(contact?.personId ?? '');
  const allEntries = useRows('entries');
  const staff = useRows('staff');
  const step = useDeviceState((one) => one.stepOf('contacts', contactId));
  const code = useCheckCode('contacts', contact);
  usePageTitle(m.contact_title());
  useLook(contact?.personId ?? null, 'entries');
  if (!contact || !person) {
    return (
      <FocusFrame back={{ href: '/', label: m.frame_place_today() }} path={`/contacts/${contactId}`} narrow>
        <Empty isPage id="no-contact" picture="page" title={m.contact_not_here()}>
          {m.contact_not_here_lead()}
        </Empty>
      </FocusFrame>
    );
  }
  const entries = [...allEntries.values()].filter((entry) => entry.contactId === contactId);
  const day = dayInWords(contact.day, locale);
  const author = staff.get(contact.authorId)?.name ?? m.contact_a_colleague();
  const isMine = contact.authorId === device.me.staffId;
  const supervises = staff.get(contact.authorId)?.supervisorIds.includes(device.me.staffId) ?? false;
  const isOpen = contact.cosignedAt === null && contact.struckAt === null;
  return (
    <FocusFrame back={{ href: `/people/${person.id}`, label: person.name }} path={`/contacts/${contactId}`} narrow>
      <Head
        title={<time dateTime={contact.day}>{contact.struckAt === null ? day : <s>{day}</s>}</time>}
        lead={m.contact_of({ peer: author, name: person.name })}
        aside={<Receipt step={step} label={receiptWords[step]()} code={code} />}
      />
      <Standing contact={contact} />
      {contact.madeWhileAllowed && (
        <Say live={false} icon="clock">
          <p>{m.contact_made_while_allowed({ name: author })}</p>
        </Say>
      )}
      <Shell contact={contact} />
      <section aria-labelledby="words" className="mt5">
        <h2 id="words" className="mb4">
          {m.contact_words()}
        </h2>
        {entries.length === 0 && contact.words !== 'none' ? (
          <p className="small soft">{contact.words === 'later' ? m.contact_words_later() : m.contact_words_between()}</p>
        ) : entries.length === 0 ? (
          <p className="small soft">{m.contact_words_none()}</p>
        ) : (
          <ContactWords
            entries={entries}
            personName={person.name}
            day={day}
            isMarkedAlready={contact.madeWhileAllowed}
            addTo={(entryId, kind) => `/contacts/${contactId}/words?follows=${entryId}&kind=${kind}`}
            strikerId={isOpen ? device.me.staffId : undefined}
          />
        )}
        <div className="actions mt4">
          <LinkButton icon="pen" href={`/contacts/${contactId}/words`}>
            {m.contact_add_words()}
          </LinkButton>
        </div>
      </section>
      {isOpen && supervises && !isMine && <Cosign contact={contact} />}
      {isOpen && isMine && <StrikeThrough contact={contact} />}
    </FocusFrame>
  );
}

/** Signed, or struck through: what has happened to the contact since. */
function Standing({ contact }: { contact: ContactRow }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const programme = useRows('programmes').get(contact.programmeId);
  const nameOf = (id: string | null) => staff.get(id ?? '')?.name ?? m.contact_a_colleague();
  if (contact.struckAt !== null) {
    return (
      <Say live={false} icon="cross">
        <p>{m.contact_struck_by({ name: nameOf(contact.struckBy), day: shortDay(contact.struckAt, locale, timeZone) })}</p>
        <p className="small">{contact.struckWhy}</p>
      </Say>
    );
  }
  if (contact.cosignedAt !== null) {
    return (
      <Say icon="check">
        <p>{m.contact_signed_by({ name: nameOf(contact.cosignedBy), day: shortDay(contact.cosignedAt, locale, timeZone) })}</p>
      </Say>
    );
  }
  return programme?.cosignRequired ? <p className="note">{m.contact_waits_for_signature()}</p> : null;
}

/** The countable part. Minutes are the truth; units follow from the pack's rule. */
function Shell({ contact }: { contact: ContactRow }) {
  const { packs } = useDevice();
  const locale = useLocale() as PackLocale;
  const timeZone = useTimeZone();
  const contacts = useRows('contacts');
  const goals = useRows('goals');
  const { units, isOfDay } = unitsOfContact(packs, contact, contacts.values());
  const ended = new Date(Date.parse(contact.startedAt) + contact.minutes * 60_000).toISOString();
  const place = labelOf(packs, 'contact-places', contact.place, locale);
  const mode = labelOf(packs, 'contact-modes', contact.mode, locale);
  const touched = contact.goalIds.flatMap((id) => goals.get(id) ?? []);
  return (
    <dl className="facts mt4">
      <div>
        <dt>{m.contact_when()}</dt>
        <dd>
          {m.contact_from_to({ from: timeInWords(contact.startedAt, locale, timeZone), to: timeInWords(ended, locale, timeZone) })}
          {contact.late && (
            <>
              <br />
              <span className="note">{m.contact_late({ day: shortDay(contact.recordedAt, locale, timeZone) })}</span>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{m.contact_how_long()}</dt>
        <dd>
          {new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(contact.minutes)}
          {units !== null && (
            <>
              <br />
              <span className="note">{isOfDay ? m.contact_units_of_day({ units }) : m.contact_units({ units })}</span>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{m.contact_where()}</dt>
        <dd>{contact.mode === 'in_person' ? place : mode}</dd>
      </div>
      <div>
        <dt>{m.contact_did()}</dt>
        <dd>{contact.did.map((code) => labelOf(packs, 'activities', code, locale)).join(', ')}</dd>
      </div>
      {touched.length > 0 && (
        <div>
          <dt>{m.contact_for()}</dt>
          <dd>
            {touched.map((goal) => (
              <Words key={goal.id} small lang={goal.wordsLanguage}>
                <Link href={`/people/${goal.personId}/goals/${goal.id}`}>“{goal.words}”</Link>
              </Words>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Cosign({ contact }: { contact: ContactRow }) {
  const device = useDevice();
  const [failed, setFailed] = useState(false);
  async function sign() {
    try {
      await device.submit(cosignContact, { contactId: contact.id, personId: contact.personId });
    } catch {
      setFailed(true);
    }
  }
  return (
    <section aria-labelledby="sign" className="mt5">
      <h2 id="sign">{m.contact_your_signature()}</h2>
      <p className="small soft mt1 mb4">{m.contact_your_signature_lead()}</p>
      {failed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
      <Button variant="main" icon="check" onClick={() => void sign()}>
        {m.contact_sign()}
      </Button>
    </section>
  );
}

function StrikeThrough({ contact }: { contact: ContactRow }) {
  const device = useDevice();
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  async function strike() {
    const said = makeSafe(why).trim();
    if (said === '') return setProblem(m.contact_strike_why_missing());
    if (said.length > mostStrikeWords) return;
    try {
      await device.submit(strikeContact, { contactId: contact.id, personId: contact.personId, why: said });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return (
    <Fold title={m.contact_strike()}>
      <p className="small soft mb4">{m.contact_strike_lead()}</p>
      <TextArea
        label={m.contact_strike_why()}
        rows={2}
        value={why}
        onChange={setWhy}
        error={problem ?? undefined}
        limit={{
          max: mostStrikeWords,
          left: (count) => m.contacts_letters_left({ count }),
          over: (count) => m.contacts_letters_over({ count }),
        }}
      />
      <div className="actions mt3">
        <Button onClick={() => void strike()}>{m.contact_strike()}</Button>
      </div>
    </Fold>
  );
}
