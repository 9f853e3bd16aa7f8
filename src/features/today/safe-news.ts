/** Whether there is anything that somebody must hear of wherever they are (`safe-bands.tsx` says it). */
import type { Device } from '../../device/device.ts';
import { isNearlyFull } from '../../device/storage.ts';
import { unsentOf, waitedLong } from './unsent.ts';

/** Off by an hour and more: less is a zone of another kind, and harms nobody. */
const clockAllowance = 3_600_000;

export function isClockWrong({ safe }: Device): boolean {
  return Math.abs(safe.clockBehind()) > clockAllowance;
}

export function hasNoRoom({ safe }: Device): boolean {
  return isNearlyFull(safe.storage()) || safe.notKept() === 'full';
}

export function hasSafeNews(device: Device): boolean {
  const { safe } = device;
  const waitsLong = () => waitedLong(unsentOf(device.outbox()).waiting, safe.now()).length > 0;
  return safe.isOutdated() || safe.evicted() !== null || isClockWrong(device) || hasNoRoom(device) || waitsLong();
}
