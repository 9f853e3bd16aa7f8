/** One's own lock on this device: when it shuts by itself, the words, and finger or face. */
import { type ReactNode, useEffect, useState } from 'react';
import { makeVaultPasskey, mayHavePasskey, PasskeyFailed } from '../../device/vault/passkey-prf.ts';
import { setLockAfter } from '../../device/vault/registry.ts';
import { passkeyWrapOf, type VaultRecord, withNewPassphrase, withoutPasskey, withPasskey } from '../../device/vault/vault.ts';
import { WrongPassphrase } from '../../device/vault/wraps.ts';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { initialsOf } from '../../web/initials.ts';
import { notebook } from '../../web/notebook.ts';
import { Button } from '../../web/ui/button.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { NewPassphrase, useNewPassphrase } from './new-passphrase.tsx';
import { passkeyProblem } from './vault-words.ts';

const idleChoices = [60, 120, 300, 600];
const backgroundChoices = [10, 30, 120];

export function MyLock({ vaultId, name }: { vaultId: string; name: string }) {
  useLocale();
  const [record, setRecord] = useState<VaultRecord | null>(null);
  const [doing, setDoing] = useState<'words' | 'passkey' | null>(null);
  const [isChanged, setChanged] = useState(false);
  const [canPasskey, setCanPasskey] = useState(false);
  useEffect(() => {
    void notebook.registry.find(vaultId).then((found) => setRecord(found ?? null));
    void mayHavePasskey().then(setCanPasskey);
  }, [vaultId]);
  if (!record) return null;
  const { lockAfter } = record;
  const keep = async (next: VaultRecord['lockAfter']) => {
    await setLockAfter(notebook.registry, vaultId, next);
    notebook.lockAfter(next);
    setRecord({ ...record, lockAfter: next });
  };
  const done = (next: VaultRecord, saysChanged: boolean) => {
    setRecord(next);
    setDoing(null);
    setChanged(saysChanged);
  };
  const hasPasskey = passkeyWrapOf(record) !== undefined;
  const removePasskey = async () => {
    const next = await notebook.registry.change(vaultId, withoutPasskey);
    if (next) done(next, false);
  };
  return (
    <section className="stack-l" aria-labelledby="my-lock">
      <SectionHead id="my-lock" title={m.vault_my_lock()} />
      <PickOne
        label={m.vault_idle()}
        value={String(lockAfter.idle)}
        onChange={(value) => void keep({ ...lockAfter, idle: Number(value) })}
        options={idleChoices.map((seconds) => ({ value: String(seconds), title: timeInWords(seconds) }))}
      />
      <PickOne
        label={m.vault_background()}
        value={String(lockAfter.background)}
        onChange={(value) => void keep({ ...lockAfter, background: Number(value) })}
        options={backgroundChoices.map((seconds) => ({ value: String(seconds), title: timeInWords(seconds) }))}
      />
      {isChanged && (
        <Say icon="check">
          <p>{m.vault_words_changed()}</p>
        </Say>
      )}
      {hasPasskey && <p className="small soft">{m.vault_passkey_is_on()}</p>}
      {doing === null && (
        <div className="actions">
          <Button onClick={() => setDoing('words')}>{m.vault_change_words()}</Button>
          {hasPasskey ? (
            <Button variant="quiet" onClick={() => void removePasskey()}>
              {m.vault_passkey_remove()}
            </Button>
          ) : (
            canPasskey && (
              <Button icon="finger" onClick={() => setDoing('passkey')}>
                {m.vault_passkey_add()}
              </Button>
            )
          )}
        </div>
      )}
      {doing === 'words' && <ChangeWords record={record} name={name} onDone={(next) => done(next, true)} onCancel={() => setDoing(null)} />}
      {doing === 'passkey' && (
        <AddPasskey record={record} name={name} onDone={(next) => done(next, false)} onCancel={() => setDoing(null)} />
      )}
    </section>
  );
}

interface ChangeProps {
  record: VaultRecord;
  name: string;
  onDone: (record: VaultRecord) => void;
  onCancel: () => void;
}

function ChangeWords({ record, name, onDone, onCancel }: ChangeProps) {
  const chosen = useNewPassphrase([name]);
  const change = async (old: string) => {
    if (!(await chosen.check())) return;
    const { wraps } = await withNewPassphrase(record, { old, next: chosen.passphrase(), derive: notebook.derive });
    const next = await notebook.registry.change(record.id, (now) => ({ ...now, wraps }));
    if (next) onDone(next);
  };
  return (
    <WithWords action={m.vault_keep()} onWords={change} onCancel={onCancel}>
      <NewPassphrase chosen={chosen} />
    </WithWords>
  );
}

function AddPasskey({ record, name, onDone, onCancel }: ChangeProps) {
  const add = async (passphrase: string) => {
    const passkey = await makeVaultPasskey(`Kith · ${initialsOf(name)}`);
    const { wraps } = await withPasskey(record, { passphrase, derive: notebook.derive }, passkey);
    const next = await notebook.registry.change(record.id, (now) => ({ ...now, wraps }));
    if (next) onDone(next);
  };
  return <WithWords action={m.vault_passkey_add()} onWords={add} onCancel={onCancel} />;
}

interface WithWordsProps {
  action: string;
  /** Throws `WrongPassphrase` or `PasskeyFailed`. */
  onWords: (passphrase: string) => Promise<void>;
  onCancel: () => void;
  children?: ReactNode;
}

/** An open notebook may be in somebody else's hand: changing its lock asks for the words. */
function WithWords({ action, onWords, onCancel, children }: WithWordsProps) {
  const [words, setWords] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<(() => string) | null>(null);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await onWords(words);
    } catch (error) {
      if (error instanceof WrongPassphrase) setProblem(() => m.vault_words_wrong);
      else if (error instanceof PasskeyFailed) setProblem(() => passkeyProblem(error));
      else setProblem(() => () => onThisDevice(m.vault_set_up_failed, m.vault_set_up_failed_desk));
    }
    setBusy(false);
  };
  return (
    <form
      className="stack-l"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
      noValidate
    >
      {children}
      <PasswordField
        label={m.vault_words_now()}
        error={problem?.()}
        autoComplete="current-password"
        value={words}
        onChange={setWords}
        showLabel={m.frame_show()}
        hideLabel={m.frame_hide()}
      />
      <div className="actions">
        <Button type="submit" isBusy={isBusy}>
          {action}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {m.vault_cancel()}
        </Button>
      </div>
    </form>
  );
}

function timeInWords(seconds: number): string {
  if (seconds < 60) return m.vault_seconds({ count: seconds });
  return seconds === 60 ? m.vault_minute() : m.vault_minutes({ count: seconds / 60 });
}
