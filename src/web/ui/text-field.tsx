import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField, Input } from 'react-aria-components/TextField';
import { type FieldTexts, judgeLength, type TextLimit } from './field-texts.ts';
import './motif-write.css';

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
  const { label, labelHidden, labelQuiet, note, description, error, value, onChange, onBlur, type = 'text', lang, limit } = props;
  const length = judgeLength(value, limit);
  const problem = length.error ?? error;
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      type={type as 'text'}
      isInvalid={Boolean(problem)}
      isRequired={props.isRequired ?? false}
      validationBehavior="aria"
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      autoFocus={props.autoFocus ?? false}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(props.name === undefined ? {} : { name: props.name })}
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
    >
      <Label className={labelHidden ? 'vh' : `field__label${labelQuiet ? ' field__label--quiet' : ''}`}>
        {label}
        {note && (
          <>
            {' '}
            <span className="note">{note}</span>
          </>
        )}
      </Label>
      <Input className="input" lang={lang} min={props.min} max={props.max} />
      {(description || length.hint) && (
        <Text slot="description" elementType="p" className="note">
          {description} {length.hint}
        </Text>
      )}
      {problem && (
        <FieldError elementType="p" className="error">
          {problem}
        </FieldError>
      )}
    </AriaTextField>
  );
}
