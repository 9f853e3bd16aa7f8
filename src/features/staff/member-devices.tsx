/** The phones and computers a colleague opens their notebook on; one that was lost is ended here. */
import { m } from '../../paraglide/messages.js';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useAnswer } from '../../web/use-answer.ts';
import { DeviceRows, type MemberDevice } from './device-rows.tsx';
import type { StaffRow } from './staff.ts';

export function MemberDevices({ member }: { member: StaffRow }) {
  const { answer: devices, hasFailed } = useAnswer<MemberDevice[]>('list-devices', { staffId: member.id });
  return (
    <section aria-labelledby="devices">
      <SectionHead id="devices" title={m.staff_devices()} />
      {hasFailed && <p className="small soft">{m.staff_devices_offline()}</p>}
      {devices?.length === 0 && <p className="small soft">{m.staff_devices_none()}</p>}
      {devices && devices.length > 0 && <DeviceRows label={m.staff_devices()} devices={devices} />}
    </section>
  );
}
