/** Giving a person their own page: a code to hold out, the same as a picture to scan, and a link for a safe contact. And ending it. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { QrCode } from '../../web/ui/qr-code.tsx';
import { Say } from '../../web/ui/say.tsx';
import { timeInWords, useTimeZone } from '../people/when.ts';
import { CopyLink } from '../staff/copy-link.tsx';
import { DoorFailed, door, doorWords, type ShownCode } from '../staff/door-client.ts';
import { endView } from './end-view.ts';
import { inviteToView } from './invite-to-view.ts';
import type { ViewRow } from './view.ts';
import './views.css';

export function InviteViewPage({ personId }: { personId: string }) {
  useLocale();
  usePageTitle(m.people_person_title());
  const person = useRows('people').get(personId);
  const view = [...useRows('views').values()].find((one) => one.personId === personId && !one.ended);
  const path = `/people/${personId}/view`;
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.people_title() }} path={path} narrow>
        <Head title={m.people_person_title()} lead={m.people_not_here()} />
      </FocusFrame>
    );
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} narrow>
      <div className="stack-l">
        <Head title={m.views_invite_title({ name: person.name })} lead={m.views_invite_lead()} />
        <ShowCode person={person} view={view} />
        {view && <EndTheirs name={person.name} view={view} />}
      </div>
    </FocusFrame>
  );
}

/** How long the server may take to hear of the invitation. */
const tries = 20;
const between = 700;

function ShowCode({ person, view }: { person: { id: string; name: string }; view: ViewRow | undefined }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [shown, setShown] = useState<{ code: ShownCode; joinedBefore: string | null } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<(() => string) | null>(null);
  const { name } = person;

  const show = async () => {
    setBusy(true);
    setProblem(null);
    try {
      if (!device.online()) throw new DoorFailed('no_answer');
      const invitationId = newId();
      const locale_ = locale === 'ta' ? 'ta' : 'en';
      await device.submit(inviteToView, { viewId: view?.id ?? newId(), invitationId, personId: person.id, locale: locale_ });
      setShown({ code: await codeOnceKnown(invitationId), joinedBefore: view?.joinedAt ?? null });
    } catch (error) {
      const isAlone = error instanceof DoorFailed && error.code === 'no_answer';
      const said = isAlone ? m.views_invite_network : error instanceof DoorFailed ? await doorWords(error) : () => notKeptText(error);
      setProblem(() => said);
    }
    setBusy(false);
  };

  if (!shown) {
    return (
      <div className="stack">
        {problem && <ErrorText>{problem()}</ErrorText>}
        <Button variant="main" icon="phone" isBusy={isBusy} onClick={() => void show()}>
          {isBusy ? m.views_invite_wait() : view?.joinedAt ? m.views_invite_again() : m.views_invite_do()}
        </Button>
      </div>
    );
  }
  if (view?.joinedAt && shown.joinedBefore === null) {
    return (
      <Say icon="check">
        <p>{m.views_invite_joined({ name })}</p>
      </Say>
    );
  }
  const { code, until, link } = shown.code;
  return (
    <section aria-labelledby="hold-out" className="stack">
      <h2 id="hold-out">{m.views_invite_code({ name })}</h2>
      <p className="shown-code">{code}</p>
      <QrCode text={link} label={m.views_invite_qr({ name })} />
      <p className="small soft">
        {m.views_invite_code_lead({ address: `${location.host}/join`, time: timeInWords(until, locale, timeZone) })}
      </p>
      <Folds>
        <Fold title={m.views_invite_link()}>
          <CopyLink lead={m.views_invite_link_lead()} label={m.views_invite_link()} link={link} />
        </Fold>
      </Folds>
    </section>
  );
}

/** The invitation travels like every entry; a moment later the server knows it. */
async function codeOnceKnown(invitationId: string): Promise<ShownCode> {
  for (let nth = 0; ; nth += 1) {
    try {
      return await door.showJoinCode(invitationId);
    } catch (error) {
      const isNotThereYet = error instanceof DoorFailed && error.code === 'link_not_good';
      if (!isNotThereYet || nth >= tries) throw error;
      await new Promise((done) => setTimeout(done, between));
    }
  }
}

function EndTheirs({ name, view }: { name: string; view: ViewRow }) {
  const device = useDevice();
  const [problem, setProblem] = useState<string | null>(null);
  const end = async () => {
    try {
      await device.submit(endView, { viewId: view.id, personId: view.personId });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  };
  return (
    <Folds>
      <Fold title={m.views_end_of({ name })}>
        <p className="small">{m.views_end_of_lead({ name })}</p>
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt3">
          <Button onClick={() => void end()}>{m.views_end_of_do()}</Button>
        </div>
      </Fold>
    </Folds>
  );
}
