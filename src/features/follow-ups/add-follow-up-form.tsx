/** Something promised, noted in a few words with a day; mine to keep, and on Today when its day comes. */
import { useMemo, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { addDays, type CalendarDay, formatDay, fromInstant } from '../../shared/calendar-day.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SearchField } from '../../web/ui/search-field.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { buildNameIndex } from '../people/name-search.ts';
import { useTimeZone } from '../people/when.ts';
import { addFollowUp } from './add-follow-up.ts';
import { mostFollowUpWords } from './follow-up.ts';

const noDay = 'none';
/** A list that fits one look; beyond it one types. */
const peopleAtOnce = 6;

/** Whether this reader's work is with people; the server's policy says the same. */
export function useMayFollowUp(): boolean {
  const { me } = useDevice();
  return me.roles.some((role) => role === 'peer' || role === 'senior_peer' || role === 'supervisor');
}

/** @param personId whom it is about; left out, the form asks */
export function AddFollowUpForm({ personId }: { personId?: string | undefined }) {
  const device = useDevice();
  const locale = useLocale();
  const today = fromInstant(new Date(), useTimeZone());
  const people = useRows('people');
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [due, setDue] = useState<string>(addDays(today, 1));
  const [problem, setProblem] = useState<'who' | 'words' | 'fault' | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  const about = personId ?? chosen;

  async function save() {
    const said = makeSafe(words).trim();
    setKept(null);
    if (about === null) return setProblem('who');
    if (said === '' || said.length > mostFollowUpWords) return setProblem('words');
    setProblem(null);
    try {
      const dueOn = due === noDay ? null : due;
      await device.submit(addFollowUp, { followUpId: newId(), personId: about, contactId: null, words: said, dueOn });
      setWords('');
      setKept(people.get(about)?.name ?? '');
    } catch {
      setProblem('fault');
    }
  }

  return (
    <form
      className="stack-l"
      aria-label={m.follow_ups_add()}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {personId === undefined && (
        <Whom value={chosen} onChange={setChosen} error={problem === 'who' ? m.follow_ups_who_missing() : undefined} />
      )}
      <TextField
        label={m.follow_ups_what()}
        value={words}
        onChange={setWords}
        autoComplete="off"
        limit={{
          max: mostFollowUpWords,
          left: (count) => m.contacts_letters_left({ count }),
          over: (count) => m.contacts_letters_over({ count }),
        }}
        error={problem === 'words' ? m.follow_ups_words_missing() : undefined}
      />
      <ChipsOne label={m.contacts_when()} labelQuiet value={due} onChange={setDue} options={dayChoices(today, locale)} />
      {problem === 'fault' && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
      <div className="actions">
        <Button type="submit" icon="plus">
          {m.follow_ups_add_do()}
        </Button>
      </div>
      {kept !== null && (
        <Say icon="check">
          <p>{m.follow_ups_added({ name: kept })}</p>
        </Say>
      )}
    </form>
  );
}

function dayChoices(today: CalendarDay, locale: string) {
  const inTwoDays = addDays(today, 2);
  return [
    { value: today, label: m.contacts_today() },
    { value: addDays(today, 1), label: m.contacts_tomorrow() },
    { value: inTwoDays, label: formatDay(inTwoDays, locale, 'short') },
    { value: addDays(today, 7), label: m.contacts_next_week() },
    { value: noDay, label: m.contacts_no_date() },
  ];
}

function Whom({ value, onChange, error }: { value: string | null; onChange: (id: string) => void; error: string | undefined }) {
  const people = useRows('people');
  const [asked, setAsked] = useState('');
  const listed = useMemo(() => [...people.values()].filter((person) => person.mergedInto === null), [people]);
  const index = useMemo(
    () => buildNameIndex(listed.map(({ id, name, fullName }) => ({ id, names: fullName ? [name, fullName] : [name] }))),
    [listed],
  );
  const found = asked.trim() === '' ? listed.slice(0, peopleAtOnce).map(({ id }) => id) : index.search(asked, peopleAtOnce);
  const shown = value === null || found.includes(value) ? found : [value, ...found];
  return (
    <div className="stack-s">
      {listed.length > peopleAtOnce && (
        <SearchField label={m.contacts_find_person()} clearLabel={m.contacts_clear_search()} value={asked} onChange={setAsked} />
      )}
      <ChipsOne
        label={m.contacts_who()}
        value={value}
        onChange={onChange}
        error={error}
        options={shown.flatMap((id) => {
          const person = people.get(id);
          return person ? [{ value: id, label: person.name, initialOf: person.name }] : [];
        })}
      />
    </div>
  );
}
