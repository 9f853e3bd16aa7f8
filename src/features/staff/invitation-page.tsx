/** Takes an invitation up: choose a password, and the account is made. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useChangeLocale, useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Head } from '../../web/ui/head.tsx';
import { door } from './door-client.ts';
import { ChoosePassword, LinkDone, LinkPage } from './link-page.tsx';

const path = '/invitation';

export function InvitationPage({ token }: { token: string }) {
  useLocale();
  const changeLocale = useChangeLocale();
  usePageTitle('');
  const [isDone, setDone] = useState(false);
  return (
    <LinkPage
      path={path}
      token={token}
      look={door.lookAtInvitation}
      onFound={({ locale }) => {
        if (locale === 'ta' || locale === 'en') changeLocale(locale);
      }}
    >
      {({ name, email, invitedBy }) =>
        isDone ? (
          <LinkDone path={path} title={m.staff_invitation_done()} lead={m.staff_invitation_done_lead({ email })} />
        ) : (
          <PlainFrame path={path} hasSaveBar>
            <Head title={m.staff_invitation_title({ name })} lead={m.staff_invitation_lead({ by: invitedBy })} />
            <ChoosePassword
              email={email}
              action={m.staff_invitation_accept()}
              onChosen={async (password) => {
                await door.acceptInvitation(token, password);
                setDone(true);
              }}
            />
          </PlainFrame>
        )
      }
    </LinkPage>
  );
}
