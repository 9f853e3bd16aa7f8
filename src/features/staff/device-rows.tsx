/** Devices of colleagues as a list, each with a way to end it. */
import { useState } from 'react';
import { deviceIdOfThisBrowser } from '../../device/device-id.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { revokeDevice } from './revoke-device.ts';

export type MemberDevice = {
  staffId: string;
  id: string;
  label: string;
  firstSeenAt: string;
  lastSeenAt: string;
  endedAt: string | null;
  wipedAt: string | null;
  /** How many others use it. */
  others: number;
};

export interface DeviceRowsProps {
  label: string;
  devices: readonly MemberDevice[];
  /** Said before the device's name, where the list is of several people. */
  ownerOf?: ((staffId: string) => string) | undefined;
}

export function DeviceRows({ label, devices, ownerOf }: DeviceRowsProps) {
  const { me } = useDevice();
  const locale = useLocale();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', numberingSystem: 'latn' });
  const on = (instant: string) => day.format(new Date(instant));
  return (
    <Rows label={label}>
      {devices.map((one, at) => {
        const isThis = one.staffId === me.staffId && one.id === deviceIdOfThisBrowser();
        const device = one.label || m.staff_device({ number: at + 1 });
        const name = ownerOf ? `${ownerOf(one.staffId)}: ${device}` : device;
        const seen = m.staff_device_seen({ first: on(one.firstSeenAt), last: on(one.lastSeenAt) });
        return (
          <Row
            key={`${one.staffId}/${one.id}`}
            title={name}
            detail={
              one.endedAt === null
                ? seen
                : one.wipedAt === null
                  ? m.staff_device_ended({ day: on(one.endedAt) })
                  : m.staff_device_wiped({ ended: on(one.endedAt), wiped: on(one.wipedAt) })
            }
          >
            {one.endedAt === null && isThis && <p className="note">{m.staff_device_this()}</p>}
            {one.endedAt === null && !isThis && <EndDevice device={one} name={name} />}
          </Row>
        );
      })}
    </Rows>
  );
}

/** It cannot be taken back, so it is said first what it means, and asked with a second tap. */
function EndDevice({ device: one, name }: { device: MemberDevice; name: string }) {
  const device = useDevice();
  const [isAsking, setAsking] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { staffId, id: deviceId, others } = one;
  const end = async (everyone: boolean) => {
    setFailed(false);
    try {
      await device.submit(revokeDevice, { staffId, deviceId, everyone });
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
        {others > 0 && (
          <Button onClick={() => void end(true)}>
            {others === 1 ? m.staff_device_end_do_other() : m.staff_device_end_do_others({ count: others })}
            {which}
          </Button>
        )}
        <Button onClick={() => void end(false)}>
          {others > 0 ? m.staff_device_end_do_alone() : m.staff_device_end_do()}
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
