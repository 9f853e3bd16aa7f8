import { use } from 'react';
import { m } from '../../paraglide/messages.js';
import { DeviceContext, useDeviceState } from '../device-context.tsx';
import { Progress } from '../ui/progress.tsx';
import { onThisDevice } from './on-this-device.ts';

/**
 * While a notebook is filled for the first time: says so, and how much is here. What is empty meanwhile says nothing of its own (frame.css): "nobody
 * yet" would not be true. Outside a notebook there is nothing to say.
 */
export function FirstFill() {
  return use(DeviceContext) === null ? null : <Filling />;
}

function Filling() {
  const isFilled = useDeviceState((device) => device.isFilled());
  const here = useDeviceState((device) => device.rows('people').size);
  const isOffline = useDeviceState((device) => device.offlineSince() !== null);
  if (isFilled) return null;
  return (
    <div className="filling">
      {isOffline ? (
        <p className="small soft">{onThisDevice(m.frame_not_filled, m.frame_not_filled_desk)}</p>
      ) : (
        <Progress label={here === 0 ? m.frame_filling() : m.frame_filling_people({ count: here })} />
      )}
    </div>
  );
}
