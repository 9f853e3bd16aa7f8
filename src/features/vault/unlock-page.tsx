/** Who is picking up this phone? Each sees their own initials, opens their own notebook, and nothing of anybody else's. */
import { type FormEvent, useEffect, useState } from 'react';
import { PasskeyDiffers } from '../../device/vault/wraps.ts';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { notebook } from '../../web/notebook.ts';
import type { Notice } from '../../web/notebook-state.ts';
import { loadAhead } from '../../web/parts.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Say } from '../../web/ui/say.tsx';
import type { OnThisDevice } from '../../web/users-on-device.ts';
import { notOpenedText, passkeyProblem } from './vault-words.ts';
import '../../web/ui/motif-choose.css';
import '../../web/ui/motif-facts.css';
import './vault.css';

export interface UnlockPageProps {
  users: readonly OnThisDevice[];
  chosen: string | null;
  /** Whose owner has just signed in: they may choose a new passphrase. */
  mayReplace: string | null;
  notice: Notice | null;
}

export function UnlockPage({ users, chosen, mayReplace, notice }: UnlockPageProps) {
  const locale = useLocale();
  usePageTitle('');
  useEffect(() => {
    notebook.expectUnlock();
    loadAhead(location.pathname);
  }, []);
  const who = users.find((user) => user.id === chosen) ?? users[0];
  if (!who) return null;
  return (
    <PlainFrame path="/" hasSaveBar>
      <Head title={onThisDevice(m.vault_who, m.vault_who_desk)} lead={m.vault_who_lead()} />
      {notice && (
        <Say look="look" icon="lock">
          <p>{noticeText(notice, who.initials)}</p>
        </Say>
      )}
      <PickUser chosen={who.id} users={users} locale={locale} />
      <p className="mt4">
        <Link className="link" href="/sign-in">
          {m.vault_someone_else()}
        </Link>{' '}
        <span className="note">{m.vault_needs_network_once()}</span>
      </p>
      <Unlock key={who.id} lines={who.helpLines} locale={locale} who={who} mayReplace={mayReplace === who.id} />
    </PlainFrame>
  );
}

