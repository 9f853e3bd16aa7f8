import { useState } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField, Input } from 'react-aria-components/TextField';
import type { FieldTexts } from './field-texts.ts';
import './motif-write.css';

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
  isDisabled?: boolean | undefined;
}

/** A password, with a button that shows what was typed. Pasting is allowed. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, labelHidden, note, description, error, value, onChange, onBlur, autoComplete, showLabel, hideLabel } = props;
  const [isShown, setShown] = useState(false);
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      type={isShown ? 'text' : 'password'}
      autoComplete={autoComplete}
      isInvalid={Boolean(error)}
      isDisabled={props.isDisabled ?? false}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(props.name === undefined ? {} : { name: props.name })}
    >
      <Label className={labelHidden ? 'vh' : 'field__label'}>
        {label}
        {note && (
          <>
            {' '}
            <span className="note">{note}</span>
          </>
        )}
      </Label>
      <div className="password">
        <Input className="input" autoCapitalize="none" spellCheck="false" />
        <button type="button" className="btn btn--quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? hideLabel : showLabel}
        </button>
      </div>
      {description && (
        <Text slot="description" elementType="p" className="note">
          {description}
        </Text>
      )}
      {error && (
        <FieldError elementType="p" className="error">
          {error}
        </FieldError>
      )}
    </AriaTextField>
  );
}
