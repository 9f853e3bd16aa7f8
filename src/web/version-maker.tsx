/** Who made the version that stands, and when: two versions are of two people, and each has a name. */
import type { OutboxItem } from '../device/device.ts';
import { m } from '../paraglide/messages.js';
import { useDevice, useRows } from './device-context.tsx';

export type VersionMaker = {
  /** "Arul", "You, on another device", or "A colleague" where nobody can say. */
  name: string;
  /** By the server's clock; null where nobody can say. */
  at: string | null;
  /** I made both, on two devices. */
  isMe: boolean;
};

/** @param shown version of the row on the screen: should it have moved on since the refusal, nobody knows who made it */
export function useVersionMaker(refusal: OutboxItem['refusal'], shown: number): VersionMaker {
  const { me } = useDevice();
  const staff = useRows('staff');
  const isShown = refusal?.by !== undefined && refusal.current?.row.version === shown;
  if (!isShown || !refusal.by) return { name: m.frame_someone_else(), at: null, isMe: false };
  const { staffId, at } = refusal.by;
  const isMe = staffId === me.staffId;
  return { name: isMe ? m.frame_you_elsewhere() : (staff.get(staffId)?.name ?? m.frame_someone_else()), at, isMe };
}
