/** A third version, written from two: the fields of a goal, or of a step, filled in as mine had them. */
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { TextArea } from '../../web/ui/text-area.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { languageOf } from '../contacts/record-form.ts';
import type { GoalRow, GoalStepRow } from './goal.ts';
import { GoalFields, goalFrom } from './goal-fields.tsx';
import { mostStepWords } from './goal-limits.ts';

/** The row that stands, and what the refused command would have changed of it. */
export type TwoVersions =
  | { table: 'goals'; row: GoalRow; set: Partial<GoalRow> }
  | { table: 'goal_steps'; row: GoalStepRow; set: Partial<GoalStepRow> };

export type Third = { words: string; peerWords: string; lifeArea: string | null; dueOn: string };

/** Begins as mine, where I changed something, and as theirs elsewhere. */
export function thirdFrom({ table, row, set }: TwoVersions): Third {
  if (table === 'goals') {
    const mine = { ...row, ...set };
    return { words: mine.words, peerWords: mine.peerWords ?? '', lifeArea: mine.lifeArea, dueOn: '' };
  }
  const mine = { ...row, ...set };
  return { words: mine.words, peerWords: '', lifeArea: null, dueOn: mine.dueOn ?? '' };
}

/** What the new command changes of the row that stands; null while there are no words, or too many. */
export function setFromThird({ table, set }: TwoVersions, third: Third, locale: string): object | null {
  if (table === 'goals') {
    const said = goalFrom(third, locale);
    return said && { ...set, ...said };
  }
  const words = makeSafe(third.words).trim();
  if (words === '' || words.length > mostStepWords) return null;
  return { ...set, words, dueOn: third.dueOn === '' ? null : third.dueOn };
}

export interface ThirdFieldsProps {
  table: TwoVersions['table'];
  third: Third;
  onChange: (third: Third) => void;
  personName: string;
  locale: string;
}

export function ThirdFields({ table, third, onChange, personName, locale }: ThirdFieldsProps) {
  if (table === 'goals') {
    return <GoalFields form={third} onChange={(form) => onChange({ ...third, ...form })} personName={personName} problem={null} />;
  }
  return (
    <div className="stack">
      <TextArea
        label={m.goals_step()}
        value={third.words}
        onChange={(words) => onChange({ ...third, words })}
        lang={languageOf(third.words, locale)}
        limit={{
          max: mostStepWords,
          left: (count) => m.contacts_letters_left({ count }),
          over: (count) => m.contacts_letters_over({ count }),
        }}
      />
      <TextField label={m.goals_step_due()} type="date" value={third.dueOn} onChange={(dueOn) => onChange({ ...third, dueOn })} />
    </div>
  );
}
