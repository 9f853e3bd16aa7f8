/** For supervisors: a peer calls that their phone is gone. Two taps from here, and it is locked out; at its next contact it empties itself. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { DeviceRows, type MemberDevice } from './device-rows.tsx';

export function LostPhonePage() {
  useLocale();
  const device = useDevice();
  const { me } = device;
  const staff = useRows('staff');
  const underWay = useOutbox().length;
  usePageTitle(m.staff_lost_phone());
  const { data, isError, refetch } = useQuery({
    queryKey: [me.orgId, me.staffId, 'list-supervised-devices'],
    queryFn: () => device.query<MemberDevice[]>('list-supervised-devices', {}),
    retry: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was sent
  useEffect(() => void refetch(), [underWay, refetch]);
  return (
    <FocusFrame back={{ href: '/desk', label: m.frame_place_desk() }} path="/desk/lost-phone" narrow>
      <div className="stack-l">
        <Head title={m.staff_lost_phone()} lead={m.staff_lost_phone_lead()} />
        {isError && (
          <Say look="band" icon="nonet">
            <p>{m.staff_devices_offline()}</p>
          </Say>
        )}
        {data?.length === 0 && <Empty id="no-devices" picture="search" title={m.staff_devices_none()} />}
        {data && data.length > 0 && (
          <DeviceRows label={m.staff_devices()} devices={data} ownerOf={(staffId) => staff.get(staffId)?.name ?? ''} />
        )}
      </div>
    </FocusFrame>
  );
}
