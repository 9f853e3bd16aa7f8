/** When app and server are of different ages: what waits, that it is safe, and what to do. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDeviceState } from '../device-context.tsx';
import { Button } from '../ui/button.tsx';
import { Say } from '../ui/say.tsx';
import { updateNow } from './app-update.tsx';
import { useLocale } from './locale.tsx';
import { onThisDevice } from './on-this-device.ts';

export function VersionBand() {
  useLocale();
  const isTooOld = useDeviceState((device) => device.fit() === 'too_old');
  const ahead = useDeviceState((device) => device.aheadOfServer());
  return (
    <div className="page-band">
      {isTooOld && (
        <Say look="band" icon="gear" actions={<UpdateButton />}>
          <p>{onThisDevice(m.frame_too_old, m.frame_too_old_desk)}</p>
        </Say>
      )}
      {ahead > 0 && (
        <Say look="band" icon="clock">
          <p>{aheadText(ahead)}</p>
        </Say>
      )}
    </div>
  );
}

function aheadText(count: number): string {
  if (count === 1) return onThisDevice(m.frame_one_ahead, m.frame_one_ahead_desk);
  return onThisDevice(
    () => m.frame_ahead({ count }),
    () => m.frame_ahead_desk({ count }),
  );
}

/** Fetches the newest Kith and starts it. It reloads the page, so it only ever does so when asked. */
export function UpdateButton() {
  const [state, setState] = useState<'idle' | 'fetching' | 'none'>('idle');
  const update = async () => {
    setState('fetching');
    if (!(await updateNow())) setState('none');
  };
  return (
    <>
      <Button isBusy={state === 'fetching'} onClick={() => void update()}>
        {state === 'fetching' ? m.frame_updating() : m.frame_update_now()}
      </Button>
      {state === 'none' && (
        <p className="note mt2" role="status">
          {m.frame_no_newer()}
        </p>
      )}
    </>
  );
}
