/** The first time on this device: the app draws four words, their owner writes them down, and the notebook opens. */
import { type FormEvent, useEffect, useState } from 'react';
import type { Argon2Params } from '../../device/vault/argon2.ts';
import { makeVaultPasskey, mayHavePasskey, PasskeyFailed, type VaultPasskey } from '../../device/vault/passkey-prf.ts';
import { calibrate } from '../../device/vault/strength.ts';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { initialsOf } from '../../web/initials.ts';
import { notebook } from '../../web/notebook.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Pick } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx';
import { passkeyProblem } from './vault-words.ts';

export interface SetUpVaultPageProps {
  name: string;
  /** The words before were forgotten, or thrown away. */
  isAgain: boolean;
}

export function SetUpVaultPage({ name, isAgain }: SetUpVaultPageProps) {
  useLocale();
  const title = isAgain ? m.vault_set_up_title_again() : m.vault_set_up_title();
  usePageTitle(title);
  const chosen = useNewPassphrase([name]);
  const strength = useStrength();
  const [canPasskey, setCanPasskey] = useState(false);
  const [wantsPasskey, setWantsPasskey] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<(() => string) | null>(null);
  useEffect(() => void mayHavePasskey().then(setCanPasskey), []);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    if (!(await chosen.check())) {
      setBusy(false);
      return;
    }
    try {
      const passkey = wantsPasskey ? await passkeyFor(name) : null;
      await notebook.setUp(chosen.passphrase(), { params: await strength, passkey });
    } catch (error) {
      if (error instanceof PasskeyFailed) {
        if (error.why === 'cannot') setWantsPasskey(false);
        setProblem(() => passkeyProblem(error));
      } else setProblem(() => () => onThisDevice(m.vault_set_up_failed, m.vault_set_up_failed_desk));
      setBusy(false);
    }
  };

  return (
    <PlainFrame path="/" hasSaveBar>
      <Head title={title} lead={onThisDevice(m.vault_set_up_lead, m.vault_set_up_lead_desk)} />
      <form className="stack-l" aria-label={title} onSubmit={(event) => void save(event)} noValidate>
        <NewPassphrase chosen={chosen} />
        <div className="stack">
          <p>{onThisDevice(m.vault_write_down, m.vault_write_down_desk)}</p>
          <p>{m.vault_if_forgotten()}</p>
        </div>
        {canPasskey && (
          <Pick title={m.vault_with_passkey()} detail={m.vault_with_passkey_lead()} isSelected={wantsPasskey} onChange={setWantsPasskey} />
        )}
        <SaveBar status={isBusy ? m.vault_set_up_getting_ready() : ''}>
          {problem && <ErrorText>{problem()}</ErrorText>}
          <Button variant="main" type="submit" icon="lock" isBusy={isBusy}>
            {m.vault_set_up_do()}
          </Button>
        </SaveBar>
      </form>
    </PlainFrame>
  );
}

/** Measured while the words are read, so that nobody waits for it. Without an answer it is measured when the vault is made. */
function useStrength(): Promise<Argon2Params | undefined> {
  const [measuring] = useState(() => calibrate(notebook.derive).catch(() => undefined));
  return measuring;
}

function passkeyFor(name: string): Promise<VaultPasskey> {
  return makeVaultPasskey(`Kith · ${initialsOf(name)}`);
}
