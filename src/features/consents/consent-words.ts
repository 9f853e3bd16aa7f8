/** How a consent is spoken of on screens. */
import { m } from '../../paraglide/messages.js';
import { dayInWords } from '../people/when.ts';
import type { ConsentRow } from './consent.ts';

export const stateNames = {
  draft: m.consents_state_draft,
  explained: m.consents_state_explained,
  active: m.consents_state_active,
  declined: m.consents_state_declined,
  superseded: m.consents_state_superseded,
  revoked: m.consents_state_revoked,
  expired: m.consents_state_expired,
  invalid: m.consents_state_invalid,
};

/** Until when it holds. @param noEnd what is said where it has no end of its own */
export function untilWords({ terms: { expiry } }: ConsentRow, locale: string, noEnd: string): string {
  if (expiry.on !== null) return m.consents_until_day({ day: dayInWords(expiry.on, locale) });
  return expiry.text === null ? noEnd : m.consents_until_event({ text: expiry.text });
}
