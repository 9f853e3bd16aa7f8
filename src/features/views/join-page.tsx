/** Coming to one's own page: by a scanned code or a link, or by typing the code that a peer holds out. A PIN, and a code to keep. */
import { type ReactNode, useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Loading } from '../../web/frame/loading.tsx';
import { useChangeLocale, useLocale } from '../../web/frame/locale.tsx';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { door, type Joinable, type JoinKey } from '../staff/door-client.ts';
import { DoorProblem } from '../staff/door-problem.tsx';
import { useDoor } from '../staff/use-door.ts';
import { useNeutralTitle } from './neutral-title.ts';
import { codeIn } from './own-code.ts';
import { PinField } from './pin-field.tsx';
import './views.css';

type Step = { at: 'code' } | { at: 'looking'; key: JoinKey } | { at: 'pin'; key: JoinKey; found: Joinable } | { at: 'done'; code: string };

/** @param onSignedIn called once the person is signed in, with their code written down */
export function JoinPage({ token, onSignedIn }: { token?: string | undefined; onSignedIn: () => void }) {
  useLocale();
  useNeutralTitle();
  const changeLocale = useChangeLocale();
  const [step, setStep] = useState<Step>(token === undefined ? { at: 'code' } : { at: 'looking', key: { token } });
  const [failed, setFailed] = useState<unknown>(null);
  const look = async (key: JoinKey) => {
    const found = await door.lookAtJoin(key);
    if (found.locale === 'ta' || found.locale === 'en') changeLocale(found.locale);
    setStep({ at: 'pin', key, found });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is looked at once
  useEffect(() => {
    if (token !== undefined) look({ token }).catch(setFailed);
  }, [token]);

  if (failed !== null) {
    return (
      <Framed>
        <h1 className="vh">{m.views_join_code_title()}</h1>
        <DoorProblem failed={failed} />
      </Framed>
    );
  }
  if (step.at === 'looking') return <Loading />;
  if (step.at === 'code') return <TypeCode onFound={look} />;
  if (step.at === 'pin') return <ChoosePin step={step} onJoined={(code) => setStep({ at: 'done', code })} />;
  return (
    <Framed>
      <Head title={m.views_join_done()} lead={m.views_join_done_lead()} />
      <p className="shown-code">{step.code}</p>
      <SaveBar>
        <Button variant="main" icon="check" onClick={onSignedIn}>
          {m.views_join_done_do()}
        </Button>
      </SaveBar>
    </Framed>
  );
}

function Framed({ children }: { children: ReactNode }) {
  return (
    <PlainFrame path="/join" hasSaveBar>
      {children}
    </PlainFrame>
  );
}

function TypeCode({ onFound }: { onFound: (key: JoinKey) => Promise<void> }) {
  const [typed, setTyped] = useState('');
  const [isNoCode, setNoCode] = useState(false);
  const { isBusy, problem, run } = useDoor();
  const go = () => {
    const code = codeIn(typed);
    setNoCode(code === null);
    if (code !== null) run(() => onFound({ code }));
  };
  return (
    <Framed>
      <Head title={m.views_join_code_title()} lead={m.views_join_code_lead()} />
      <Form className="" label={m.views_join_code_title()} onSubmit={go}>
        <TextField
          label={m.views_join_code()}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          name="code"
          autoFocus
          error={isNoCode ? m.views_sign_in_code_wrong() : (problem ?? undefined)}
        />
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.views_join_code_do()}
          </Button>
        </SaveBar>
      </Form>
    </Framed>
  );
}

function ChoosePin({ step, onJoined }: { step: { key: JoinKey; found: Joinable }; onJoined: (code: string) => void }) {
  const { key, found } = step;
  const [pin, setPin] = useState('');
  const { isBusy, problem, run } = useDoor();
  const join = () => {
    run(async () => {
      const { code, email } = await door.join(key, pin);
      await door.signIn(email, pin);
      onJoined(code);
    });
  };
  const given = { by: found.invitedBy, name: found.represents ?? '' };
  const lead = found.represents
    ? m.representatives_join_lead(given)
    : found.again
      ? m.views_join_again_lead({ by: found.invitedBy })
      : m.views_join_lead({ by: found.invitedBy });
  return (
    <Framed>
      <Head title={m.views_join_title({ name: found.name })} lead={lead} />
      <Form className="" label={m.views_join_pin()} onSubmit={join}>
        <PinField
          label={m.views_join_pin()}
          description={m.views_join_pin_lead()}
          isNew
          value={pin}
          onChange={setPin}
          error={problem ?? undefined}
        />
        <p className="note mt3">{m.views_join_not_you()}</p>
        <SaveBar>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.views_join_do()}
          </Button>
        </SaveBar>
      </Form>
    </Framed>
  );
}
