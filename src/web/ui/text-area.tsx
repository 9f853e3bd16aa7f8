import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import { type FieldTexts, judgeLength, type TextLimit } from './field-texts.ts';

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
  const { value, onChange, onBlur, ruled = false, rows = 3, limit } = props;
  const { hint, error } = judgeLength(value, limit);
  const { label, labelHidden, labelQuiet, note, description, beside } = props;
  const ruledClass = `ruled${rows === 1 ? ' ruled--one' : ''}`;
  return (
    <Field {...{ label, labelHidden, labelQuiet, note, description, hint, beside }} problem={error ?? props.error} isLong>
      {(linked) => (
        <textarea
          {...linked}
          className={ruled ? ruledClass : 'input input--tall'}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          disabled={props.isDisabled}
          readOnly={props.isReadOnly}
          {...{ name: props.name, lang: props.lang }}
        />
      )}
    </Field>
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
