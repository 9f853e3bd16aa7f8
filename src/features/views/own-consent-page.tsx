/** The words I signed, as they were; a copy to take; and one press to stop. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ConsentSheet } from '../consents/consent-sheet.tsx';
import { OwnFrame } from './own-frame.tsx';

export function OwnConsentPage({ consentId }: { consentId: string }) {
  const consent = useRows('consents').get(consentId);
  return (
    <OwnFrame path={`/mine/consents/${consentId}`} isInner>
      {consent ? (
        <ConsentSheet consent={consent} how="in_app" />
      ) : (
        <Empty isPage id="no-consent" picture="search" title={m.consents_not_here()} />
      )}
    </OwnFrame>
  );
}
