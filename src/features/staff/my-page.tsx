/** One's own page: language, lock and sign-out, where one is signed in, and how. */

import { useCallback, useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice } from '../../web/device-context.tsx';
import { type Locale, useChangeLocale, useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notebook } from '../../web/notebook.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { languageName } from '../organisations/organisation-words.ts';
import { MyLock } from '../vault/my-lock.tsx';
import { changeOwnLocale } from './change-staff.ts';
import { type Account, door } from './door-client.ts';
import { MyPasskeys, MyPassword, MySecondStep } from './my-ways-in.tsx';
import { MyResets } from './reset-notices.tsx';
import { staffLocales } from './staff.ts';
import { useDoor } from './use-door.ts';

export function MyPage() {
  const device = useDevice();
  const locale = useLocale();
  const changeLocale = useChangeLocale();
  usePageTitle(m.staff_me());
  const [account, setAccount] = useState<Account | null>(null);
  const loading = useDoor();
  const vaultId = notebook.openVault();
  const load = useCallback(async () => setAccount(await door.account()), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the page opens
  useEffect(() => loading.run(load), []);

  const choose = (next: string) => {
    changeLocale(next as Locale);
    void device.submit(changeOwnLocale, { locale: next as (typeof staffLocales)[number] });
  };
  return (
    <div className="narrow stack-l">
      <Head title={m.staff_me()} lead={device.me.name} />
      <PickOne
        label={m.staff_my_language()}
        value={locale}
        onChange={choose}
        options={staffLocales.map((each) => ({ value: each, title: <span lang={each}>{languageName(each)}</span> }))}
      />
      <div className="actions">
        <Button icon="lock" onClick={() => void notebook.lock()}>
          {m.staff_lock()}
        </Button>
        <Button icon="exit" onClick={() => void notebook.leave()}>
          {m.staff_sign_out()}
        </Button>
      </div>
      <p className="small soft">{onThisDevice(m.staff_sign_out_lead, m.staff_sign_out_lead_desk)}</p>
      {vaultId !== null && <MyLock vaultId={vaultId} name={device.me.name} />}
      {loading.problem && <ErrorText>{m.frame_needs_network()}</ErrorText>}
      {account && (
        <>
          <MySessions account={account} onChanged={load} />
          <MySecondStep account={account} onChanged={load} />
          <MyPasskeys account={account} onChanged={load} />
          <MyPassword onChanged={load} />
          <MyResets notices={account.resets} onChanged={load} />
        </>
      )}
    </div>
  );
}

function MySessions({ account, onChanged }: { account: Account; onChanged: () => Promise<void> }) {
  const locale = useLocale();
  const { isBusy, problem, run } = useDoor();
  const when = new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'medium', timeStyle: 'short' });
  const end = (which: { id: string } | { others: true }) =>
    run(async () => {
      await door.endSession(which);
      await onChanged();
    });
  return (
    <section aria-labelledby="my-sessions">
      <SectionHead id="my-sessions" title={m.staff_my_sessions()} />
      <Rows label={m.staff_my_sessions()}>
        {account.sessions.map((session) => (
          <Row
            key={session.id}
            title={session.browser || m.staff_session_other()}
            detail={session.current ? m.staff_session_this() : m.staff_session_used({ when: when.format(new Date(session.usedAt)) })}
            end={
              session.current ? undefined : (
                <Button variant="quiet" isBusy={isBusy} onClick={() => end({ id: session.id })}>
                  {m.staff_session_end()}
                </Button>
              )
            }
          />
        ))}
      </Rows>
      {problem && <ErrorText>{problem}</ErrorText>}
      {account.sessions.length > 1 && (
        <div className="actions mt2">
          <Button isBusy={isBusy} onClick={() => end({ others: true })}>
            {m.staff_sessions_end_others()}
          </Button>
        </div>
      )}
    </section>
  );
}
