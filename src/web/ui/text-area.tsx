import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components/TextField';
import { type FieldTexts, judgeLength, type TextLimit } from './field-texts.ts';
import './motif-write.css';

export interface TextAreaProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  onBlur?: (() => void) | undefined;
  /** Ruled paper, for words about a contact (inside a `Pen`). */
  ruled?: boolean | undefined;
  rows?: number | undefined;
  lang?: string | undefined;
  limit?: TextLimit | undefined;
  name?: string | undefined;
  isDisabled?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  /** Stands at the other end of the label's line: "Pass the phone to Kavi". */
  beside?: ReactNode;
}

/** Several lines of text, with a counter near its end. Too long a text is kept and said so, and is never cut. */
export function TextArea(props: TextAreaProps) {
  const {
    label,
    labelHidden,
    labelQuiet,
    note,
    description,
    error,
    value,
    onChange,
    onBlur,
    ruled = false,
    rows = 3,
    lang,
    limit,
    beside,
  } = props;
  const length = judgeLength(value, limit);
  const problem = length.error ?? error;
  const labelClass = labelHidden ? 'vh' : `field__label${labelQuiet ? ' field__label--quiet' : ''}`;
  const ruledClass = `ruled${rows === 1 ? ' ruled--one' : ''}`;
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={Boolean(problem)}
      validationBehavior="aria"
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(props.name === undefined ? {} : { name: props.name })}
    >
      <div className={beside ? 'pen__who' : undefined}>
        <Label className={labelClass}>
          {label}
          {note && (
            <>
              {' '}
              <span className="note">{note}</span>
            </>
          )}
        </Label>
        {beside}
      </div>
      {description && (
        <Text slot="description" elementType="p" className="note">
          {description}
        </Text>
      )}
      <AriaTextArea className={ruled ? ruledClass : 'input input--tall'} rows={rows} lang={lang} />
      {length.hint && (
        <p className="note" role="status">
          {length.hint}
        </p>
      )}
      {problem && (
        <FieldError elementType="p" className="error">
          {problem}
        </FieldError>
      )}
    </AriaTextField>
  );
}

export interface PenProps {
  /** Whose words are written here. */
  voice: 'person' | 'peer';
  children: ReactNode;
}

/** Ruled paper in the ink of one voice, with its questions. */
export function Pen({ voice, children }: PenProps) {
  return <div className={`pen pen--${voice}`}>{children}</div>;
}
