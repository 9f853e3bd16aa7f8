/** For supervisors: a peer calls that their phone is gone. Two taps from here, and it is locked out; at its next contact it empties itself. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { useAnswer } from '../../web/use-answer.ts';
import { DeviceRows, type MemberDevice } from './device-rows.tsx';

export function LostPhonePage() {
  useLocale();
  const staff = useRows('staff');
  usePageTitle(m.staff_lost_phone());
  const { answer: devices, hasFailed } = useAnswer<MemberDevice[]>('list-supervised-devices');
  return (
    <FocusFrame back={{ href: '/desk', label: m.frame_place_desk() }} path="/desk/lost-phone" narrow>
      <div className="stack-l">
        <Head title={m.staff_lost_phone()} lead={m.staff_lost_phone_lead()} />
        {hasFailed && (
          <Say look="band" icon="nonet">
            <p>{m.staff_devices_offline()}</p>
          </Say>
        )}
        {devices?.length === 0 && <Empty id="no-devices" picture="search" title={m.staff_devices_none()} />}
        {devices && devices.length > 0 && (
          <DeviceRows label={m.staff_devices()} devices={devices} ownerOf={(staffId) => staff.get(staffId)?.name ?? ''} />
        )}
      </div>
    </FocusFrame>
  );
}
