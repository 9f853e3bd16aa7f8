/** How one signs in: the second step, passkeys, the password. Each change asks for the password once more. */

import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { type Account, door, hasPasskeys } from './door-client.ts';
import { PasswordAgain } from './password-again.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpSetup } from './totp-setup.tsx';

type Part = { account: Account; onChanged: () => Promise<void> };

export function MySecondStep({ account, onChanged }: Part) {
  const [doing, setDoing] = useState<'add' | 'remove' | 'codes' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const stop = () => setDoing(null);
  const done = async () => {
    stop();
    setCodes(null);
    await onChanged();
  };
  return (
    <section className="stack-l" aria-labelledby="my-second-step">
      <SectionHead id="my-second-step" title={m.staff_second_step()} />
      <p>
        {m.staff_totp()}: {account.totp ? m.staff_totp_on() : m.staff_totp_off()}
      </p>
      {codes && <RecoveryCodes codes={codes} onKept={() => void done()} />}
      {!codes && doing === null && (
        <div className="actions">
          {account.totp ? (
            <>
              <Button onClick={() => setDoing('codes')}>{m.staff_recovery_new()}</Button>
              <Button variant="quiet" onClick={() => setDoing('remove')}>
                {m.staff_totp_remove()}
              </Button>
            </>
          ) : (
            <Button onClick={() => setDoing('add')}>{m.staff_totp_add()}</Button>
          )}
        </div>
      )}
      {doing === 'add' && <TotpSetup onDone={() => void done()} onCancel={stop} />}
      {doing === 'remove' && (
        <PasswordAgain
          action={m.staff_totp_remove()}
          onCancel={stop}
          onPassword={async (password) => {
            await door.stopTotp(password);
            await done();
          }}
        />
      )}
      {doing === 'codes' && !codes && (
        <PasswordAgain
          action={m.staff_recovery_new()}
          onCancel={stop}
          onPassword={async (password) => setCodes((await door.newRecoveryCodes(password)).recoveryCodes)}
        />
      )}
    </section>
  );
}

export function MyPasskeys({ account, onChanged }: Part) {
  const locale = useLocale();
  const [doing, setDoing] = useState<'add' | { remove: string } | null>(null);
  const [name, setName] = useState('');
  const day = new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'medium' });
  const done = async () => {
    setDoing(null);
    setName('');
    await onChanged();
  };
  return (
    <section className="stack-l" aria-labelledby="my-passkeys">
      <SectionHead id="my-passkeys" title={m.staff_passkeys()} />
      <p className="small soft">{account.passkeys.length === 0 ? m.staff_passkeys_none() : m.staff_passkeys_lead()}</p>
      {account.passkeys.length > 0 && (
        <Rows label={m.staff_passkeys()}>
          {account.passkeys.map((passkey) => (
            <Row
              key={passkey.id}
              title={passkey.name ?? m.staff_passkeys()}
              detail={passkey.addedAt ? m.staff_passkey_added({ day: day.format(new Date(passkey.addedAt)) }) : undefined}
              end={
                <Button variant="quiet" onClick={() => setDoing({ remove: passkey.id })}>
                  {m.staff_passkey_remove()}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      {doing === null && hasPasskeys() && <Button onClick={() => setDoing('add')}>{m.staff_passkey_add()}</Button>}
      {doing === 'add' && (
        <PasswordAgain
          action={m.staff_passkey_add()}
          onCancel={() => setDoing(null)}
          onPassword={async (password) => {
            await door.addPasskey(name.trim() || m.staff_passkeys(), password);
            await done();
          }}
        >
          <TextField label={m.staff_passkey_name()} description={m.staff_passkey_name_hint()} value={name} onChange={setName} />
        </PasswordAgain>
      )}
      {doing !== null && doing !== 'add' && (
        <PasswordAgain
          action={m.staff_passkey_remove()}
          onCancel={() => setDoing(null)}
          onPassword={async (password) => {
            await door.removePasskey(doing.remove, password);
            await done();
          }}
        />
      )}
    </section>
  );
}

export function MyPassword({ onChanged }: { onChanged: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const [next, setNext] = useState('');
  return (
    <section className="stack-l" aria-labelledby="my-password">
      <SectionHead id="my-password" title={m.staff_password()} />
      {isChanged && (
        <Say icon="check">
          <p>{m.staff_password_changed()}</p>
        </Say>
      )}
      {isOpen ? (
        <PasswordAgain
          action={m.staff_change_password()}
          onCancel={() => setOpen(false)}
          onPassword={async (password) => {
            await door.changePassword(password, next);
            setOpen(false);
            setNext('');
            setChanged(true);
            await onChanged();
          }}
        >
          <PasswordField
            label={m.staff_password_new()}
            description={m.staff_password_hint()}
            autoComplete="new-password"
            value={next}
            onChange={setNext}
            showLabel={m.frame_show()}
            hideLabel={m.frame_hide()}
          />
        </PasswordAgain>
      ) : (
        <Button onClick={() => setOpen(true)}>{m.staff_change_password()}</Button>
      )}
    </section>
  );
}
