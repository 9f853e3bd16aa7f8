import { useState } from 'react';
import { Field } from './field.tsx';
import type { FieldTexts } from './field-texts.ts';

export interface PasswordFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  autoComplete: 'current-password' | 'new-password';
  /** "Show" */
  showLabel: string;
  /** "Hide" */
  hideLabel: string;
  name?: string | undefined;
  /** For a PIN: the keypad. */
  inputMode?: 'numeric' | undefined;
  isDisabled?: boolean | undefined;
}

/** A password, with a button that shows what was typed. Pasting is allowed. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, labelHidden, labelQuiet, note, description, error } = props;
  const [isShown, setShown] = useState(false);
  return (
    <Field {...{ label, labelHidden, labelQuiet, note, description }} problem={error} isAnswer>
      {(linked) => (
        <div className="password">
          <input
            {...linked}
            className="input"
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            onBlur={props.onBlur}
            type={isShown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck="false"
            disabled={props.isDisabled}
            {...{ name: props.name, autoComplete: props.autoComplete, inputMode: props.inputMode }}
          />
          <button type="button" className="btn btn--quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? props.hideLabel : props.showLabel}
          </button>
        </div>
      )}
    </Field>
  );
}
