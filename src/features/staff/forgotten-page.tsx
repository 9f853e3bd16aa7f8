/** A forgotten password: with mail a link is sent, without one an administrator makes it. The page says the same whoever's address is typed. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { door } from './door-client.ts';
import { DoorProblem } from './door-problem.tsx';
import { useDoor } from './use-door.ts';

const path = '/forgotten';

export function ForgottenPage() {
  useLocale();
  usePageTitle(m.staff_forgotten_title());
  const [hasMail, setHasMail] = useState<boolean | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  useEffect(() => {
    door
      .state()
      .then(({ mail }) => setHasMail(mail))
      .catch(setFailed);
  }, []);
  const back = (
    <LinkButton href="/sign-in" replace>
      {m.staff_forgotten_back()}
    </LinkButton>
  );
  if (failed !== null) {
    return (
      <PlainFrame path={path}>
        <Head title={m.staff_forgotten_title()} />
        <DoorProblem failed={failed} />
        <div className="actions mt4">{back}</div>
      </PlainFrame>
    );
  }
  if (hasMail === null) return <Loading />;
  if (!hasMail) {
    return (
      <PlainFrame path={path}>
        <Head title={m.staff_forgotten_no_mail_title()} lead={m.staff_forgotten_no_mail_lead()} />
        <div className="actions">{back}</div>
      </PlainFrame>
    );
  }
  if (sentTo !== null) {
    return (
      <PlainFrame path={path}>
        <Head title={m.staff_forgotten_sent_title()} lead={m.staff_forgotten_sent_lead({ email: sentTo })} />
        <div className="actions">
          {back}
          <Button variant="quiet" onClick={() => setSentTo(null)}>
            {m.staff_forgotten_again()}
          </Button>
        </div>
      </PlainFrame>
    );
  }
  return (
    <PlainFrame path={path} hasSaveBar>
      <AskForLink onSent={setSentTo} />
    </PlainFrame>
  );
}

function AskForLink({ onSent }: { onSent: (email: string) => void }) {
  const [email, setEmail] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { isBusy, problem, run } = useDoor();
  const typed = email.trim();
  const isAddress = /^\S+@\S+\.\S+$/.test(typed);
  return (
    <>
      <Head title={m.staff_forgotten_title()} lead={m.staff_forgotten_lead()} />
      <Form
        className=""
        onSubmit={() => {
          setChecked(true);
          if (!isAddress) return;
          run(async () => {
            await door.askForReset(typed);
            onSent(typed);
          });
        }}
      >
        <TextField
          label={m.staff_email()}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={isChecked && !isAddress ? m.staff_write_email() : undefined}
        />
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt4">
          <LinkButton variant="quiet" href="/sign-in" replace>
            {m.staff_forgotten_back()}
          </LinkButton>
        </div>
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.staff_forgotten_send()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}
