import { type ReactNode, useId } from 'react';
import type { FieldTexts } from './field-texts.ts';
import './motif-write.css';

/** What links the browser's own control with the words around it. */
export type LinkedControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'data-invalid': true | undefined;
};

interface FieldProps extends Omit<FieldTexts, 'error'> {
  /** Said while typing, after the help: "20 letters left". */
  hint?: ReactNode;
  problem?: ReactNode;
  /** What is wrong is read out at once: where it answers to what was sent, and the focus stays. */
  isAnswer?: boolean | undefined;
  /** Help stands above what is long. */
  isLong?: boolean | undefined;
  /** Stands at the other end of the label's line. */
  beside?: ReactNode;
  children: (control: LinkedControl) => ReactNode;
}

/** A control one writes in, with its label above, and help and what is wrong below, read out with it. */
export function Field(props: FieldProps) {
  const { label, labelHidden, labelQuiet, note, description, hint, problem, beside, children } = props;
  const id = useId();
  const [helpId, problemId] = [`${id}-help`, `${id}-problem`];
  const isInvalid = problem ? (true as const) : undefined;
  const helps = Boolean(description || (hint && !props.isLong));
  const described = [helps && helpId, isInvalid && problemId].filter(Boolean).join(' ');
  return (
    <div className="field">
      <div className={beside ? 'pen__who' : undefined}>
        <label htmlFor={id} className={labelHidden ? 'vh' : `field__label${labelQuiet ? ' field__label--quiet' : ''}`}>
          {label}
          {note && (
            <>
              {' '}
              <span className="note">{note}</span>
            </>
          )}
        </label>
        {beside}
      </div>
      {props.isLong && description && (
        <p className="note" id={helpId}>
          {description}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': isInvalid, 'data-invalid': isInvalid })}
      {!props.isLong && helps && (
        <p className="note" id={helpId}>
          {description} {hint}
        </p>
      )}
      {props.isLong && hint && (
        <p className="note" role="status">
          {hint}
        </p>
      )}
      {problem && (
        <p className="error" id={problemId} {...(props.isAnswer ? { role: 'alert' } : {})}>
          {problem}
        </p>
      )}
    </div>
  );
}
