/** Takes an invitation up. A link that is used, too old, taken back or guessed gets one and the same page. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Loading } from '../../web/frame/loading.tsx';
import { useChangeLocale, useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { DoorFailed, door, doorText, type Invitation } from './door-client.ts';
import { useDoor } from './use-door.ts';

export function InvitationPage({ token }: { token: string }) {
  useLocale();
  const changeLocale = useChangeLocale();
  usePageTitle('');
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [isDone, setDone] = useState(false);
  const [password, setPassword] = useState('');
  const { isBusy, problem, run } = useDoor();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the invitation's language is taken once, not each time it is switched
  useEffect(() => {
    door
      .lookAtInvitation(token)
      .then((found) => {
        setInvitation(found);
        if (found.locale === 'ta' || found.locale === 'en') changeLocale(found.locale);
      })
      .catch(setFailed);
  }, [token]);

  if (failed !== null) {
    return <PlainFrame path="/invitation">{isNotGood(failed) ? <LinkNotGood /> : <ErrorText>{doorText(failed)}</ErrorText>}</PlainFrame>;
  }
  if (!invitation) return <Loading />;
  if (isDone) {
    return (
      <PlainFrame path="/invitation">
        <Head title={m.staff_invitation_done()} lead={m.staff_invitation_done_lead({ email: invitation.email })} />
        <LinkButton variant="main" href="/sign-in" replace>
          {m.staff_sign_in()}
        </LinkButton>
      </PlainFrame>
    );
  }
  return (
    <PlainFrame path="/invitation" hasSaveBar>
      <Head title={m.staff_invitation_title({ name: invitation.name })} lead={m.staff_invitation_lead({ by: invitation.invitedBy })} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await door.acceptInvitation(token, password);
            setDone(true);
          });
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
        <PasswordField
          label={m.staff_password_new()}
          description={m.staff_password_hint()}
          error={problem ?? undefined}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          showLabel={m.frame_show()}
          hideLabel={m.frame_hide()}
        />
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.staff_invitation_accept()}
          </Button>
        </SaveBar>
      </form>
    </PlainFrame>
  );
}

export function isNotGood(failed: unknown): boolean {
  return failed instanceof DoorFailed && failed.code === 'link_not_good';
}

export function LinkNotGood() {
  return (
    <>
      <h1 className="vh">{m.staff_link_not_good_title()}</h1>
      <Empty id="link-not-good" picture="search" title={m.staff_link_not_good_title()}>
        {m.staff_link_not_good_lead()}
      </Empty>
    </>
  );
}
