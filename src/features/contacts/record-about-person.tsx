/** What the recording screen asks about one person: goal, next step, and words in two voices. */

import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { addDays, type CalendarDay, formatDay } from '../../shared/calendar-day.ts';
import { isOnDesk, onThisDevice } from '../../web/frame/on-this-device.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsMany, ChipsOne } from '../../web/ui/chips.tsx';
import { Dialog } from '../../web/ui/dialog.tsx';
import { Pen, TextArea } from '../../web/ui/text-area.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { mostFollowUpWords } from '../follow-ups/follow-up.ts';
import type { GoalRow } from '../goals/goal.ts';
import { MirrorHints } from '../mirror/mirror-hints.tsx';
import type { PersonRow } from '../people/person.ts';
import { mostFelt, mostWords } from './contact.ts';
import { type AboutPerson, languageOf } from './record-form.ts';

export interface AboutProps {
  person: PersonRow;
  about: AboutPerson;
  onChange: (about: AboutPerson) => void;
  /** Language of the screen. */
  locale: string;
  /** Several people were there: labels name whom they are about. */
  isOneOfSeveral: boolean;
}

export const letters = (max: number) => ({
  max,
  left: (count: number) => m.contacts_letters_left({ count }),
  over: (count: number) => m.contacts_letters_over({ count }),
});

const noGoal = 'none';

export function Goals({ person, goals, about, onChange, isAsLastTime }: AboutProps & { goals: readonly GoalRow[]; isAsLastTime: boolean }) {
  if (goals.length === 0) return null;
  return (
    <ChipsMany
      label={m.contacts_goals_of({ name: person.name })}
      note={isAsLastTime ? m.contacts_as_last_time() : undefined}
      values={about.noGoal ? [noGoal] : about.goalIds}
      onChange={(values) => {
        const choseNone = values.includes(noGoal) && !about.noGoal;
        onChange({ ...about, noGoal: choseNone, goalIds: choseNone ? [] : values.filter((value) => value !== noGoal) });
      }}
      options={[
        ...goals.map((goal) => ({ value: goal.id, label: `“${goal.words}”`, words: true, lang: goal.wordsLanguage })),
        { value: noGoal, label: m.contacts_no_goal() },
      ]}
    />
  );
}

export function NextStep({ person, about, onChange, locale, isOneOfSeveral, today }: AboutProps & { today: CalendarDay }) {
  const inTwoDays = addDays(today, 2);
  const days = [
    { value: today, label: m.contacts_today() },
    { value: addDays(today, 1), label: m.contacts_tomorrow() },
    { value: inTwoDays, label: formatDay(inTwoDays, locale, 'short') },
    { value: addDays(today, 7), label: m.contacts_next_week() },
    { value: 'none', label: m.contacts_no_date() },
  ];
  return (
    <section className="ask">
      <TextField
        label={isOneOfSeveral ? m.contacts_next_of({ name: person.name }) : m.contacts_next()}
        note={m.contacts_next_note()}
        value={about.next}
        onChange={(next) => onChange({ ...about, next })}
        limit={letters(mostFollowUpWords)}
        autoComplete="off"
      />
      {about.next.trim() !== '' && (
        <div className="mt2">
          <ChipsOne
            label={m.contacts_when()}
            labelHidden
            value={about.nextDue ?? 'none'}
            onChange={(value) => onChange({ ...about, nextDue: value === 'none' ? null : value })}
            options={days}
          />
        </div>
      )}
    </section>
  );
}

function Readers({ value, onChange }: { value: AboutPerson['personAudience']; onChange: (value: AboutPerson['personAudience']) => void }) {
  return (
    <div className="mt3">
      <ChipsOne
        label={m.contacts_who_reads()}
        labelQuiet
        value={value}
        onChange={(chosen) => onChange(chosen as AboutPerson['personAudience'])}
        options={[
          { value: 'pair', label: m.contacts_audience_pair(), icon: 'two' },
          { value: 'team', label: m.contacts_audience_team(), icon: 'three' },
          { value: 'care_team', label: m.contacts_audience_care_team(), icon: 'care' },
        ]}
      />
    </div>
  );
}

/** The two pens. The person's stands first, and may be written by the person on a phone handed over. */
export function WordsAbout({ person, about, onChange, locale, isOneOfSeveral, lastWords }: AboutProps & { lastWords: string | null }) {
  const [isHanded, setHanded] = useState(false);
  const { name } = person;
  return (
    <>
      <Pen voice="person">
        <TextArea
          ruled
          label={m.contacts_words_of({ name })}
          beside={
            <Button icon="swap" onClick={() => setHanded(true)}>
              {isOnDesk() ? m.contacts_pass_desk({ name }) : m.contacts_pass_phone({ name })}
            </Button>
          }
          description={m.contacts_theirs_alone()}
          value={about.personWords}
          onChange={(personWords) => onChange({ ...about, personWords })}
          lang={languageOf(about.personWords, locale)}
          limit={letters(mostWords)}
        />
        <TextArea
          ruled
          rows={1}
          label={m.contacts_felt()}
          labelQuiet
          value={about.felt}
          onChange={(felt) => onChange({ ...about, felt })}
          lang={languageOf(about.felt, locale)}
          limit={letters(mostFelt)}
        />
        <Readers value={about.personAudience} onChange={(personAudience) => onChange({ ...about, personAudience })} />
      </Pen>
      <Pen voice="peer">
        <TextArea
          ruled
          rows={4}
          label={isOneOfSeveral ? m.contacts_my_words_about({ name }) : m.contacts_my_words()}
          value={about.peerWords}
          onChange={(peerWords) => onChange({ ...about, peerWords })}
          lang={languageOf(about.peerWords, locale)}
          limit={letters(mostWords)}
        />
        <MirrorHints
          text={about.peerWords}
          language={languageOf(about.peerWords, locale)}
          personName={name}
          lastWords={lastWords}
          onChange={(peerWords) => onChange({ ...about, peerWords })}
        />
        <Readers value={about.peerAudience} onChange={(peerAudience) => onChange({ ...about, peerAudience })} />
        {about.peerWords.trim() !== '' && (
          <div className="mt3">
            <ChipsOne
              label={m.contacts_shown({ name })}
              labelQuiet
              value={about.shown}
              onChange={(shown) => onChange({ ...about, shown: shown as AboutPerson['shown'] })}
              options={[
                { value: 'together', label: m.contacts_shown_together() },
                { value: 'will_show', label: m.contacts_shown_will_show() },
                { value: 'declined', label: m.contacts_shown_declined() },
              ]}
            />
          </div>
        )}
      </Pen>
      <Dialog isOpen={isHanded} onClose={() => setHanded(false)} title={m.contacts_pass_title()} isHeld>
        <p className="soft mb4">{m.contacts_pass_lead()}</p>
        <Pen voice="person">
          <TextArea
            ruled
            rows={6}
            label={m.contacts_pass_words()}
            value={about.personWords}
            onChange={(personWords) => onChange({ ...about, personWords })}
            limit={letters(mostWords)}
          />
          <TextArea
            ruled
            rows={1}
            label={m.contacts_felt_own()}
            labelQuiet
            value={about.felt}
            onChange={(felt) => onChange({ ...about, felt })}
            limit={letters(mostFelt)}
          />
          <Readers value={about.personAudience} onChange={(personAudience) => onChange({ ...about, personAudience })} />
        </Pen>
        <div className="mt4">
          <Button variant="main" onClick={() => setHanded(false)}>
            {onThisDevice(m.contacts_pass_done, m.contacts_pass_done_desk)}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
