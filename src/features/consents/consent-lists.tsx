/** Consents in lists, on a person's page and in their own view: what stands, with one press to stop it, and what has ended. */
import { type ReactNode, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Link } from '../../web/ui/link.tsx';
import { useTimeZone } from '../people/when.ts';
import type { ConsentRow, waysToWithdraw } from './consent.ts';
import { stateOn } from './consent-states.ts';
import { stateNames, untilWords } from './consent-words.ts';
import { withdrawConsent } from './withdraw-consent.ts';

export interface ConsentListsProps {
  consents: Iterable<ConsentRow>;
  /** How a stop reaches us here. */
  how: (typeof waysToWithdraw)[number];
  /** What is said where nothing is shared, and of a consent that has no end of its own. */
  says: { none: string; noEnd: string };
  hrefOf: (consent: ConsentRow) => string;
  /** Beside the button that stops it. */
  links: (consent: ConsentRow) => ReactNode;
}

export function ConsentLists({ consents, how, says, hrefOf, links }: ConsentListsProps) {
  const today = fromInstant(new Date(), useTimeZone());
  const all = [...consents].sort((a, b) => b.draftedAt.localeCompare(a.draftedAt));
  const standing = all.filter((each) => stateOn(each, today) === 'active');
  const others = all.filter((each) => !standing.includes(each));
  const [said, setSaid] = useState<string | null>(null);
  return (
    <>
      {standing.length === 0 && <p className="small soft mt2">{says.none}</p>}
      <ul className="lines mt2">
        {standing.map((consent) => (
          <Standing key={consent.id} consent={consent} how={how} noEnd={says.noEnd} onSaid={setSaid}>
            {links(consent)}
          </Standing>
        ))}
      </ul>
      <p className="small" role="status">
        {said}
      </p>
      {others.length > 0 && (
        <Fold title={m.consents_ended()}>
          <ul className="lines small">
            {others.map((each) => (
              <li key={each.id}>
                <Link className="link" href={hrefOf(each)}>
                  {each.terms.recipient.name ?? m.consents_state_draft()}
                </Link>
                {`, ${stateNames[stateOn(each, today)]()}`}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

interface StandingProps {
  consent: ConsentRow;
  how: ConsentListsProps['how'];
  noEnd: string;
  onSaid: (text: string) => void;
  children: ReactNode;
}

function Standing({ consent, how, noEnd, onSaid, children }: StandingProps) {
  const device = useDevice();
  const locale = useLocale();
  const recipient = consent.terms.recipient.name ?? '';
  async function stop() {
    try {
      await device.submit(withdrawConsent, { consentId: consent.id, personId: consent.personId, how, words: null });
      onSaid(m.consents_stopped({ recipient }));
    } catch (error) {
      onSaid(notKeptText(error));
    }
  }
  return (
    <li>
      <h3>{recipient}</h3>
      <p className="small">{consent.terms.information.text}</p>
      <p className="small soft">{untilWords(consent, locale, noEnd)}</p>
      <div className="actions mt2">
        <Button onClick={() => void stop()}>
          {m.consents_stop()}
          <span className="vh">: {recipient}</span>
        </Button>
        {children}
      </div>
    </li>
  );
}
