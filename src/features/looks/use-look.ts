/** Opening a person's page says so by itself. */
import { useEffect } from 'react';
import { newId } from '../../shared/id.ts';
import { useDevice } from '../../web/device-context.tsx';
import type { LookedAt } from './look.ts';
import { isLookDue, minutesPerLook } from './look-rules.ts';
import { recordLook } from './record-look.ts';

/** What this tab has just recorded, for the moment until it shows among the device's rows. */
const justRecorded = new Map<string, number>();

/**
 * Records a look at this person, unless the same one was recorded in the last ten minutes.
 * @param personId null: nobody is shown yet
 * @param desk the page shows someone of the programme whom this device does not hold
 */
export function useLook(personId: string | null, what: LookedAt, desk = false): void {
  const device = useDevice();
  useEffect(() => {
    if (personId === null) return;
    const now = device.safe.now();
    const { staffId } = device.me;
    const key = `${staffId}/${personId}/${what}`;
    if (now - (justRecorded.get(key) ?? 0) < minutesPerLook * 60_000) return;
    justRecorded.set(key, now);
    const view = { personId, staffId, what, now: new Date(now).toISOString() };
    if (!isLookDue(device.rows('looks').values(), view)) return;
    const look = { lookId: newId(), personId, what, lookedAt: view.now, offline: !device.online(), desk };
    // Nothing on the page waits for it; if the device cannot keep it now, the next opening tries again.
    device.submit(recordLook, look).catch(() => justRecorded.delete(key));
  }, [device, personId, what, desk]);
}
