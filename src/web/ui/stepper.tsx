import { type KeyboardEvent, useState } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField } from 'react-aria-components/NumberField';
import type { FieldTexts } from './field-texts.ts';
import { Icon } from './icon.tsx';
import './motif-choose.css';

export interface StepperProps extends Pick<FieldTexts, 'label' | 'labelHidden' | 'error'> {
  value: number | null;
  onChange: (value: number | null) => void;
  /** Of the screen: "en", "ta". Numbers are written and read in it. */
  locale: string;
  /** How much one press adds; 5 when left out. */
  step?: number | undefined;
  min: number;
  max: number;
  /** Unit for `Intl.NumberFormat`: "minute" shows "45 min". */
  unit?: string | undefined;
  /** "5 minutes less" */
  lessLabel: string;
  /** "5 minutes more" */
  moreLabel: string;
  isDisabled?: boolean | undefined;
  name?: string | undefined;
}

/**
 * A number with less and more. The buttons and the arrow keys go by `step`; any whole number may be typed, because minutes are
 * the truth and 52 must stay 52 (a NumberField with a step would round it).
 */
export function Stepper(props: StepperProps) {
  const { label, labelHidden = true, error, value, onChange, locale, step = 5, min, max, unit, isDisabled = false, name } = props;
  const [isSpoken, setSpoken] = useState(false);
  const format = unit === undefined ? {} : { style: 'unit' as const, unit, unitDisplay: 'short' as const };
  const current = value ?? min;

  function move(by: number) {
    onChange(Math.min(max, Math.max(min, current + by)));
  }
  function press(by: number) {
    setSpoken(true);
    move(by);
  }
  function key(event: KeyboardEvent) {
    const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    setSpoken(false);
    move(by);
  }
  return (
    <I18nProvider locale={locale}>
      <NumberField
        value={value ?? Number.NaN}
        onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
        minValue={min}
        maxValue={max}
        formatOptions={format}
        isDisabled={isDisabled}
        isInvalid={Boolean(error)}
        validationBehavior="aria"
        isWheelDisabled
        {...(name === undefined ? {} : { name })}
      >
        <Label className={labelHidden ? 'vh' : 'ask__label'}>{label}</Label>
        <div className="stepper">
          <button type="button" aria-label={props.lessLabel} disabled={isDisabled || current <= min} onClick={() => press(-step)}>
            <Icon name="minus" small />
          </button>
          <Input className="stepper__value" onKeyDownCapture={key} />
          <button type="button" aria-label={props.moreLabel} disabled={isDisabled || current >= max} onClick={() => press(step)}>
            <Icon name="plus" small />
          </button>
        </div>
        <span className="vh" role="status">
          {isSpoken && value !== null ? new Intl.NumberFormat(locale, format).format(value) : ''}
        </span>
        {error && (
          <FieldError elementType="p" className="error">
            {error}
          </FieldError>
        )}
      </NumberField>
    </I18nProvider>
  );
}