/** Plain radio buttons: what this page loads comes before everything else on a cold start. */
function PickUser({ chosen, users, locale }: { chosen: string; users: readonly OnThisDevice[]; locale: string }) {
  return (
    <fieldset className="ask picks">
      <legend className="vh">{m.vault_choose()}</legend>
      <div className="picks__list">
        {users.map((user) => (
          <div className="pick" key={user.id}>
            <label className="pick__hit" {...(user.id === chosen ? { 'data-selected': true } : {})}>
              <span className="pick__mark" aria-hidden="true" />
              <span className="pick__title">{user.initials}</span>
              <input
                className="vh"
                type="radio"
                name="who"
                value={user.id}
                checked={user.id === chosen}
                aria-describedby={`standing-${user.id}`}
                onChange={() => notebook.choose(user.id)}
              />
            </label>
            <p className="note pick__detail" id={`standing-${user.id}`}>
              <Standing user={user} locale={locale} />
            </p>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** What may be told without a key: how much is only here, and when everything last matched. */
function Standing({ user, locale }: { user: OnThisDevice; locale: string }) {
  if (user.unsent > 0) {
    const count = user.unsent;
    return (
      <Receipt
        step={1}
        label={
          count === 1
            ? onThisDevice(m.vault_unsent_one, m.vault_unsent_one_desk)
            : onThisDevice(
                () => m.vault_unsent({ count }),
                () => m.vault_unsent_desk({ count }),
              )
        }
      />
    );
  }
  if (user.isCleared) return <>{m.vault_is_cleared()}</>;
  if (user.matchedAt === null) return <Receipt step={0} label={m.vault_not_matched()} />;
  const when = new Intl.DateTimeFormat(localeOfDays(locale), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    hour12: false,
  });
  return <Receipt step={3} label={m.vault_matched({ when: when.format(new Date(user.matchedAt)) })} />;
}

interface UnlockProps {
  who: OnThisDevice;
  mayReplace: boolean;
  lines: OnThisDevice['helpLines'];
  locale: string;
}

function Unlock({ who, mayReplace, lines, locale }: UnlockProps) {
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<(() => string) | null>(null);
  const [passkeyTrouble, setPasskeyTrouble] = useState<(() => string) | null>(null);
  const said = { who: who.initials };

  const byWords = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || passphrase.trim() === '') return;
    setBusy(true);
    setProblem(null);
    const failed = await notebook.unlock(who.id, passphrase).catch(() => ({ why: 'broken' as const }));
    if (!failed) return;
    setProblem(() => () => notOpenedText(failed, who.initials));
    setPassphrase('');
    setBusy(false);
  };
  const byPasskey = async () => {
    if (isBusy) return;
    setBusy(true);
    setPasskeyTrouble(null);
    try {
      await notebook.unlockWithPasskey(who.id);
    } catch (error) {
      setPasskeyTrouble(() => (error instanceof PasskeyDiffers ? m.vault_passkey_differs : passkeyProblem(error)));
      setBusy(false);
    }
  };

  if (who.isCleared) {
    return (
      <SaveBar>
        <LinkButton variant="main" href="/sign-in">
          {m.vault_sign_in()}
        </LinkButton>
      </SaveBar>
    );
  }
  const words = (
    <PasswordField
      name="passphrase"
      autoComplete="current-password"
      label={m.vault_passphrase(said)}
      error={problem?.()}
      value={passphrase}
      onChange={setPassphrase}
      showLabel={m.frame_show()}
      hideLabel={m.frame_hide()}
    />
  );
  return (
    <form className="mt4" aria-label={m.vault_unlock_as(said)} onSubmit={(event) => void byWords(event)} noValidate>
      {!who.hasPasskey && <div className="mb4">{words}</div>}
      <Folds>
        {who.hasPasskey && (
          <Fold title={m.vault_passphrase_instead()} icon="lock">
            <div className="stack">
              {words}
              <Button type="submit" wide isBusy={isBusy}>
                {m.vault_unlock()}
              </Button>
            </div>
          </Fold>
        )}
        <Fold title={m.vault_forgot()} icon="lock">
          <Forgotten id={who.id} mayReplace={mayReplace} />
        </Fold>
        {lines.length > 0 && (
          <Fold title={m.vault_help_lines()} icon="buoy">
            <ul className="lines">
              {lines.map((line) => (
                <li key={line.code} className={line.isFresh ? 'pairline' : 'pairline soft'}>
                  <div>
                    <b>{line.name[locale]}</b>
                    <p className="note">{line.when[locale]}</p>
                  </div>
                  <a className="btn" href={`tel:${line.number}`}>
                    {line.number}
                    <span className="vh">: {line.name[locale]}</span>
                  </a>
                </li>
              ))}
            </ul>
          </Fold>
        )}
      </Folds>
      <SaveBar status={m.vault_no_network_needed()}>
        {passkeyTrouble && <ErrorText>{passkeyTrouble()}</ErrorText>}
        <Button
          variant="main"
          icon={who.hasPasskey ? 'finger' : 'lock'}
          type={who.hasPasskey ? 'button' : 'submit'}
          isBusy={isBusy}
          {...(who.hasPasskey ? { onClick: () => void byPasskey() } : {})}
        >
          {m.vault_unlock_as(said)}
        </Button>
      </SaveBar>
    </form>
  );
}

function Forgotten({ id, mayReplace }: { id: string; mayReplace: boolean }) {
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => setFailed(false), []);
  return (
    <div className="stack">
      <p className="small">{m.vault_forgot_lead()}</p>
      {hasFailed && <ErrorText>{m.frame_needs_network()}</ErrorText>}
      {mayReplace ? (
        <Button onClick={() => void notebook.forget(id).catch(() => setFailed(true))}>{m.vault_forgot_choose()}</Button>
      ) : (
        <LinkButton href="/sign-in">{m.vault_forgot_sign_in()}</LinkButton>
      )}
    </div>
  );
}

function noticeText(notice: Notice, who: string): string {
  if (notice === 'cleared') return m.vault_notice_cleared({ who });
  return notice === 'wiped' ? m.vault_notice_wiped() : m.vault_notice_needs_sign_in();
}
