import type { ReactNode } from 'react';
import { choicesOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { ChipsMany, ChipsOne } from '../../web/ui/chips.tsx';
import type { TextLimit } from '../../web/ui/field-texts.ts';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import type { EmergencyPerson, SafeContact } from './person.ts';
import { mostName, mostOwnWords, mostShortField, type PersonFields } from './person-fields.ts';

const limit = (max: number): TextLimit => ({
  max,
  left: (count) => m.people_letters_left({ count }),
  over: (count) => m.people_letters_over({ count }),
});

export type PersonFormProps = {
  value: PersonFields;
  onChange: (value: PersonFields) => void;
  /** What is wrong, by field. */
  errors: Partial<Record<keyof PersonFields, string>>;
  autoFocus?: boolean;
  /** Folds start open: everything is there to be changed. */
  startsOpen?: boolean;
  /** Stands right below the name: who looks like them. */
  belowName?: ReactNode;
};

/** What may be known of a person. Only the name to use is asked for; the rest folds away until wanted. */
export function PersonForm({ value, onChange, errors, autoFocus = false, startsOpen = false, belowName }: PersonFormProps) {
  const set = (some: Partial<PersonFields>) => onChange({ ...value, ...some });
  const parts = { value, set, errors };
  return (
    <>
      <TextField
        label={m.people_field_name()}
        description={m.people_field_name_note()}
        value={value.name}
        onChange={(name) => set({ name: makeSafe(name) })}
        error={errors.name}
        limit={limit(mostName)}
        autoComplete="off"
        autoFocus={autoFocus}
        isRequired
      />
      {belowName}
      <Folds>
        <Fold title={m.people_part_reach()} startsOpen={startsOpen}>
          <ReachFields {...parts} />
        </Fold>
        <Fold title={m.people_part_about()} startsOpen={startsOpen}>
          <AboutFields {...parts} />
        </Fold>
        <Fold title={m.people_part_words()} startsOpen={startsOpen}>
          <OwnWords {...parts} />
        </Fold>
        <Fold title={m.people_emergency()} startsOpen={startsOpen}>
          <EmergencyFields {...parts} />
        </Fold>
      </Folds>
    </>
  );
}

type Part = { value: PersonFields; set: (some: Partial<PersonFields>) => void; errors: PersonFormProps['errors'] };

/** Nothing typed is "not known", never an empty text. */
const orNull = (text: string) => (text === '' ? null : makeSafe(text));

function ReachFields({ value, set, errors }: Part) {
  const { safeContact } = value;
  const reach = (some: Partial<Record<keyof SafeContact, boolean | string | undefined>>) => {
    const next = Object.entries({ ...safeContact, ...some }).filter(([, each]) => each !== undefined && each !== '');
    set({ safeContact: Object.fromEntries(next) as PersonFields['safeContact'] });
  };
  const yesNo = [
    { value: 'yes', label: m.people_yes() },
    { value: 'no', label: m.people_no() },
  ];
  const chosen = (answer: boolean | undefined) => (answer === undefined ? null : answer ? 'yes' : 'no');
  return (
    <div className="stack">
      <TextField
        label={m.people_field_phone()}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={value.phone ?? ''}
        onChange={(phone) => set({ phone: orNull(phone) })}
        error={errors.phone}
        limit={limit(40)}
      />
      <ChipsOne
        label={m.people_field_message()}
        options={yesNo}
        value={chosen(safeContact.leaveMessage)}
        onChange={(answer) => reach({ leaveMessage: answer === 'yes' })}
        even
      />
      <ChipsOne
        label={m.people_field_sender()}
        options={yesNo}
        value={chosen(safeContact.nameSender)}
        onChange={(answer) => reach({ nameSender: answer === 'yes' })}
        even
      />
      <TextField
        label={m.people_field_best()}
        value={safeContact.best ?? ''}
        onChange={(best) => reach({ best: makeSafe(best) })}
        limit={limit(500)}
      />
      <TextField
        label={m.people_field_email()}
        type="email"
        inputMode="email"
        autoComplete="off"
        value={value.email ?? ''}
        onChange={(email) => set({ email: orNull(email) })}
        error={errors.email}
        limit={limit(320)}
      />
    </div>
  );
}

function AboutFields({ value, set, errors }: Part) {
  const { packs } = useDevice();
  const locale = useLocale();
  const options = (list: 'languages' | 'pronouns' | 'age-bands') =>
    choicesOf(packs, list).map((item) => ({ value: item.code, label: item.label[locale] }));
  return (
    <div className="stack">
      <TextField
        label={m.people_field_full_name()}
        autoComplete="off"
        value={value.fullName ?? ''}
        onChange={(fullName) => set({ fullName: orNull(fullName) })}
        error={errors.fullName}
        limit={limit(mostName)}
      />
      <ChipsOne
        label={m.people_field_pronouns()}
        options={options('pronouns')}
        value={value.pronouns}
        onChange={(pronouns) => set({ pronouns })}
      />
      <ChipsMany
        label={m.people_field_languages()}
        options={options('languages')}
        values={value.languages}
        onChange={(languages) => set({ languages })}
      />
      <TextField
        label={m.people_field_birth_date()}
        type="date"
        autoComplete="off"
        value={value.birthDate ?? ''}
        onChange={(birthDate) => set({ birthDate: orNull(birthDate) })}
        error={errors.birthDate}
      />
      <ChipsOne
        label={m.people_field_age_band()}
        note={m.people_field_age_band_note()}
        options={options('age-bands')}
        value={value.ageBand}
        onChange={(ageBand) => set({ ageBand })}
      />
    </div>
  );
}

function OwnWords({ value, set, errors }: Part) {
  const fields = [
    { field: 'matters', label: m.people_matters() },
    { field: 'strengths', label: m.people_strengths() },
    { field: 'culture', label: m.people_culture() },
  ] as const;
  return (
    <div className="stack">
      {fields.map(({ field, label }) => (
        <TextArea
          key={field}
          label={label}
          note={m.people_in_their_words()}
          value={value[field] ?? ''}
          onChange={(text) => set({ [field]: orNull(text) })}
          error={errors[field]}
          limit={limit(mostOwnWords)}
        />
      ))}
    </div>
  );
}

function EmergencyFields({ value, set }: Part) {
  const change = (some: EmergencyPerson) => {
    const next = Object.entries({ ...value.emergency, ...some }).filter(([, each]) => each !== '');
    set({ emergency: Object.fromEntries(next) as PersonFields['emergency'] });
  };
  return (
    <div className="stack">
      <TextField
        label={m.people_field_emergency_name()}
        autoComplete="off"
        value={value.emergency.name ?? ''}
        onChange={(name) => change({ name: makeSafe(name) })}
        limit={limit(mostShortField)}
      />
      <TextField
        label={m.people_field_emergency_relation()}
        autoComplete="off"
        value={value.emergency.relation ?? ''}
        onChange={(relation) => change({ relation: makeSafe(relation) })}
        limit={limit(mostShortField)}
      />
      <TextField
        label={m.people_field_phone()}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={value.emergency.phone ?? ''}
        onChange={(phone) => change({ phone: makeSafe(phone) })}
        limit={limit(40)}
      />
    </div>
  );
}
