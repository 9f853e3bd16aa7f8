import { type ReactNode, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { Form } from '../../web/ui/form.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { useDoor } from './use-door.ts';

export interface PasswordAgainProps {
  action: string;
  onPassword: (password: string) => Promise<void>;
  onCancel?: (() => void) | undefined;
  /** Asked together with the password. */
  children?: ReactNode;
}

/** Changing how one signs in asks for the password: an open phone may be in someone else's hand. */
export function PasswordAgain({ action, onPassword, onCancel, children }: PasswordAgainProps) {
  const [password, setPassword] = useState('');
  const { isBusy, problem, run } = useDoor();
  return (
    <Form onSubmit={() => run(() => onPassword(password))}>
      {children}
      <PasswordField
        label={m.staff_password_again()}
        description={m.staff_password_again_lead()}
        error={problem ?? undefined}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        showLabel={m.frame_show()}
        hideLabel={m.frame_hide()}
      />
      <div className="actions">
        <Button type="submit" isBusy={isBusy} disabled={password === ''}>
          {action}
        </Button>
        {onCancel && (
          <Button variant="quiet" onClick={onCancel}>
            {m.staff_cancel()}
          </Button>
        )}
      </div>
    </Form>
  );
}
