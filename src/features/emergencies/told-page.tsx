/** In an emergency one told medical staff by voice what one knew: written down here, with or without a network. */
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useDeviceState, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { FactsForm } from './facts-form.tsx';
import { tellInEmergency } from './tell-in-emergency.ts';

export function ToldPage({ personId, onSaved }: { personId: string; onSaved: () => void }) {
  const device = useDevice();
  const person = useRows('people').get(personId);
  const isOnline = useDeviceState((one) => one.online());
  usePageTitle(m.emergencies_told_title());
  const path = `/people/${personId}/told`;
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty isPage id="no-person" picture="search" title={m.goals_person_not_here()} />
      </FocusFrame>
    );
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} hasSaveBar narrow>
      <Head title={m.emergencies_told_title()} lead={m.emergencies_told_lead({ name: person.name })} />
      {!isOnline && (
        <Say icon="nonet">
          <p>{m.emergencies_told_offline()}</p>
        </Say>
      )}
      <FactsForm
        label={m.emergencies_told_title()}
        draft={{ form: 'told', about: personId, personId, href: path }}
        law={device.packs.emergencies}
        mayBeNobody={false}
        onSave={(facts) => device.submit(tellInEmergency, { emergencyId: newId(), personId, offline: !device.online(), ...facts })}
        onSaved={onSaved}
      />
    </FocusFrame>
  );
}
