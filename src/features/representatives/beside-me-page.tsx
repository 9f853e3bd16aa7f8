/** A representative's way in, as everybody's who comes with a code; and giving the view back. */

import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { Folds } from '../../web/ui/fold.tsx';
import { EndAccess } from '../views/end-access.tsx';
import { OwnMePage } from '../views/own-me-page.tsx';
import { endRepresentative } from './end-representative.ts';

export function BesideMePage() {
  return <OwnMePage path="/beside/me" back={{ href: '/beside', label: m.representatives_back() }} end={<GiveBack />} />;
}

function GiveBack() {
  const device = useDevice();
  const { staffId: representativeId, represents } = device.me;
  if (!represents) return null;
  return (
    <Folds>
      <EndAccess
        title={m.representatives_give_back()}
        lead={m.representatives_give_back_lead()}
        label={m.representatives_give_back_do()}
        end={() => device.submit(endRepresentative, { representativeId, personId: represents.personId })}
      />
    </Folds>
  );
}
