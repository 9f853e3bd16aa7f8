/** The longer parts of what a representative reads: both voices as they were written, who looked, and what was agreed to and given away. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { wordsFor } from '../../web/code-words.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { ContactShell, Voice, Voices } from '../../web/ui/voices.tsx';
import { stateOn } from '../consents/consent-states.ts';
import { stateNames } from '../consents/consent-words.ts';
import type { Audience } from '../contacts/contact.ts';
import { PersonDisclosures } from '../disclosures/person-disclosures.tsx';
import { dayInWords, timeInWords, useTimeZone } from '../people/when.ts';

const atOnce = 10;
const readers: Record<Audience, () => string> = {
  pair: m.views_readers_pair,
  team: m.views_readers_team,
  care_team: m.views_readers_care_team,
};
const looked: Partial<Record<string, () => string>> = {
  record: m.representatives_look_record,
  goals: m.representatives_part_goals,
  entries: m.representatives_part_entries,
  contacts: m.representatives_part_entries,
  looks: m.representatives_part_looks,
};

function More({ isMore, onMore }: { isMore: boolean; onMore: () => void }) {
  return isMore ? <Button onClick={onMore}>{m.views_wrote_more()}</Button> : null;
}

export function BesideEntries({ personName }: { personName: string }) {
  const locale = useLocale();
  const staff = useRows('staff');
  const [shown, setShown] = useState(atOnce);
  const entries = Map.groupBy(useRows('entries').values(), (entry) => entry.contactId);
  const contacts = [...useRows('contacts').values()]
    .filter((contact) => contact.struckAt === null)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  if (contacts.length === 0) return <p className="small soft">{m.representatives_part_empty()}</p>;
  return (
    <>
      {contacts.slice(0, shown).map((contact) => {
        const day = dayInWords(contact.day, locale);
        const of = entries.get(contact.id) ?? [];
        const taken = new Set(of.flatMap((entry) => (entry.kind === 'strike' ? [entry.followsId] : [])));
        const said = of
          .filter((entry) => entry.kind !== 'strike' && !taken.has(entry.id))
          .sort((a, b) => a.writtenAt.localeCompare(b.writtenAt));
        return (
          <ContactShell
            key={contact.id}
            id={`contact-${contact.id}`}
            title={<time dateTime={contact.day}>{day}</time>}
            facts={m.views_contact({ minutes: contact.minutes, name: staff.get(contact.authorId)?.name ?? m.views_somebody() })}
          >
            {said.length === 0 ? (
              <p className="small soft">{m.representatives_no_words()}</p>
            ) : (
              <Voices>
                {said.map((entry) => {
                  const name = entry.voice === 'person' ? personName : (staff.get(entry.authorId)?.name ?? m.views_somebody());
                  return (
                    <Voice
                      key={entry.id}
                      voice={entry.voice === 'person' ? 'person' : 'peer'}
                      name={name}
                      label={m.views_words_label({ name, day })}
                      lang={entry.language}
                      audience={{
                        audience: entry.audience === 'care_team' ? 'care' : entry.audience,
                        word: wordsFor(readers, entry.audience),
                        before: m.views_readers(),
                      }}
                    >
                      {entry.kind === 'differs' && <p lang={locale}>{m.views_differs()}</p>}
                      {entry.words !== '' && <p>{entry.words}</p>}
                    </Voice>
                  );
                })}
              </Voices>
            )}
          </ContactShell>
        );
      })}
      <More isMore={contacts.length > shown} onMore={() => setShown(shown + atOnce)} />
    </>
  );
}

export function BesideLooks() {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const [shown, setShown] = useState(atOnce);
  const looks = [...useRows('looks').values()].sort((a, b) => b.lookedAt.localeCompare(a.lookedAt));
  const nameOf = (id: string) =>
    id === device.me.staffId ? m.representatives_you() : (staff.get(id)?.name ?? m.representatives_somebody());
  return (
    <>
      {looks.length === 0 && <p className="small soft">{m.representatives_part_empty()}</p>}
      <Rows>
        {looks.slice(0, shown).map((look) => (
          <Row
            key={look.id}
            mark={<time dateTime={look.lookedAt}>{timeInWords(look.lookedAt, locale, timeZone)}</time>}
            title={m.representatives_looked({ name: nameOf(look.staffId), what: (looked[look.what] ?? m.representatives_look_record)() })}
            detail={dayInWords(fromInstant(look.lookedAt, timeZone), locale)}
          />
        ))}
      </Rows>
      <More isMore={looks.length > shown} onMore={() => setShown(shown + atOnce)} />
    </>
  );
}

export function BesideSharing({ personId }: { personId: string }) {
  const today = fromInstant(new Date(), useTimeZone());
  const consents = [...useRows('consents').values()].sort((a, b) => b.draftedAt.localeCompare(a.draftedAt));
  return (
    <>
      {consents.length === 0 && <p className="small soft">{m.representatives_part_empty()}</p>}
      <ul className="lines small">
        {consents.map((each) => (
          <li key={each.id}>{`${each.terms.recipient.name ?? m.consents_state_draft()}, ${stateNames[stateOn(each, today)]()}`}</li>
        ))}
      </ul>
      <PersonDisclosures personId={personId} />
    </>
  );
}
