/** One consent as a paper to read: word for word what was signed, whether it still is that, a copy to take, and one press to stop. */
import { type ReactNode, useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { hashOfText } from '../../shared/content-hash.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { dayInWords, useTimeZone } from '../people/when.ts';
import type { ConsentRow, waysToWithdraw } from './consent.ts';
import { readDocument } from './consent-document.ts';
import { stateOn } from './consent-states.ts';
import { Paper } from './paper.tsx';
import { withdrawConsent } from './withdraw-consent.ts';

export interface ConsentSheetProps {
  consent: ConsentRow;
  /** How a stop reaches us here. */
  how: (typeof waysToWithdraw)[number];
  /** What else may be done while it stands. */
  children?: ReactNode;
}

export function ConsentSheet({ consent, how, children }: ConsentSheetProps) {
  const device = useDevice();
  const timeZone = useTimeZone();
  const document = consent.document === null ? null : readDocument(consent.document);
  const wholeness = useWholeness(consent);
  const isStanding = stateOn(consent, fromInstant(new Date(), timeZone)) === 'active';
  const [failure, setFailure] = useState<string | null>(null);
  const about = { consentId: consent.id, personId: consent.personId };
  async function stop() {
    try {
      await device.submit(withdrawConsent, { ...about, how, words: null });
      setFailure(null);
    } catch (error) {
      setFailure(notKeptText(error));
    }
  }
  return (
    <>
      <Head title={m.consents_one_title()}>
        <SignedBy consent={consent} />
      </Head>
      {document ? <Paper document={document} /> : <p className="small">{m.consents_one_waiting()}</p>}
      {document && (
        <Say look={wholeness === 'altered' ? 'look' : 'plain'} live={false}>
          <p>{wholeness === 'altered' ? m.consents_one_altered() : m.consents_one_whole()}</p>
        </Say>
      )}
      <div className="actions mt4 no-print">
        {isStanding && <Button onClick={() => void stop()}>{m.consents_stop()}</Button>}
        <Button icon="print" onClick={() => window.print()}>
          {m.consents_one_print()}
        </Button>
      </div>
      <p className="small" role="status">
        {failure}
      </p>
      {isStanding && children}
    </>
  );
}

function SignedBy({ consent }: { consent: ConsentRow }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { signature, signedAt, endedAt } = consent;
  const dayOf = (instant: string) => dayInWords(fromInstant(instant, timeZone), locale);
  return (
    <>
      {signature !== null && signedAt !== null && (
        <p className="small soft">
          {signature.method === 'verbal_witnessed'
            ? m.consents_one_spoken({ name: signature.name ?? '', day: dayOf(signedAt), witness: signature.witness ?? '' })
            : m.consents_one_signed({ name: signature.name ?? '', day: dayOf(signedAt) })}
        </p>
      )}
      {endedAt !== null && <p className="small soft">{m.consents_one_ended({ day: dayOf(endedAt) })}</p>}
    </>
  );
}

/** Worked out on this device, from the document itself. */
function useWholeness({ document, documentHash }: ConsentRow): 'whole' | 'altered' | 'unknown' {
  const [found, setFound] = useState<'whole' | 'altered' | 'unknown'>('unknown');
  useEffect(() => {
    let isHere = true;
    if (document !== null) {
      void hashOfText(document).then((hash) => {
        if (isHere) setFound(hash === documentHash ? 'whole' : 'altered');
      });
    }
    return () => {
      isHere = false;
    };
  }, [document, documentHash]);
  return found;
}
