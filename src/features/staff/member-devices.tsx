/** The phones and computers a colleague opens their notebook on; one that was lost is ended here. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { deviceIdOfThisBrowser } from '../../device/open-device.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { revokeDevice } from './revoke-device.ts';
import type { StaffRow } from './staff.ts';

type MemberDevice = { id: string; label: string; firstSeenAt: string; lastSeenAt: string; endedAt: string | null };

export function MemberDevices({ member }: { member: StaffRow }) {
  const device = useDevice();
  const locale = useLocale();
  const { me } = device;
  const underWay = useOutbox().length;
  const { data, isError, refetch } = useQuery({
    queryKey: [me.orgId, me.staffId, 'list-devices', member.id],
    queryFn: () => device.query<MemberDevice[]>('list-devices', { staffId: member.id }),
    retry: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was sent
  useEffect(() => void refetch(), [underWay, refetch]);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', numberingSystem: 'latn' });
  return (
    <section aria-labelledby="devices">
      <SectionHead id="devices" title={m.staff_devices()} />
      {isError && <p className="small soft">{m.staff_devices_offline()}</p>}
      {data?.length === 0 && <p className="small soft">{m.staff_devices_none()}</p>}
      {data && data.length > 0 && (
        <Rows label={m.staff_devices()}>
          {data.map((one, at) => {
            const isThis = member.id === me.staffId && one.id === deviceIdOfThisBrowser();
            const name = one.label || m.staff_device({ number: at + 1 });
            const seen = m.staff_device_seen({ first: day.format(new Date(one.firstSeenAt)), last: day.format(new Date(one.lastSeenAt)) });
            return (
              <Row
                key={one.id}
                title={name}
                detail={one.endedAt === null ? seen : m.staff_device_ended({ day: day.format(new Date(one.endedAt)) })}
              >
                {one.endedAt === null && isThis && <p className="note">{m.staff_device_this()}</p>}
                {one.endedAt === null && !isThis && <EndDevice staffId={member.id} deviceId={one.id} name={name} />}
              </Row>
            );
          })}
        </Rows>
      )}
    </section>
  );
}

/** It cannot be taken back, so it is said first what it means, and asked with a second tap. */
function EndDevice({ staffId, deviceId, name }: { staffId: string; deviceId: string; name: string }) {
  const device = useDevice();
  const [isAsking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const end = async () => {
    setFailed(false);
    try {
      await device.submit(revokeDevice, { staffId, deviceId });
      setAsking(false);
    } catch {
      setFailed(true);
    }
  };
  const which = <span className="vh">: {name}</span>;
  if (!isAsking) {
    return (
      <div className="actions mt2">
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {m.staff_device_end()}
          {which}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p className="note mt2" role="status">
        {m.staff_device_end_lead()}
      </p>
      {hasFailed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
      <div className="actions mt2">
        <Button onClick={() => void end()}>
          {m.staff_device_end_do()}
          {which}
        </Button>
        <Button variant="quiet" onClick={() => setAsking(false)}>
          {m.staff_device_keep()}
          {which}
        </Button>
      </div>
    </>
  );
}
