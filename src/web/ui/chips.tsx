import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import type { FieldTexts } from './field-texts.ts';
import { Icon, type IconName } from './icon.tsx';
import { Initial } from './initial.tsx';
import './motif-choose.css';

export interface ChipOption {
  /** Unique among the options. */
  value: string;
  label: ReactNode;
  /** Said after the label to screen readers only: " minutes". */
  labelMore?: string | undefined;
  /** Language of the label, where it differs from the screen's. */
  lang?: string | undefined;
  icon?: IconName | undefined;
  /** Show the initial of this name; the tick takes its place when chosen. */
  initialOf?: string | undefined;
  /** A person's own words: serif, a whole line wide. */
  words?: boolean | undefined;
  isDisabled?: boolean | undefined;
}

interface ChipsLook extends FieldTexts {
  options: readonly ChipOption[];
  /** All chips equally wide, in one line. */
  even?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** Stands between the chips and the error, inside the group: a stepper the chips fill. */
  after?: ReactNode;
}

export interface ChipsOneProps extends ChipsLook {
  /** Value of the chosen chip, or null. */
  value: string | null;
  onChange: (value: string) => void;
  /** Name of the field in a native form. */
  name?: string | undefined;
}

export interface ChipsManyProps extends ChipsLook {
  values: readonly string[];
  onChange: (values: string[]) => void;
  name?: string | undefined;
}

function GroupLabel({ label, labelHidden, labelQuiet, note }: FieldTexts) {
  return (
    <Label className={labelHidden ? 'vh' : `ask__label${labelQuiet ? ' ask__label--quiet' : ''}`}>
      {label}
      {note && (
        <>
          {' '}
          <span className="note">{note}</span>
        </>
      )}
    </Label>
  );
}

function GroupBody({ description, error, even, after, children }: ChipsLook & { children: ReactNode }) {
  return (
    <>
      {description && (
        <Text slot="description" elementType="p" className="note mb2">
          {description}
        </Text>
      )}
      <div className={`chips${even ? ' chips--even' : ''}`}>{children}</div>
      {after}
      {error && (
        <FieldError elementType="p" className="error">
          {error}
        </FieldError>
      )}
    </>
  );
}

function Face({ option }: { option: ChipOption }) {
  return (
    <>
      <Icon name="check" className="tick" />
      {option.icon && <Icon name={option.icon} small />}
      {option.initialOf && <Initial name={option.initialOf} />}
      <span lang={option.lang}>
        {option.label}
        {option.labelMore && <span className="vh">{option.labelMore}</span>}
      </span>
    </>
  );
}

const chipClass = (option: ChipOption) => `chip${option.words ? ' chip--words' : ''}`;

/** Choose one. Arrow keys move and choose; Tab leaves. */
export function ChipsOne({ value, onChange, name, isDisabled = false, ...look }: ChipsOneProps) {
  return (
    <RadioGroup
      className="ask"
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={Boolean(look.error)}
      {...(name === undefined ? {} : { name })}
    >
      <GroupLabel {...look} />
      <GroupBody {...look}>
        {look.options.map((option) => (
          <RadioField key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className={chipClass(option)}>
            <RadioButton className="chip__face">
              <Face option={option} />
            </RadioButton>
          </RadioField>
        ))}
      </GroupBody>
    </RadioGroup>
  );
}

/** Choose any number. */
export function ChipsMany({ values, onChange, name, isDisabled = false, ...look }: ChipsManyProps) {
  return (
    <CheckboxGroup
      className="ask"
      value={[...values]}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={Boolean(look.error)}
      {...(name === undefined ? {} : { name })}
    >
      <GroupLabel {...look} />
      <GroupBody {...look}>
        {look.options.map((option) => (
          <CheckboxField key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className={chipClass(option)}>
            <CheckboxButton className="chip__face">
              <Face option={option} />
            </CheckboxButton>
          </CheckboxField>
        ))}
      </GroupBody>
    </CheckboxGroup>
  );
}
