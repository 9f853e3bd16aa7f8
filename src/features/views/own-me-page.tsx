/** My way in: my code, finger or face, the lock; and ending my page. */

import { type ReactNode, useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notebook } from '../../web/notebook.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Folds } from '../../web/ui/fold.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { Say } from '../../web/ui/say.tsx';
import { type Account, door, hasPasskeys } from '../staff/door-client.ts';
import { useDoor } from '../staff/use-door.ts';
import { MyLock } from '../vault/my-lock.tsx';
import { EndAccess } from './end-access.tsx';
import { endView } from './end-view.ts';
import { codeOfAddress } from './own-code.ts';
import { OwnFrame } from './own-frame.tsx';

export interface OwnMePageProps {
  path?: string;
  back?: { href: string; label: string };
  /** How it ends, for whoever reads somebody else's record. */
  end?: ReactNode;
}

export function OwnMePage({ path = '/mine/me', back, end }: OwnMePageProps) {
  useLocale();
  const device = useDevice();
  const [account, setAccount] = useState<Account | null>(null);
  const load = async () => setAccount(await door.account());
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the page opens; without a network the page says so
  useEffect(() => void load().catch(() => undefined), []);
  const vaultId = notebook.openVault();
  return (
    <OwnFrame path={path} isInner back={back}>
      <div className="stack-l">
        <Head title={m.views_mine_title()} lead={m.views_mine_lead()} />
        <section aria-labelledby="my-code">
          <h2 id="my-code">{m.views_mine_code()}</h2>
          {account ? (
            <p className="shown-code">{codeOfAddress(account.email)}</p>
          ) : (
            <p className="small soft">{m.views_mine_code_network()}</p>
          )}
          <p className="note mt1">{m.views_mine_code_lead()}</p>
        </section>
        {account && hasPasskeys() && <Passkey account={account} onChanged={load} />}
        {account && <Elsewhere account={account} onChanged={load} />}
        <div className="actions">
          <Button icon="lock" onClick={() => void notebook.lock()}>
            {m.views_lock()}
          </Button>
        </div>
        {vaultId !== null && <MyLock vaultId={vaultId} name={device.me.name} />}
        {end ?? <EndMyPage />}
      </div>
    </OwnFrame>
  );
}

function Passkey({ account, onChanged }: { account: Account; onChanged: () => Promise<void> }) {
  const [pin, setPin] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { isBusy, problem, run } = useDoor();
  if (account.passkeys.length > 0) {
    return (
      <Say icon="finger" live={false}>
        <p>{m.views_passkey_on()}</p>
      </Say>
    );
  }
  if (!isOpen) {
    return (
      <div>
        <Button icon="finger" onClick={() => setOpen(true)}>
          {m.views_passkey()}
        </Button>
        <p className="note mt1">{m.views_passkey_lead()}</p>
      </div>
    );
  }
  return (
    <Form
      label={m.views_passkey()}
      className="stack"
      onSubmit={() =>
        run(async () => {
          await door.addPasskey(m.views_neutral(), pin);
          await onChanged();
        })
      }
    >
      <PasswordField
        label={m.views_passkey_pin()}
        autoComplete="current-password"
        value={pin}
        onChange={setPin}
        showLabel={m.views_join_pin_show()}
        hideLabel={m.views_join_pin_hide()}
      />
      {problem && <ErrorText>{problem}</ErrorText>}
      <Button type="submit" icon="finger" isBusy={isBusy}>
        {m.views_passkey()}
      </Button>
    </Form>
  );
}

/** Somebody may have seen the PIN: where else the page is open, and closing it there. */
function Elsewhere({ account, onChanged }: { account: Account; onChanged: () => Promise<void> }) {
  const { isBusy, problem, run } = useDoor();
  const others = account.sessions.filter((session) => !session.current);
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">{m.views_elsewhere()}</h2>
      {others.length === 0 ? (
        <p className="small soft mt1">{m.views_elsewhere_none()}</p>
      ) : (
        <>
          <p className="small mt1">{m.views_elsewhere_some({ count: others.length })}</p>
          <ul className="lines small mt2">
            {others.map((session) => (
              <li key={session.id}>{session.browser || m.staff_session_other()}</li>
            ))}
          </ul>
          {problem && <ErrorText>{problem}</ErrorText>}
          <div className="actions mt2">
            <Button
              isBusy={isBusy}
              onClick={() =>
                run(async () => {
                  await door.endSession({ others: true });
                  await onChanged();
                })
              }
            >
              {m.views_elsewhere_end()}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function EndMyPage() {
  const device = useDevice();
  const { staffId: viewId, view } = device.me;
  if (!view) return null;
  return (
    <Folds>
      <EndAccess
        title={m.views_end()}
        lead={m.views_end_lead()}
        label={m.views_end_do()}
        end={() => device.submit(endView, { viewId, personId: view.personId })}
      />
    </Folds>
  );
}
