/** A person says what they want; it is written down as they say it. */

import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { GoalFields, type GoalForm, goalFrom } from './goal-fields.tsx';
import { setGoal } from './set-goal.ts';

export interface NewGoalPageProps {
  personId: string;
  /** Told the new goal's id. */
  onSaved: (goalId: string) => void;
}

export function NewGoalPage({ personId, onSaved }: NewGoalPageProps) {
  const device = useDevice();
  const locale = useLocale();
  const person = useRows('people').get(personId);
  const [form, setForm] = useState<GoalForm>({ words: '', peerWords: '', lifeArea: null });
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  usePageTitle(m.goals_new());
  const draft = useDraft({
    form: 'new-goal',
    about: personId,
    personId,
    href: `/people/${personId}/goals/new`,
    value: form,
    isWorthKeeping: form.words.trim() !== '' || form.peerWords.trim() !== '',
    restore: (value) => setForm({ words: '', peerWords: '', lifeArea: null, ...(value as Partial<GoalForm>) }),
  });
  const path = `/people/${personId}/goals/new`;
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty isPage id="no-person" picture="search" title={m.goals_person_not_here()} />
      </FocusFrame>
    );
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving) return;
    const goal = goalFrom(form, locale);
    if (!goal) return setProblem(m.goals_words_missing());
    setSaving(true);
    try {
      const goalId = newId();
      await device.submit(setGoal, { goalId, personId, ...goal });
      await draft.done();
      onSaved(goalId);
    } catch (error) {
      // The one failure left is the phone's own storage: what was typed stays on the screen.
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} hasSaveBar narrow>
      <Head title={m.goals_new()} lead={m.goals_new_lead({ name: person.name })} />
      <DraftOffer draft={draft} />
      <form aria-label={m.goals_new()} onSubmit={save} noValidate>
        <GoalFields
          form={form}
          onChange={(next) => {
            setForm(next);
            setProblem(null);
          }}
          personName={person.name}
          problem={problem}
        />
        <SaveBar>
          <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
            {onThisDevice(m.contacts_save, m.contacts_save_desk)}
          </Button>
        </SaveBar>
      </form>
    </FocusFrame>
  );
}
