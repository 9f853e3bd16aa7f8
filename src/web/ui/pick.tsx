import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import type { FieldTexts } from './field-texts.ts';
import './motif-choose.css';

export interface PickOption {
  value: string;
  /** A short sentence. */
  title: ReactNode;
  /** A second line, read out as its description. */
  detail?: ReactNode;
  isDisabled?: boolean | undefined;
}

interface PicksLook extends FieldTexts {
  options: readonly PickOption[];
  isDisabled?: boolean | undefined;
}

export interface PickOneProps extends PicksLook {
  value: string | null;
  onChange: (value: string) => void;
  name?: string | undefined;
}

export interface PickManyProps extends PicksLook {
  values: readonly string[];
  onChange: (values: string[]) => void;
  name?: string | undefined;
}

export interface PickProps {
  title: ReactNode;
  detail?: ReactNode;
  error?: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean | undefined;
  name?: string | undefined;
}

function Top({ label, labelHidden, labelQuiet, note, description }: FieldTexts) {
  return (
    <>
      <Label className={labelHidden ? 'vh' : `ask__label${labelQuiet ? ' ask__label--quiet' : ''}`}>
        {label}
        {note && (
          <>
            {' '}
            <span className="note">{note}</span>
          </>
        )}
      </Label>
      {description && (
        <Text slot="description" elementType="p" className="note mb2">
          {description}
        </Text>
      )}
    </>
  );
}

function Problem({ error }: { error: ReactNode }) {
  return error ? (
    <FieldError elementType="p" className="error">
      {error}
    </FieldError>
  ) : null;
}

function Detail({ children }: { children: ReactNode }) {
  return children ? (
    <Text slot="description" elementType="p" className="note pick__detail">
      {children}
    </Text>
  ) : null;
}

function Title({ box, children }: { box: boolean; children: ReactNode }) {
  return (
    <>
      <span className={`pick__mark${box ? ' pick__mark--box' : ''}`} aria-hidden="true" />
      <span className="pick__title">{children}</span>
    </>
  );
}

/** Choose one of a few sentences; the whole line is the target. */
export function PickOne({ value, onChange, name, isDisabled = false, ...look }: PickOneProps) {
  return (
    <RadioGroup
      className="ask picks"
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={Boolean(look.error)}
      {...(name === undefined ? {} : { name })}
    >
      <Top {...look} />
      <div className="picks__list">
        {look.options.map((option) => (
          <RadioField key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className="pick">
            <RadioButton className="pick__hit">
              <Title box={false}>{option.title}</Title>
            </RadioButton>
            <Detail>{option.detail}</Detail>
          </RadioField>
        ))}
      </div>
      <Problem error={look.error} />
    </RadioGroup>
  );
}

/** Choose any number of sentences. */
export function PickMany({ values, onChange, name, isDisabled = false, ...look }: PickManyProps) {
  return (
    <CheckboxGroup
      className="ask picks"
      value={[...values]}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={Boolean(look.error)}
      {...(name === undefined ? {} : { name })}
    >
      <Top {...look} />
      <div className="picks__list">
        {look.options.map((option) => (
          <CheckboxField key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className="pick">
            <CheckboxButton className="pick__hit">
              <Title box>{option.title}</Title>
            </CheckboxButton>
            <Detail>{option.detail}</Detail>
          </CheckboxField>
        ))}
      </div>
      <Problem error={look.error} />
    </CheckboxGroup>
  );
}

/** One sentence to say yes to. */
export function Pick({ title, detail, error, isSelected, onChange, isDisabled = false, name }: PickProps) {
  return (
    <CheckboxField
      className="pick pick--alone"
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      {...(name === undefined ? {} : { name })}
    >
      <CheckboxButton className="pick__hit">
        <Title box>{title}</Title>
      </CheckboxButton>
      <Detail>{detail}</Detail>
      <Problem error={error} />
    </CheckboxField>
  );
}
