/** Why something could not be kept on this device, in the reader's words, with the cure. */
import { type NotKeptReason, notKept } from '../device/not-kept.ts';
import { m } from '../paraglide/messages.js';
import { onThisDevice } from './frame/on-this-device.ts';

const texts: Record<NotKeptReason, () => string> = {
  full: () => onThisDevice(m.frame_not_kept_full, m.frame_not_kept_full_desk),
  closed: m.frame_not_kept_closed,
  too_large: m.refusal_too_large,
  too_deep: m.refusal_too_deep,
  invalid: m.refusal_invalid,
  unknown: m.frame_not_kept_unknown,
};

export function notKeptText(error: unknown): string {
  return texts[notKept(error).reason]();
}
