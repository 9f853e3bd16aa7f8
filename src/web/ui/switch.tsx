import type { ReactNode } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import './motif-choose.css';

export interface SwitchProps {
  /** What is switched; read out with the state. */
  label: ReactNode;
  /** Shown only where nothing beside the switch says it. */
  labelHidden?: boolean | undefined;
  /** "sharing" */
  on: string;
  /** "not sharing" */
  off: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean | undefined;
}

/** Position, word and fill say the same thing. It acts at once; where something must be saved, use a `Pick`. */
export function Switch({ label, labelHidden = false, on, off, isSelected, onChange, isDisabled = false }: SwitchProps) {
  return (
    <SwitchField className="switch" isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
      <SwitchButton className="switch__hit">
        <span className={labelHidden ? 'vh' : 'switch__label'}>{label}</span>
        <span className="switch__track" aria-hidden="true" />
        <span className="switch__word">{isSelected ? on : off}</span>
      </SwitchButton>
    </SwitchField>
  );
}
