/** What set-up, invitation and a new password have in common: a link is looked at first, and one that opens nothing gets one and the same page. */
import { type ReactNode, useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Loading } from '../../web/frame/loading.tsx';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { DoorFailed } from './door-client.ts';
import { DoorProblem } from './door-problem.tsx';
import { useDoor } from './use-door.ts';

export interface LinkPageProps<Found> {
  path: string;
  token: string;
  /** What the server says of the link. */
  look: (token: string) => Promise<Found>;
  /** Called once, with what was found. */
  onFound?: ((found: Found) => void) | undefined;
  children: (found: Found) => ReactNode;
}

export function LinkPage<Found>({ path, token, look, onFound, children }: LinkPageProps<Found>) {
  const [found, setFound] = useState<Found | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is looked at once
  useEffect(() => {
    look(token)
      .then((answer) => {
        setFound(answer);
        onFound?.(answer);
      })
      .catch(setFailed);
  }, [token]);
  if (failed !== null) {
    const isNotGood = failed instanceof DoorFailed && failed.code === 'link_not_good';
    return <PlainFrame path={path}>{isNotGood ? <LinkNotGood /> : <DoorProblem failed={failed} />}</PlainFrame>;
  }
  return found === null ? <Loading /> : children(found);
}

function LinkNotGood() {
  return (
    <Empty isPage id="link-not-good" picture="search" title={m.staff_link_not_good_title()}>
      {m.staff_link_not_good_lead()}
    </Empty>
  );
}

/** The last page of a link: what it did, and the way in. */
export function LinkDone({ path, title, lead }: { path: string; title: string; lead: string }) {
  return (
    <PlainFrame path={path}>
      <Head title={title} lead={lead} />
      <LinkButton variant="main" href="/sign-in" replace>
        {m.staff_sign_in()}
      </LinkButton>
    </PlainFrame>
  );
}

export interface ChoosePasswordProps {
  /** Whose password, for the browser's own list. */
  email: string;
  /** Verb on the button. */
  action: string;
  onChosen: (password: string) => Promise<void>;
}

export function ChoosePassword({ email, action, onChosen }: ChoosePasswordProps) {
  const [password, setPassword] = useState('');
  const { isBusy, problem, run } = useDoor();
  return (
    <Form className="" onSubmit={() => run(() => onChosen(password))}>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
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
          {action}
        </Button>
      </SaveBar>
    </Form>
  );
}
