/** What was agreed, as it was read and signed. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useLook } from '../looks/use-look.ts';
import type { ConsentRow } from './consent.ts';
import { ConsentSheet } from './consent-sheet.tsx';
import { markConsentDeficient } from './mark-consent-deficient.ts';

export function ConsentPage({ personId, consentId }: { personId: string; consentId: string }) {
  const person = useRows('people').get(personId);
  const consent = useRows('consents').get(consentId);
  const path = `/people/${personId}/consents/${consentId}`;
  usePageTitle(m.consents_one_title());
  useLook(person ? personId : null, 'record');
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person?.name ?? m.frame_place_people() }} path={path} narrow>
      {consent ? (
        <ConsentSheet consent={consent} how="said">
          <div className="mt4">
            <Deficient consent={consent} />
          </div>
        </ConsentSheet>
      ) : (
        <Empty isPage id="no-consent" picture="search" title={m.consents_not_here()} />
      )}
    </FocusFrame>
  );
}

/** For what should never have counted: signed by somebody who may not, or for somebody it was not meant for. */
function Deficient({ consent }: { consent: ConsentRow }) {
  const device = useDevice();
  const [why, setWhy] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  async function mark() {
    if (why.trim() === '') return;
    try {
      await device.submit(markConsentDeficient, { consentId: consent.id, personId: consent.personId, why: why.trim() });
    } catch (error) {
      setFailure(notKeptText(error));
    }
  }
  return (
    <Fold title={m.consents_deficient()}>
      <TextField label={m.consents_deficient_why()} value={why} onChange={setWhy} autoComplete="off" />
      <Button onClick={() => void mark()}>{m.consents_deficient_do()}</Button>
      <p className="small" role="status">
        {failure}
      </p>
    </Fold>
  );
}
