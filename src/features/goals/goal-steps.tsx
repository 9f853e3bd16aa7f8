/** Steps towards a goal: what is done, what comes next, and one more. */
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant, localeOfDays } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useTimeZone } from '../people/when.ts';
import { addStep } from './add-step.ts';
import { changeStep } from './change-step.ts';
import type { GoalRow, GoalStepRow } from './goal.ts';
import { mostStepWords } from './goal-limits.ts';

type Who = GoalStepRow['who'];
export const whoWords = (who: Who, name: string) =>
  who === 'person' ? m.goals_step_by_person({ name }) : who === 'peer' ? m.goals_step_by_peer() : m.goals_step_together();

export interface GoalStepsProps {
  goal: GoalRow;
  /** Steps of this goal, in any order. */
  steps: readonly GoalStepRow[];
  personName: string;
}

export function GoalSteps({ goal, steps, personName }: GoalStepsProps) {
  const shown = steps.filter((step) => !step.dropped).sort(byOrder);
  return (
    <section aria-labelledby="steps" className="mt5">
      <h2 id="steps" className="mb2">
        {m.goals_steps()}
      </h2>
      {shown.length === 0 ? (
        <p className="small soft">{m.goals_no_steps()}</p>
      ) : (
        <Rows>
          {shown.map((step) => (
            <Step key={step.id} step={step} personName={personName} />
          ))}
        </Rows>
      )}
      <Fold title={m.goals_add_step()}>
        <NewStep goal={goal} personName={personName} />
      </Fold>
    </section>
  );
}

function Step({ step, personName }: { step: GoalStepRow; personName: string }) {
  const device = useDevice();
  const locale = useLocale();
  const today = fromInstant(new Date(), useTimeZone());
  const [failed, setFailed] = useState(false);
  async function change(set: { doneOn?: string | null; dropped?: boolean }) {
    setFailed(false);
    try {
      await device.submit(changeStep, { stepId: step.id, personId: step.personId, basedOn: step.version, set });
    } catch {
      setFailed(true);
    }
  }
  const isDone = step.doneOn !== null;
  return (
    <Row
      mark={step.dueOn !== null && !isDone ? dayMark(step.dueOn, locale) : undefined}
      isDue={!isDone && step.dueOn !== null && step.dueOn <= today}
      title={
        isDone ? (
          <span className="soft">
            <span className="vh">{m.goals_step_done_before()}</span>
            {step.words}
          </span>
        ) : (
          step.words
        )
      }
      detail={step.doneOn !== null ? m.goals_step_done_on({ day: dayMark(step.doneOn, locale) }) : whoWords(step.who, personName)}
    >
      <div className="actions mt2">
        {isDone ? (
          <Button variant="quiet" onClick={() => void change({ doneOn: null })}>
            {m.goals_step_not_done()}
            <span className="vh">: {step.words}</span>
          </Button>
        ) : (
          <>
            <Button icon="check" onClick={() => void change({ doneOn: today })}>
              {m.follow_ups_done()}
              <span className="vh">: {step.words}</span>
            </Button>
            <Button variant="quiet" onClick={() => void change({ dropped: true })}>
              {m.goals_step_drop()}
              <span className="vh">: {step.words}</span>
            </Button>
          </>
        )}
      </div>
      {failed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
    </Row>
  );
}

function NewStep({ goal, personName }: { goal: GoalRow; personName: string }) {
  const device = useDevice();
  const [words, setWords] = useState('');
  const [who, setWho] = useState<Who>('together');
  const [dueOn, setDueOn] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  async function save(event: FormEvent) {
    event.preventDefault();
    const said = makeSafe(words).trim();
    if (said === '') return setProblem(m.goals_step_missing());
    if (said.length > mostStepWords) return;
    try {
      const args = { stepId: newId(), goalId: goal.id, personId: goal.personId, words: said, who, dueOn: dueOn === '' ? null : dueOn };
      await device.submit(addStep, args);
      setWords('');
      setDueOn('');
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return (
    <form className="stack" aria-label={m.goals_add_step()} onSubmit={save} noValidate>
      <TextField
        label={m.goals_step()}
        value={words}
        onChange={(next) => {
          setWords(next);
          setProblem(null);
        }}
        error={problem ?? undefined}
        limit={{
          max: mostStepWords,
          left: (count) => m.contacts_letters_left({ count }),
          over: (count) => m.contacts_letters_over({ count }),
        }}
      />
      <ChipsOne
        label={m.goals_step_who()}
        value={who}
        onChange={(value) => setWho(value as Who)}
        options={(['together', 'person', 'peer'] as const).map((value) => ({ value, label: whoWords(value, personName) }))}
      />
      <TextField label={m.goals_step_due()} note={m.contacts_next_note()} type="date" value={dueOn} onChange={setDueOn} />
      <div className="actions mt3">
        <Button type="submit" icon="plus">
          {m.goals_add_step()}
        </Button>
      </div>
    </form>
  );
}

function dayMark(day: string, locale: string): string {
  return new Intl.DateTimeFormat(localeOfDays(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  );
}

/** What is still to do first, by its day; what is done after it, the newest first. */
function byOrder(a: GoalStepRow, b: GoalStepRow): number {
  if ((a.doneOn === null) !== (b.doneOn === null)) return a.doneOn === null ? -1 : 1;
  if (a.doneOn !== null && b.doneOn !== null && a.doneOn !== b.doneOn) return a.doneOn > b.doneOn ? -1 : 1;
  const [dueA, dueB] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.createdAt < b.createdAt ? -1 : 1;
}
