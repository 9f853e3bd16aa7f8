/** The phones and computers a colleague opens their notebook on; one that was lost is ended here. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox } from '../../web/device-context.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { DeviceRows, type MemberDevice } from './device-rows.tsx';
import type { StaffRow } from './staff.ts';

export function MemberDevices({ member }: { member: StaffRow }) {
  const device = useDevice();
  const { me } = device;
  const underWay = useOutbox().length;
  const { data, isError, refetch } = useQuery({
    queryKey: [me.orgId, me.staffId, 'list-devices', member.id],
    queryFn: () => device.query<MemberDevice[]>('list-devices', { staffId: member.id }),
    retry: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was sent
  useEffect(() => void refetch(), [underWay, refetch]);
  return (
    <section aria-labelledby="devices">
      <SectionHead id="devices" title={m.staff_devices()} />
      {isError && <p className="small soft">{m.staff_devices_offline()}</p>}
      {data?.length === 0 && <p className="small soft">{m.staff_devices_none()}</p>}
      {data && data.length > 0 && <DeviceRows label={m.staff_devices()} devices={data} />}
    </section>
  );
}
