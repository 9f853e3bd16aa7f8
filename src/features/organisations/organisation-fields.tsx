/** What an organisation is called, what it calls people, and its languages: asked when it is set up and changed in its settings. */
import { m } from '../../paraglide/messages.js';
import { PickMany, PickOne } from '../../web/ui/pick.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { staffLocales } from '../staff/staff.ts';
import { peopleWords } from './organisation.ts';
import { languageName, peopleWordName } from './organisation-words.ts';

const mostName = 200;

/** Whether a needed answer is missing is said once somebody tried to send the form. */
type Asked<Value> = { value: Value; onChange: (value: Value) => void; isChecked: boolean };

export function NameField({
  label,
  value,
  onChange,
  isChecked,
  autoComplete = 'off',
}: Asked<string> & { label: string; autoComplete?: string }) {
  return (
    <TextField
      label={label}
      value={value}
      onChange={(next) => onChange(next.slice(0, mostName))}
      autoComplete={autoComplete}
      error={isChecked && value.trim() === '' ? m.staff_write_name() : undefined}
    />
  );
}

export function PeopleWordField({ value, onChange }: Omit<Asked<string>, 'isChecked'>) {
  return (
    <PickOne
      label={m.organisations_people_word()}
      value={value}
      onChange={onChange}
      options={peopleWords.map((word) => ({ value: word, title: peopleWordName(word) }))}
    />
  );
}

export function LanguagesField({ value, onChange, isChecked }: Asked<string[]>) {
  return (
    <PickMany
      label={m.organisations_languages()}
      values={value}
      onChange={onChange}
      error={isChecked && value.length === 0 ? m.staff_pick_this() : undefined}
      options={staffLocales.map((each) => ({ value: each, title: languageName(each) }))}
    />
  );
}
