/** Sets an authenticator app up. The picture is drawn here: the secret goes to no other server. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { QrCode } from '../../web/ui/qr-code.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { door } from './door-client.ts';
import { PasswordAgain } from './password-again.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { useDoor } from './use-door.ts';

export function TotpSetup({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const [begun, setBegun] = useState<{ uri: string; recoveryCodes: string[] } | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const [code, setCode] = useState('');
  const { isBusy, problem, run } = useDoor();

  if (!begun)
    return (
      <PasswordAgain
        action={m.staff_go_on()}
        onPassword={async (password) => setBegun(await door.beginTotp(password))}
        onCancel={onCancel}
      />
    );
  if (isConfirmed) return <RecoveryCodes codes={begun.recoveryCodes} onKept={onDone} />;
  return (
    <Form
      onSubmit={() => {
        run(async () => {
          await door.confirmTotp(code);
          setConfirmed(true);
        });
      }}
    >
      <p>{m.staff_totp_scan()}</p>
      <QrCode text={begun.uri} label={m.staff_totp_scan()} />
      <p>
        <a href={begun.uri}>{m.staff_totp_open_app()}</a>
      </p>
      <p className="small">
        {m.staff_totp_type()} <code>{new URL(begun.uri).searchParams.get('secret')?.replaceAll(/(.{4})/g, '$1 ')}</code>
      </p>
      <TextField label={m.staff_totp_then()} value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" />
      {problem && <ErrorText>{problem}</ErrorText>}
      <Button variant="main" type="submit" isBusy={isBusy}>
        {m.staff_confirm()}
      </Button>
    </Form>
  );
}
