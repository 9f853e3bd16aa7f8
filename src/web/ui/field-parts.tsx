import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import type { FieldTexts } from './field-texts.ts';

type LabelTexts = Pick<FieldTexts, 'label' | 'labelHidden' | 'labelQuiet' | 'note'>;

/** What a control is called. @param of the block of styles it stands in: a field one writes in, or a question one chooses for */
export function FieldLabel({ label, labelHidden, labelQuiet, note, of = 'field' }: LabelTexts & { of?: 'field' | 'ask' }) {
  return (
    <Label className={labelHidden ? 'vh' : `${of}__label${labelQuiet ? ` ${of}__label--quiet` : ''}`}>
      {label}
      {note && (
        <>
          {' '}
          <span className="note">{note}</span>
        </>
      )}
    </Label>
  );
}

/** Help that is read out with the control it belongs to. */
export function FieldHelp({ className = 'note', children }: { className?: string; children: ReactNode }) {
  return children ? (
    <Text slot="description" elementType="p" className={className}>
      {children}
    </Text>
  ) : null;
}

/** What is wrong, below the control and read out with it. */
export function FieldProblem({ children }: { children: ReactNode }) {
  return children ? (
    <FieldError elementType="p" className="error">
      {children}
    </FieldError>
  ) : null;
}
