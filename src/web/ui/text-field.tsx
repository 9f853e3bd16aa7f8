import { Field } from './field.tsx';
import { type FieldTexts, judgeLength, type TextLimit } from './field-texts.ts';

export interface TextFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'time' | 'number' | undefined;
  /** What a browser may fill in: "username", "one-time-code", "off"… */
  autoComplete?: string | undefined;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | undefined;
  /** Language of what is typed. */
  lang?: string | undefined;
  limit?: TextLimit | undefined;
  /** Bounds for `type` date, time or number. */
  min?: string | undefined;
  max?: string | undefined;
  name?: string | undefined;
  isRequired?: boolean | undefined;
  isDisabled?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  /** Take the focus when the screen opens; only for the first field of a screen that is nothing but this form. */
  autoFocus?: boolean | undefined;
}

/** One line of text. The label stays above; help and errors stand below and are read out with it. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onBlur, type = 'text', limit } = props;
  const { hint, error } = judgeLength(value, limit);
  const { label, labelHidden, labelQuiet, note, description } = props;
  return (
    <Field {...{ label, labelHidden, labelQuiet, note, description, hint }} problem={error ?? props.error}>
      {(linked) => (
        <input
          {...linked}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          type={type}
          aria-required={props.isRequired || undefined}
          disabled={props.isDisabled}
          readOnly={props.isReadOnly}
          // biome-ignore lint/a11y/noAutofocus: only where the screen is nothing but this form
          autoFocus={props.autoFocus}
          {...{ name: props.name, autoComplete: props.autoComplete, inputMode: props.inputMode, lang: props.lang }}
          {...{ min: props.min, max: props.max }}
        />
      )}
    </Field>
  );
}
