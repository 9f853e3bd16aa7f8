/** What a session may do: facts in, a word out. */

export type SessionFacts = {
  /** How it was proved who this is. A passkey here always checked its holder (finger, face or code), so it is two factors in one. */
  factor: 'password' | 'totp' | 'passkey';
  /** Whether the account has an authenticator app. */
  enrolled: boolean;
  active: boolean;
  deviceRevoked: boolean;
  secondFactorRequired: boolean;
};

/** `enrol`: the organisation asks for a second factor and there is none yet; such a session may do nothing else. */
export type SessionState = 'ready' | 'signed_out' | 'second_factor' | 'enrol';

export function judgeSession(facts: SessionFacts | null): SessionState {
  if (facts === null || !facts.active || facts.deviceRevoked) return 'signed_out';
  if (facts.factor !== 'password') return 'ready';
  if (facts.enrolled) return 'second_factor';
  return facts.secondFactorRequired ? 'enrol' : 'ready';
}
