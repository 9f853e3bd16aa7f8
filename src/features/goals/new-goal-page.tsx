/** A person says what they want; it is written down as they say it. */

import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
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
  const path = `/people/${personId}/goals/new`;
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty id="no-person" picture="search" title={m.goals_person_not_here()} />
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
      onSaved(goalId);
    } catch {
      // The one failure left is the phone's own storage: what was typed stays on the screen.
      setProblem(m.contacts_not_saved());
      setSaving(false);
    }
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} hasSaveBar narrow>
      <Head title={m.goals_new()} lead={m.goals_new_lead({ name: person.name })} />
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
