/** The way in: password or passkey, the second step where there is one, and setting one up where the organisation asks for it. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { CodeSignIn } from '../views/code-sign-in.tsx';
import { ByPasskey } from './by-passkey.tsx';
import { door, type Next, type ResetNotice } from './door-client.ts';
import { ToldAtSignIn } from './reset-notices.tsx';
import { TotpSetup } from './totp-setup.tsx';
import { useDoor } from './use-door.ts';

type Told = { notices: readonly ResetNotice[]; answer: Next };
type Step = 'password' | 'code' | 'second_factor' | 'enrol' | 'set_up';

/** @param onSignedIn called once the session may be used */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  useLocale();
  usePageTitle(m.staff_sign_in());
  const [step, setStep] = useState<Step>('password');
  useEffect(() => {
    // A session that only lacks its second step, or a server nobody has set up: the page begins there. No answer leaves the form as it is.
    door
      .state()
      .then(({ state }) => {
        if (state === 'enrol' || state === 'set_up') setStep(state);
      })
      .catch(() => undefined);
  }, []);
  const enter = ({ next }: Next) => (next === 'ready' ? onSignedIn() : setStep(next));
  const [told, setTold] = useState<Told | null>(null);
  const goOn = (answer: Next) => (answer.resets ? setTold({ notices: answer.resets, answer }) : enter(answer));

  if (told) {
    return (
      <PlainFrame path="/sign-in">
        <ToldAtSignIn
          notices={told.notices}
          onStopped={async () => setTold({ ...told, notices: told.notices.filter(({ state }) => state === 'used') })}
          onGoOn={() => {
            setTold(null);
            enter(told.answer);
          }}
        />
      </PlainFrame>
    );
  }

  if (step === 'set_up') {
    return (
      <PlainFrame path="/sign-in">
        <Empty isPage id="not-set-up" picture="page" title={m.staff_not_set_up()}>
          {m.staff_not_set_up_lead()}
        </Empty>
      </PlainFrame>
    );
  }
  if (step === 'enrol') {
    return (
      <PlainFrame path="/sign-in">
        <Head title={m.staff_enrol_title()} lead={m.staff_enrol_lead()} />
        <TotpSetup onDone={onSignedIn} />
      </PlainFrame>
    );
  }
  return (
    <PlainFrame path="/sign-in" hasSaveBar>
      {step === 'password' ? (
        <PasswordStep goOn={goOn} onCode={() => setStep('code')} />
      ) : step === 'code' ? (
        <CodeSignIn goOn={goOn} onStaff={() => setStep('password')} />
      ) : (
        <CodeStep goOn={goOn} onStartAgain={() => setStep('password')} />
      )}
    </PlainFrame>
  );
}

function PasswordStep({ goOn, onCode }: { goOn: (next: Next) => void; onCode: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { isBusy, problem, run } = useDoor();
  return (
    <>
      <Head title={m.staff_sign_in()} lead={m.staff_sign_in_lead()} />
      <Form className="" onSubmit={() => run(async () => goOn(await door.signIn(email, password)))}>
        <TextField label={m.staff_email()} type="email" autoComplete="username webauthn" value={email} onChange={setEmail} name="email" />
        <PasswordField
          label={m.staff_password()}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          showLabel={m.frame_show()}
          hideLabel={m.frame_hide()}
          name="password"
        />
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt4">
          <ByPasskey run={run} goOn={goOn} />
          <LinkButton variant="quiet" href="/forgotten">
            {m.staff_forgot()}
          </LinkButton>
          <Button variant="quiet" onClick={onCode}>
            {m.views_sign_in_link()}
          </Button>
        </div>
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.staff_sign_in()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}

function CodeStep({ goOn, onStartAgain }: { goOn: (next: Next) => void; onStartAgain: () => void }) {
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const { isBusy, problem, run } = useDoor();
  return (
    <>
      <Head title={m.staff_code_title()} lead={isRecovery ? undefined : m.staff_code_lead()} />
      <Form className="" onSubmit={() => run(async () => goOn(await door.secondFactor(code, isRecovery)))}>
        <TextField
          key={String(isRecovery)}
          label={isRecovery ? m.staff_recovery_code() : m.staff_code()}
          value={code}
          onChange={setCode}
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          autoFocus
        />
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt4">
          <Button
            variant="quiet"
            onClick={() => {
              setRecovery(!isRecovery);
              setCode('');
            }}
          >
            {isRecovery ? m.staff_use_app() : m.staff_use_recovery()}
          </Button>
          <Button variant="quiet" onClick={onStartAgain}>
            {m.staff_start_again()}
          </Button>
        </div>
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.staff_go_on()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}
