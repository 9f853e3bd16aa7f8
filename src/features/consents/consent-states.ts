/** The states of a consent and how one becomes another. Pure. Source: practice-and-law.md §1.0, consent state machine. */
import type { ConsentState } from './consent.ts';

export type ConsentEvent = 'explain' | 'sign' | 'decline' | 'amend' | 'withdraw' | 'expire' | 'find_deficient';

/**
 * What is not here cannot happen. There is no way from an ended state to one that can be used: whoever changes their mind starts a new consent.
 * Withdrawing is possible from nearly everywhere, so that it wins whichever way round two phones' entries arrive: of a consent that another phone
 * has amended, or that has run out meanwhile, it still says that the person stopped it.
 */
const transitions: Record<ConsentState, Partial<Record<ConsentEvent, ConsentState>>> = {
  draft: { explain: 'explained', decline: 'declined', withdraw: 'revoked' },
  explained: { explain: 'explained', sign: 'active', decline: 'declined', withdraw: 'revoked' },
  active: { amend: 'superseded', withdraw: 'revoked', expire: 'expired', find_deficient: 'invalid' },
  superseded: { withdraw: 'revoked' },
  expired: { withdraw: 'revoked' },
  declined: {},
  revoked: {},
  invalid: {},
};

/** The state after the event, or null where it cannot happen. */
export function stateAfter(state: ConsentState, event: ConsentEvent): ConsentState | null {
  return transitions[state][event] ?? null;
}

/**
 * The state by the day it is read: a consent past its last day has expired, whether or not anybody has come round to say so. A phone may have been
 * offline, and a caretaker may be late.
 */
export function stateOn(consent: { state: ConsentState; expiresOn: string | null }, today: string): ConsentState {
  if (consent.state !== 'active' || consent.expiresOn === null || consent.expiresOn >= today) return consent.state;
  return 'expired';
}
