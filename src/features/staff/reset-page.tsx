/** Opens a link that chooses a new password. It signs nobody in: the way in is the same as always, with the second step where there is one. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { oneStop } from '../../shared/one-stop.ts';
import { useChangeLocale, useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Head } from '../../web/ui/head.tsx';
import { door, type Reset } from './door-client.ts';
import { ChoosePassword, LinkDone, LinkPage } from './link-page.tsx';

const path = '/reset';

export function ResetPage({ token }: { token: string }) {
  useLocale();
  const changeLocale = useChangeLocale();
  usePageTitle('');
  const [isDone, setDone] = useState(false);
  return (
    <LinkPage
      path={path}
      token={token}
      look={door.lookAtReset}
      onFound={({ locale }) => {
        if (locale === 'ta' || locale === 'en') changeLocale(locale);
      }}
    >
      {(reset) =>
        isDone ? (
          <LinkDone path={path} title={m.staff_reset_done()} lead={m.staff_reset_done_lead({ email: reset.email })} />
        ) : (
          <PlainFrame path={path} hasSaveBar>
            <Head title={m.staff_reset_title()} lead={leadOf(reset)}>
              <p className="small soft">{reset.email}</p>
            </Head>
            <ChoosePassword
              email={reset.email}
              action={m.staff_reset_do()}
              onChosen={async (password) => {
                await door.chooseByReset(token, password);
                setDone(true);
              }}
            />
            <p className="note mt4">{m.staff_reset_note()}</p>
          </PlainFrame>
        )
      }
    </LinkPage>
  );
}

function leadOf({ name, kind, madeBy }: Reset): string {
  const by =
    kind === 'operator' ? m.staff_reset_by_operator() : kind === 'administrator' ? m.staff_reset_by_colleague({ by: madeBy ?? '' }) : '';
  return oneStop([m.staff_reset_for({ name }), by].filter(Boolean).join(' '));
}
