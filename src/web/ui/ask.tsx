import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';
import { FieldHelp, FieldLabel, FieldProblem } from './field-parts.tsx';
import type { FieldTexts } from './field-texts.ts';

export interface AskOption {
  /** Unique among the options. */
  value: string;
  isDisabled?: boolean | undefined;
}

/** What chips and lines to pick from have in common, and how each draws an option. */
export interface AskLook<Option extends AskOption> extends FieldTexts {
  options: readonly Option[];
  isDisabled?: boolean | undefined;
  /** Name of the field in a native form. */
  name?: string | undefined;
  className: string;
  listClass: string;
  itemClass: (option: Option) => string;
  /** The target, with its words in it. */
  faceClass: string;
  face: (option: Option) => ReactNode;
  /** A second line, read out as a description. */
  detail?: ((option: Option) => ReactNode) | undefined;
  /** Between the options and what is wrong. */
  after?: ReactNode;
}

function groupProps({
  className,
  isDisabled = false,
  error,
  name,
}: FieldTexts & { className: string; isDisabled?: boolean | undefined; name?: string | undefined }) {
  return {
    className,
    isDisabled,
    isInvalid: Boolean(error),
    // Kith judges: the browser would stop the form, in its own language.
    validationBehavior: 'aria',
    ...(name === undefined ? {} : { name }),
  } as const;
}

function AskBody<Option extends AskOption>({ look, children }: { look: AskLook<Option>; children: ReactNode }) {
  return (
    <>
      <FieldLabel of="ask" {...look} />
      <FieldHelp className="note mb2">{look.description}</FieldHelp>
      <div className={look.listClass}>{children}</div>
      {look.after}
      <FieldProblem>{look.error}</FieldProblem>
    </>
  );
}

const fieldProps = <Option extends AskOption>(option: Option, look: AskLook<Option>) => ({
  value: option.value,
  isDisabled: option.isDisabled ?? false,
  className: look.itemClass(option),
});

/** Choose one. Arrow keys move and choose; Tab leaves. */
export function AskOne<Option extends AskOption>(props: AskLook<Option> & { value: string | null; onChange: (value: string) => void }) {
  const { value, onChange, ...look } = props;
  return (
    <RadioGroup value={value} onChange={onChange} {...groupProps(look)}>
      <AskBody look={look}>
        {look.options.map((option) => (
          <RadioField key={option.value} {...fieldProps(option, look)}>
            <RadioButton className={look.faceClass}>{look.face(option)}</RadioButton>
            <FieldHelp className="note pick__detail">{look.detail?.(option)}</FieldHelp>
          </RadioField>
        ))}
      </AskBody>
    </RadioGroup>
  );
}

/** Choose any number. */
export function AskMany<Option extends AskOption>(
  props: AskLook<Option> & { values: readonly string[]; onChange: (values: string[]) => void },
) {
  const { values, onChange, ...look } = props;
  return (
    <CheckboxGroup value={[...values]} onChange={onChange} {...groupProps(look)}>
      <AskBody look={look}>
        {look.options.map((option) => (
          <CheckboxField key={option.value} {...fieldProps(option, look)}>
            <CheckboxButton className={look.faceClass}>{look.face(option)}</CheckboxButton>
            <FieldHelp className="note pick__detail">{look.detail?.(option)}</FieldHelp>
          </CheckboxField>
        ))}
      </AskBody>
    </CheckboxGroup>
  );
}
