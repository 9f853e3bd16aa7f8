/** The way in for people: their code and their PIN. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { ByPasskey } from '../staff/by-passkey.tsx';
import { door, type Next } from '../staff/door-client.ts';
import { useDoor } from '../staff/use-door.ts';
import { addressOf, codeIn } from './own-code.ts';
import { PinField } from './pin-field.tsx';

export function CodeSignIn({ goOn, onStaff }: { goOn: (next: Next) => void; onStaff: () => void }) {
  const [typed, setTyped] = useState('');
  const [pin, setPin] = useState('');
  const [isNoCode, setNoCode] = useState(false);
  const { isBusy, problem, run } = useDoor();
  const enter = () => {
    const code = codeIn(typed);
    setNoCode(code === null);
    if (code !== null) run(async () => goOn(await door.signIn(addressOf(code), pin)));
  };
  return (
    <>
      <Head title={m.views_sign_in()} lead={m.views_sign_in_lead()} />
      <Form className="" label={m.views_sign_in()} onSubmit={enter}>
        <TextField
          label={m.views_sign_in_code()}
          value={typed}
          onChange={setTyped}
          autoComplete="username webauthn"
          name="code"
          error={isNoCode ? m.views_sign_in_code_wrong() : undefined}
        />
        <PinField label={m.views_sign_in_pin()} value={pin} onChange={setPin} />
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt4">
          <ByPasskey run={run} goOn={goOn} />
          <LinkButton variant="quiet" href="/join">
            {m.views_sign_in_new()}
          </LinkButton>
          <Button variant="quiet" onClick={onStaff}>
            {m.views_sign_in_staff()}
          </Button>
        </div>
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.views_sign_in_do()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}
