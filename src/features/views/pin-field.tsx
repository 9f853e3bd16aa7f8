import { m } from '../../paraglide/messages.js';
import { PasswordField } from '../../web/ui/password-field.tsx';

export interface PinFieldProps {
  label: string;
  description?: string | undefined;
  /** A PIN that is being chosen; else the one there is. */
  isNew?: boolean | undefined;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** Digits, hidden until asked for. What is typed besides digits is left out: a keypad has nothing else. */
export function PinField({ isNew = false, onChange, ...rest }: PinFieldProps) {
  return (
    <PasswordField
      {...rest}
      inputMode="numeric"
      autoComplete={isNew ? 'new-password' : 'current-password'}
      onChange={(value) => onChange(value.replaceAll(/\D/g, ''))}
      showLabel={m.views_join_pin_show()}
      hideLabel={m.views_join_pin_hide()}
      name="pin"
    />
  );
}
