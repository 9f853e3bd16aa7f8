import { describe, expect, it } from 'vitest';
import { judgeSession, type SessionFacts } from './session-state.ts';

const fine: SessionFacts = { factor: 'password', enrolled: false, active: true, deviceRevoked: false, secondFactorRequired: false };

describe('what a session may do', () => {
  it.each<[string, SessionFacts | null, ReturnType<typeof judgeSession>]>([
    ['there is none', null, 'signed_out'],
    ['its owner no longer works here', { ...fine, active: false }, 'signed_out'],
    ['its owner no longer works here, second factor or not', { ...fine, active: false, factor: 'totp' }, 'signed_out'],
    ['its device was ended', { ...fine, deviceRevoked: true, factor: 'passkey' }, 'signed_out'],
    ['a second factor is set up and was not shown', { ...fine, enrolled: true }, 'second_factor'],
    ['a second factor is asked for and not set up', { ...fine, secondFactorRequired: true }, 'enrol'],
    [
      'a second factor is asked for and set up, but was not shown',
      { ...fine, secondFactorRequired: true, enrolled: true },
      'second_factor',
    ],
    ['the second factor was shown', { ...fine, secondFactorRequired: true, enrolled: true, factor: 'totp' }, 'ready'],
    ['it was opened with a passkey, which checks its holder', { ...fine, secondFactorRequired: true, factor: 'passkey' }, 'ready'],
    ['a password is enough here', fine, 'ready'],
  ])('when %s', (_when, facts, state) => expect(judgeSession(facts)).toBe(state));
});
