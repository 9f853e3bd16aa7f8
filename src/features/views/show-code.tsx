/** A code to hold out to who comes to a view, the same as a picture to scan, and a link for a safe contact. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/new-id.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { QrCode } from '../../web/ui/qr-code.tsx';
import { Say } from '../../web/ui/say.tsx';
import { timeInWords, useTimeZone } from '../people/when.ts';
import { CopyLink } from '../staff/copy-link.tsx';
import { DoorFailed, door, doorWords, type ShownCode } from '../staff/door-client.ts';

/** How long the server may take to hear of the invitation. */
const tries = 20;
const between = 700;

export interface ShowCodeProps {
  /** Of who comes in. */
  name: string;
  joinedAt: string | null;
  /** Sends the invitation that the code is for. */
  invite: (invitationId: string) => Promise<unknown>;
}

export function ShowCode({ name, joinedAt, invite }: ShowCodeProps) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [shown, setShown] = useState<{ code: ShownCode; joinedBefore: string | null } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<(() => string) | null>(null);

  const show = async () => {
    setBusy(true);
    setProblem(null);
    try {
      if (!device.online()) throw new DoorFailed('no_answer');
      const invitationId = newId();
      await invite(invitationId);
      setShown({ code: await codeOnceKnown(invitationId), joinedBefore: joinedAt });
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
          {isBusy ? m.views_invite_wait() : joinedAt ? m.views_invite_again() : m.views_invite_do()}
        </Button>
      </div>
    );
  }
  if (joinedAt && shown.joinedBefore === null) {
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
