/** Why a notebook did not open, in the reader's words. */
import type { PasskeyFailed } from '../../device/vault/passkey-prf.ts';
import { m } from '../../paraglide/messages.js';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import type { NotOpened } from '../../web/notebook-state.ts';

export function notOpenedText(failed: NotOpened, who: string): string {
  switch (failed.why) {
    case 'wrong':
      return failed.left === 1 ? m.vault_wrong_one({ who }) : m.vault_wrong({ who, left: failed.left });
    case 'wait': {
      const seconds = Math.ceil(failed.milliseconds / 1000);
      return seconds < 120 ? m.vault_wait_seconds({ seconds }) : m.vault_wait_minutes({ minutes: Math.ceil(seconds / 60) });
    }
    case 'memory':
      return m.vault_memory();
    case 'broken':
      return m.vault_broken();
  }
}

/** @param failed what asking the passkey threw: `PasskeyFailed`, or anything else, which is as good as "not finished" */
export function passkeyProblem(failed: unknown): () => string {
  const why = (failed as Partial<PasskeyFailed> | null)?.why;
  return why === 'cannot' ? () => onThisDevice(m.vault_passkey_cannot, m.vault_passkey_cannot_desk) : m.vault_passkey_stopped;
}
