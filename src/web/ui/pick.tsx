import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { AskMany, AskOne, type AskOption } from './ask.tsx';
import { FieldHelp, FieldProblem } from './field-parts.tsx';
import type { FieldTexts } from './field-texts.ts';
import './motif-choose.css';

export interface PickOption extends AskOption {
  /** A short sentence. */
  title: ReactNode;
  /** A second line, read out as its description. */
  detail?: ReactNode;
}

interface PicksLook extends FieldTexts {
  options: readonly PickOption[];
  isDisabled?: boolean | undefined;
  name?: string | undefined;
}

export interface PickOneProps extends PicksLook {
  value: string | null;
  onChange: (value: string) => void;
}

export interface PickManyProps extends PicksLook {
  values: readonly string[];
  onChange: (values: string[]) => void;
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

function Title({ box, children }: { box: boolean; children: ReactNode }) {
  return (
    <>
      <span className={`pick__mark${box ? ' pick__mark--box' : ''}`} aria-hidden="true" />
      <span className="pick__title">{children}</span>
    </>
  );
}

const look = {
  className: 'ask picks',
  listClass: 'picks__list',
  itemClass: () => 'pick',
  faceClass: 'pick__hit',
  detail: (option: PickOption) => option.detail,
};

/** Choose one of a few sentences; the whole line is the target. */
export function PickOne(props: PickOneProps) {
  return <AskOne {...look} face={({ title }: PickOption) => <Title box={false}>{title}</Title>} {...props} />;
}

/** Choose any number of sentences. */
export function PickMany(props: PickManyProps) {
  return <AskMany {...look} face={({ title }: PickOption) => <Title box>{title}</Title>} {...props} />;
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
      validationBehavior="aria"
      {...(name === undefined ? {} : { name })}
    >
      <CheckboxButton className="pick__hit">
        <Title box>{title}</Title>
      </CheckboxButton>
      <FieldHelp className="note pick__detail">{detail}</FieldHelp>
      <FieldProblem>{error}</FieldProblem>
    </CheckboxField>
  );
}
